package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// The square root of a Hermitian matrix that is not negative; nan where it is. Gradient: with the
/// eigenvalues L and vectors V of A, the Hermitian part of V·((Vᴴ·g·V) / (√Lᵢ + √Lⱼ))·Vᴴ.
///
/// L and V are further results, for the gradient.
public record MatrixSqrth() implements Operation {
  private static final String NAME = "linalg.matrix_sqrth";

  /// Checks the matrices and computes.
  public static Tensor of(Tensor a) {
    LinalgChecks.square(NAME, a);
    LinalgChecks.floating(NAME, a);
    LinalgChecks.computable("linalg_eigh_cpu", a);
    return Call.runAll(new MatrixSqrth(), a)[0];
  }

  @Override
  public String name() {
    return "linalg_matrix_sqrth";
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor[] out = new Tensor[3];
    out[0] =
        Call.unrecorded(() -> {
          Tensor[] both = Eigh.of(wide(x[0].detach()), "L");
          DType dtype = x[0].dtype();
          out[1] = both[0].to(dtype.toReal());
          out[2] = both[1].to(dtype);
          Tensor roots = roots(both[0], dtype);
          return both[1].mul(roots.unsqueeze(-2)).matmul(both[1].mH()).to(dtype);
        });
    return out;
  }

  private static Tensor wide(Tensor a) {
    return a.to(a.dtype().isComplex() ? DType.COMPLEX128 : DType.FLOAT64);
  }

  /// The roots; what rounding made negative counts as 0.
  private static Tensor roots(Tensor values, DType dtype) {
    if (values.numel() == 0) {
      return values;
    }
    double part = -values.size(-1) * Gradus.finfo(dtype).eps();
    Tensor least = values.abs().amax(new int[] {-1}, true).mul(part);
    Tensor rounded = values.lt(0).logicalAnd(values.ge(least));
    return values.maskedFill(rounded, 0).sqrt();
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = g[0];
    if (arrived == null) {
      return new @Nullable Tensor[1];
    }
    Tensor values = b.y(1);
    Tensor vectors = b.y(2);
    if (Gradus.isGradEnabled()) {
      Tensor[] both = Call.runAll(new Eigh(false, true), b.x(0));
      values = both[0];
      vectors = both[1];
    }
    Tensor whole = equation(values.sqrt(), vectors, arrived);
    return new Tensor[] {whole.add(whole.mH()).mul(0.5)};
  }

  /// The X of H·X + X·H = G for the Hermitian H with these eigenvalues and vectors.
  static Tensor equation(Tensor values, Tensor vectors, Tensor g) {
    Tensor sums = values.unsqueeze(-1).add(values.unsqueeze(-2));
    Tensor inner = vectors.mH().matmul(g).matmul(vectors).div(sums);
    return vectors.matmul(inner).matmul(vectors.mH());
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 6;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
