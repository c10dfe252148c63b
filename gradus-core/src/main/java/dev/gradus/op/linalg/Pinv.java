package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.RankOptions;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// The pseudo-inverse, by singular values of which the small ones count as zero. Gradient:
/// [PinvGradient].
///
/// @param options which count as zero
public record Pinv(RankOptions options) implements SingleOperation {
  private static final String NAME = "torch.linalg.pinv";

  /// Checks the matrices and computes.
  public static Tensor of(Tensor matrix, RankOptions options) {
    Tensor a = Call.autocast("linalg_pinv", matrix);
    boolean possible = !a.dtype().isIntegral() && a.dtype().itemSize() > 2;
    if (!possible || a.dim() < 2) {
      throw new GradusUnsupportedException(
          "linalg.pinv("
              + a.dtype().scalarName()
              + "{"
              + Sizes.text(a.layout().sizes())
              + "}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types");
    }
    Tolerances.of(NAME, a, options);
    return Call.run(new Pinv(options), a);
  }

  @Override
  public String name() {
    return "linalg_pinv";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> inverse(x[0].detach()));
  }

  /// In float64 throughout, so that small values are not those of rounded vectors.
  private Tensor inverse(Tensor a) {
    Tolerances tolerances = Tolerances.of(NAME, a, options);
    boolean complex = a.dtype().isComplex();
    Tensor wide = a.to(complex ? DType.COMPLEX128 : DType.FLOAT64);
    Tensor left;
    Tensor right;
    Tensor values;
    Tensor most;
    if (options.hermitian()) {
      Tensor[] both = Eigh.of(wide, "L");
      values = both[0];
      left = both[1];
      right = left.mH();
      most = largest(values.abs());
    } else {
      Tensor[] all = Svd.of(wide, false);
      values = all[1];
      left = all[2].mH();
      right = all[0].mH();
      most = values.narrow(-1, 0, Math.min(1, values.size(-1)));
    }
    Tensor inverse = values.reciprocal();
    if (a.numel() > 0) {
      Tensor counts = tolerances.above(values.abs(), most);
      inverse = inverse.maskedFill(counts.logicalNot(), 0);
    }
    return left.mul(inverse.unsqueeze(-2)).matmul(right).to(a.dtype());
  }

  private static Tensor largest(Tensor values) {
    return values.numel() == 0 ? values : values.amax(new int[] {-1}, true);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {PinvGradient.of(g, b.y(), b.x(0))};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }
}
