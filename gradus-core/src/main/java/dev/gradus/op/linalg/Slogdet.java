package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Determinant;
import org.jspecify.annotations.Nullable;

/// The sign of the determinant and the logarithm of its absolute value. Gradient: (g of the
/// logarithm − i · imag(conj(g of the sign) · sign)) · A⁻ᴴ.
///
/// The factors of the matrix are further results, for the gradient.
public record Slogdet() implements Operation {
  /// Checks that there are square matrices and computes: sign and logarithm.
  public static Tensor[] of(Tensor a) {
    LinalgChecks.square("linalg.slogdet", a);
    LinalgChecks.fullPrecision("linalg.slogdet", a);
    return Call.runAll(new Slogdet(), a);
  }

  @Override
  public String name() {
    return "linalg_slogdet";
  }

  @Override
  public int outputs() {
    return 4;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    LuBatch factors = LuBatch.ofEither(x[0]);
    Matrices lu = factors.lu();
    int n = lu.rows();
    Matrices sign = Matrices.zeros(lu.dtype(), lu.batch(), 1, 1);
    Matrices logAbs = Matrices.zeros(lu.dtype().toReal(), lu.batch(), 1, 1);
    for (int t = 0; t < lu.count(); t++) {
      Determinant.ofLog(lu.matrix(t), factors.pivots(), t * n, sign.matrix(t), logAbs.matrix(t));
    }
    return new Tensor[] {
      sign.tensor(lu.batch(), false),
      logAbs.tensor(lu.batch(), false),
      lu.tensor(),
      factors.pivotsTensor()
    };
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor a = b.x(0);
    Tensor ofSign = a.dtype().isComplex() ? g[0] : null;
    Tensor ofLog = g[1];
    Tensor scale = scale(b, ofSign, ofLog, a.dtype());
    Tensor whole =
        a.numel() == 0 || scale == null
            ? Gradus.zerosLike(a)
            : Inverses.times(scale, a, b.y(2), b.y(3));
    return new Tensor[] {whole};
  }

  private static @Nullable Tensor scale(
      Backward b, @Nullable Tensor ofSign, @Nullable Tensor ofLog, DType dtype) {
    if (ofSign == null) {
      return ofLog == null ? null : ofLog.to(dtype);
    }
    Tensor turn = ofSign.conj().mul(b.y(0)).imag().mul(new Complex(0, -1));
    return ofLog == null ? turn : turn.add(ofLog);
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 15;
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
