package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.kernel.Determinant;
import org.jspecify.annotations.Nullable;

/// The determinant. Gradient: g · conj(det) · A⁻ᴴ; where A has no inverse, that of a matrix very
/// near.
///
/// The factors of the matrix are further results, for the gradient.
public record Det() implements Operation {
  /// Checks that there are square matrices and computes.
  public static Tensor of(Tensor a) {
    LinalgChecks.square("linalg.det", a);
    LinalgChecks.fullPrecision("linalg.det", a);
    return Call.runAll(new Det(), a)[0];
  }

  @Override
  public String name() {
    return "linalg_det";
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    LuBatch factors = LuBatch.ofEither(x[0]);
    Matrices lu = factors.lu();
    int n = lu.rows();
    Matrices det = Matrices.zeros(lu.dtype(), lu.batch(), 1, 1);
    for (int t = 0; t < lu.count(); t++) {
      Determinant.of(lu.matrix(t), factors.pivots(), t * n, det.matrix(t));
    }
    return new Tensor[] {det.tensor(lu.batch(), false), lu.tensor(), factors.pivotsTensor()};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = g[0];
    Tensor a = b.x(0);
    if (arrived == null) {
      return new @Nullable Tensor[1];
    }
    if (a.numel() == 0) {
      return new Tensor[] {Gradus.zerosLike(a)};
    }
    Tensor diagonal = b.y(1).diagonal(0, -2, -1);
    Tensor zero = diagonal.eq(0L);
    if (Call.any(zero)) {
      Tensor near = a.add(toInvertible(b, diagonal, zero));
      Tensor scale = arrived.mul(of(near).conj());
      return new Tensor[] {Inverses.times(scale, near)};
    }
    Tensor scale = arrived.mul(b.y(0).conj());
    return new Tensor[] {Inverses.times(scale, a, b.y(1), b.y(2))};
  }

  /// What makes a matrix invertible: the zeros on the diagonal of U become the smallest number that
  /// counts beside the largest.
  private static Tensor toInvertible(Backward b, Tensor diagonal, Tensor zero) {
    return Call.unrecorded(() -> {
      Tensor lu = b.y(1);
      double largest = Call.largest(diagonal.abs());
      double step = Gradus.finfo(lu.dtype()).eps() * (largest == 0 ? 1 : largest);
      Tensor change = Gradus.zerosLike(diagonal).maskedFill(zero, step).diagEmbed();
      Tensor[] parts = LuUnpack.parts(lu, b.y(2));
      Tensor near = parts[0].matmul(parts[1]).matmul(change);
      return LuBatch.isTransposed(b.x(0)) ? near.mT() : near;
    });
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 7;
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
