package dev.gradus.op.random;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Generator;
import dev.gradus.RandomOperation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.ElementFunction;
import dev.gradus.kernel.GammaShape;
import dev.gradus.kernel.RandomSamples;
import dev.gradus.op.special.Elementwise;
import org.jspecify.annotations.Nullable;

/// Numbers of the gamma distribution with scale 1 and these shapes.
///
/// Gradient: g times how the number moves with the shape where the part of the distribution below
/// it stays what it is.
///
/// @param generator null for the default one
public record StandardGamma(@Nullable Generator generator)
    implements SingleOperation, RandomOperation {
  /// Of shapes and numbers drawn with them: how these move with those. It has no gradient.
  public static final Elementwise SHAPE_DERIVATIVE =
      Elementwise.of("_standard_gamma_grad", ElementFunction.of(GammaShape::derivative))
          .ofDecimals()
          .gradient(
              0,
              (b, g) -> {
                throw new GradusUnsupportedException(
                    "the derivative for '_standard_gamma_grad' is not implemented."
                        + "\nstandardGamma: it can be differentiated once.");
              });

  /// Checks the dtype.
  public static Tensor of(Tensor alpha, @Nullable Generator generator) {
    Samples.floating("gamma_cpu", alpha, "standardGamma");
    return Call.run(new StandardGamma(generator), alpha);
  }

  @Override
  public String name() {
    return "_standard_gamma";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    DType dtype = x[0].dtype();
    return Samples.each(
        (g, a, ao, y, n) -> RandomSamples.gamma(g, dtype, a, ao, y, 0, n), x[0], generator);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {g.mul(Call.run(SHAPE_DERIVATIVE, b.x(0), b.y()))};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor moved = t[0];
    return moved == null ? null : moved.mul(Call.run(SHAPE_DERIVATIVE, x[0], y));
  }
}
