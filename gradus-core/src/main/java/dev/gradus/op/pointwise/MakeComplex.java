package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.ResultLayout;
import org.jspecify.annotations.Nullable;

/// Complex numbers from their real and imaginary parts. Gradient: the parts of g.
public record MakeComplex() implements SingleOperation {
  /// Checks that both are parts of one complex dtype.
  public static void check(String name, Tensor a, Tensor b) {
    if (!isPart(a) || !isPart(b)) {
      throw new GradusArgumentException(
          "Expected both inputs to be Half, Float or Double tensors but got "
              + a.dtype().scalarName()
              + " and "
              + b.dtype().scalarName()
              + "\n"
              + name
              + ": complex numbers have parts of float32 or float64; use to(float32).");
    }
    if (a.dtype() != b.dtype()) {
      throw new GradusArgumentException(
          "Expected object of scalar type "
              + a.dtype().scalarName()
              + " but got scalar type "
              + b.dtype().scalarName()
              + " for second argument\n"
              + name
              + ": both parts must have one dtype.");
    }
  }

  private static boolean isPart(Tensor x) {
    return x.dtype() == DType.FLOAT32 || x.dtype() == DType.FLOAT64;
  }

  @Override
  public String name() {
    return "complex";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] sizes = Broadcast.sizes(x[0].layout().sizes(), x[1].layout().sizes());
    Tensor y =
        Tensor.emptyStrided(
            ResultLayout.of(sizes, x[0].layout(), x[1].layout()), x[0].dtype().toComplex());
    Copies.copy(x[0], ComplexCopy.part(y, 0));
    Copies.copy(x[1], ComplexCopy.part(y, 1));
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {b.needs(0) ? g.real() : null, b.needs(1) ? g.imag() : null};
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, b.aligned(x));
  }
}
