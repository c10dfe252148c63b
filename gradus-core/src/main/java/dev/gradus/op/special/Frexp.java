package dev.gradus.op.special;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.BinaryParts;
import dev.gradus.kernel.ElementFunction;
import dev.gradus.op.pointwise.Cast;
import org.jspecify.annotations.Nullable;

/// A fraction from 1/2 to 1 and the power of 2 that it is to be multiplied by. Gradient: g / 2^e.
public record Frexp() implements Operation {
  private static final Elementwise FRACTION =
      Elementwise.of("frexp", ElementFunction.of(BinaryParts::fraction));
  private static final Elementwise EXPONENT =
      Elementwise.of("frexp", ElementFunction.of(BinaryParts::exponent));

  @Override
  public String name() {
    return "frexp";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    if (!x[0].dtype().isFloatingPoint()) {
      throw new GradusArgumentException(
          "torch.frexp() only supports floating-point dtypes\nfrexp: the dtype is "
              + x[0].dtype()
              + ".");
    }
    Tensor exponent = EXPONENT.forward(x);
    return new Tensor[] {
      FRACTION.forward(x), new Cast(DType.INT32).forward(new Tensor[] {exponent})
    };
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x);
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public long savesOutputs(long needs) {
    return 2;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor fraction = g[0];
    return new @Nullable Tensor[] {
      fraction == null ? null : fraction.div(b.y(1).exp2().to(fraction.dtype()))
    };
  }
}
