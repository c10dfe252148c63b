package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Orthonormal columns U and a Hermitian H that is not negative with A = U·H, by singular values.
///
/// Gradient: Y + A·(X + Xᴴ), where Y = gU·H⁻¹ and X solves H·X + X·H = gH − Uᴴ·Y. The singular
/// values and right vectors, which are the eigenvalues and vectors of H, are further results.
public record Polar() implements Operation {
  private static final String NAME = "linalg.polar";

  /// Checks the matrices and computes: U and H.
  public static Tensor[] of(Tensor a) {
    LinalgChecks.matrix(NAME, "A", a);
    LinalgChecks.floating(NAME, a);
    if (a.size(-2) < a.size(-1)) {
      throw new GradusArgumentException(
          NAME
              + ": input must have at least as many rows as columns, but got "
              + a.size(-2)
              + " by "
              + a.size(-1)
              + " matrices");
    }
    LinalgChecks.computable("linalg_svd_cpu", a);
    return Call.runAll(new Polar(), a);
  }

  @Override
  public String name() {
    return "linalg_polar";
  }

  @Override
  public int outputs() {
    return 4;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    DType dtype = x[0].dtype();
    Tensor[] out = new Tensor[4];
    out[0] =
        Call.unrecorded(() -> {
          DType wide = dtype.isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
          Tensor[] all = Svd.of(x[0].detach().to(wide), false);
          Tensor v = all[2].mH();
          Tensor h = v.matmul(all[1].unsqueeze(-1).mul(all[2]));
          out[1] = h.add(h.mH()).mul(0.5).contiguous().to(dtype);
          out[2] = all[1].to(dtype.toReal());
          out[3] = v.to(dtype);
          return all[0].matmul(all[2]).to(dtype);
        });
    return out;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor gu = g[0];
    Tensor gh = g[1];
    if (gu == null && gh == null) {
      return new @Nullable Tensor[1];
    }
    Tensor s = b.y(2);
    Tensor v = b.y(3);
    if (Gradus.isGradEnabled()) {
      Tensor[] all = Call.runAll(new Svd(false, true), b.x(0));
      s = all[1];
      v = all[2].mH();
    }
    Tensor y = null;
    if (gu != null) {
      y = gu.matmul(v).div(s.unsqueeze(-2)).matmul(v.mH());
      Tensor own = b.y(0).mH().matmul(y);
      gh = gh == null ? own.neg() : gh.sub(own);
    }
    Tensor x = MatrixSqrth.equation(s, v, Objects.requireNonNull(gh));
    Tensor through = b.x(0).matmul(x.add(x.mH()));
    return new Tensor[] {y == null ? through : y.add(through)};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 13;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k < 2;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
