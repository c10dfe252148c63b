package dev.gradus.op.linalg;

import dev.gradus.Call;
import dev.gradus.EigenPairs;
import dev.gradus.Gradus;
import dev.gradus.Linalg;
import dev.gradus.LobpcgOptions;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Eigenpairs by locally optimal blocks of conjugate gradients.
///
/// In each step the best approximations are looked for among combinations of the last ones X, their
/// residuals W and the last directions P (Rayleigh and Ritz). Nothing of that is recorded. The
/// gradient comes from Newton's iteration: see Note [Pairs that follow their matrix].
public final class Lobpcg {
  private static final long MOST = 1000;

  private final Tensor a;
  private final @Nullable Tensor b;
  private final LobpcgOptions options;
  private final long k;

  private Lobpcg(Tensor a, @Nullable Tensor b, LobpcgOptions options, long k) {
    this.a = a;
    this.b = b;
    this.options = options;
    this.k = k;
  }

  /// Checks the arguments and computes the pairs of every matrix.
  public static EigenPairs of(Tensor a, LobpcgOptions options) {
    check(a, options);
    Tensor x = options.x();
    long k = options.k() != null ? options.k() : x == null ? 1 : x.size(-1);
    long n = options.n() != null ? options.n() : x == null ? k : x.size(-1);
    long m = a.size(-1);
    if (m < 3 * n) {
      throw new GradusArgumentException(
          "LPBPCG algorithm is not applicable when the number of A rows (=%d) is smaller than 3 x the number of requested eigenpairs (=%d)\nlobpcg: use Linalg.eigh."
              .formatted(m, n));
    }
    long[] batch = Arrays.copyOf(a.shape(), a.dim() - 2);
    Tensor all = a.reshape(-1, m, m);
    Tensor right = options.b() == null ? null : flat(options.b(), batch, m, m);
    Tensor start = x == null ? null : flat(x, batch, m, n);
    List<Tensor> values = new ArrayList<>();
    List<Tensor> vectors = new ArrayList<>();
    for (int i = 0; i < all.size(0); i++) {
      Tensor one = all.select(0, i);
      Tensor other = right == null ? null : right.select(0, i);
      Tensor from = start == null ? Gradus.randn(a.dtype(), m, n) : start.select(0, i);
      EigenPairs pairs = new Lobpcg(one, other, options, k).pairs(from.detach());
      values.add(pairs.eigenvalues());
      vectors.add(pairs.eigenvectors());
    }
    long[] sizes = Arrays.copyOf(batch, batch.length + 2);
    sizes[batch.length] = m;
    sizes[batch.length + 1] = k;
    long[] flat = Arrays.copyOf(batch, batch.length + 1);
    flat[batch.length] = k;
    return new EigenPairs(
        Gradus.stack(values, 0).reshape(flat), Gradus.stack(vectors, 0).reshape(sizes));
  }

  private static Tensor flat(Tensor t, long[] batch, long rows, long columns) {
    long[] sizes = Arrays.copyOf(batch, batch.length + 2);
    sizes[batch.length] = rows;
    sizes[batch.length + 1] = columns;
    return t.expand(sizes).reshape(-1, rows, columns);
  }

  private static void check(Tensor a, LobpcgOptions options) {
    LinalgChecks.square("lobpcg", a);
    if (a.dtype() != DType.FLOAT32 && a.dtype() != DType.FLOAT64) {
      throw new GradusArgumentException(
          "lobpcg: the matrix has dtype " + a.dtype() + "; float32 or float64 is required.");
    }
    Tensor b = options.b();
    if (b != null && (b.dtype() != a.dtype() || b.size(-1) != a.size(-1))) {
      throw new GradusArgumentException(
          "lobpcg: A has dtype "
              + a.dtype()
              + " and sizes "
              + Sizes.text(a.shape())
              + ", B has dtype "
              + b.dtype()
              + " and sizes "
              + Sizes.text(b.shape())
              + "; both must be alike.");
    }
    if (!options.method().equals("ortho") && !options.method().equals("basic")) {
      throw new GradusArgumentException(
          "lobpcg: the method is " + options.method() + "; it must be ortho or basic.");
    }
  }

  private EigenPairs pairs(Tensor start) {
    Tensor[] found = new Tensor[2];
    var _ =
        Call.unrecorded(() -> {
          iterate(start, found);
          return found[0];
        });
    boolean recorded = a.requiresGrad() || b != null && b.requiresGrad();
    return recorded && Gradus.isGradEnabled()
        ? following(found[0], found[1])
        : new EigenPairs(found[0], found[1]);
  }

  // --- The iteration ---

  private void iterate(Tensor start, Tensor[] found) {
    Tensor left = a.detach();
    Tensor x = Objects.requireNonNull(orthonormal(start.to(left.dtype())));
    long n = x.size(1);
    double tol = options.tol() != null ? options.tol() : Math.sqrt(precision());
    long most = options.niter() == null ? MOST : options.niter();
    double sizeA = size(left.matmul(x)) / size(x);
    double sizeB = size(right(x)) / size(x);
    Tensor p = null;
    for (long step = 0; ; step++) {
      EigenPairs best = ritz(x, n);
      Tensor e = best.eigenvalues();
      x = x.matmul(best.eigenvectors());
      Tensor residual = left.matmul(x).sub(right(x).mul(e));
      Tensor allowed = e.abs().mul(sizeB).add(sizeA).mul(columns(x)).mul(tol);
      boolean done = !Call.any(columns(residual).gt(allowed).narrow(0, 0, k));
      if (done || most >= 0 && step >= most) {
        found[0] = e.narrow(0, 0, k).clone();
        found[1] = x.narrow(1, 0, k).contiguous();
        return;
      }
      Tensor w = options.iK() == null ? residual : options.iK().detach().matmul(residual);
      Tensor y = complement(x, p == null ? w : Gradus.cat(List.of(w, p), 1));
      if (y == null) {
        most = step;
        continue;
      }
      EigenPairs next = ritz(Gradus.cat(List.of(x, y), 1), n);
      Tensor z = next.eigenvectors();
      p = y.matmul(z.narrow(0, n, y.size(1)));
      x = x.matmul(z.narrow(0, 0, n)).add(p);
      x = Objects.requireNonNull(orthonormal(x));
    }
  }

  private double precision() {
    return a.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
  }

  private static double size(Tensor x) {
    return x.norm().item();
  }

  private static Tensor columns(Tensor x) {
    return Linalg.vectorNorm(x, 2, new int[] {0}, false, null);
  }

  private Tensor right(Tensor x) {
    Tensor matrix = b;
    return matrix == null ? x : matrix.detach().matmul(x);
  }

  /// The `n` best pairs in the span of orthonormal columns.
  private EigenPairs ritz(Tensor s, long n) {
    Tensor h = s.mT().matmul(a.detach().matmul(s));
    EigenPairs all = Linalg.eigh(h.add(h.mT()).mul(0.5));
    Tensor e = all.eigenvalues();
    Tensor z = all.eigenvectors();
    return options.largest()
        ? new EigenPairs(e.flip(0).narrow(0, 0, n), z.flip(1).narrow(1, 0, n))
        : new EigenPairs(e.narrow(0, 0, n), z.narrow(1, 0, n));
  }

  /// What columns have beyond the span of x, orthonormal; null if nothing. Twice is enough.
  private @Nullable Tensor complement(Tensor x, Tensor columns) {
    Tensor y = columns.div(columns(columns).clampMin(Float.MIN_NORMAL));
    for (int time = 0; time < 2 && y != null; time++) {
      y = orthonormal(y.sub(x.matmul(right(x).mT().matmul(y))));
    }
    return y;
  }

  /// Orthonormal columns with the same span, fewer where some depend on others; null for none.
  private @Nullable Tensor orthonormal(Tensor y) {
    Tensor gram = y.mT().matmul(right(y));
    Tensor diagonal = gram.diagonal();
    Tensor scale = diagonal.rsqrt().maskedFill(diagonal.le(0), 0);
    Tensor even = gram.mul(scale).mul(scale.unsqueeze(1));
    even = even.add(even.mT()).mul(0.5);
    double least = precision() * even.size(0) * 4;
    if (options.method().equals("basic") && Linalg.eigvalsh(even).min().item() > Math.sqrt(least)) {
      Tensor factor = Linalg.cholesky(even);
      return Linalg.solveTriangular(factor, y.mul(scale).mT(), false).mT();
    }
    EigenPairs parts = Linalg.eigh(even);
    Tensor kept = parts.eigenvalues().gt(least).nonzero().flatten();
    if (kept.numel() == 0) {
      return null;
    }
    Tensor roots = parts.eigenvalues().indexSelect(0, kept).rsqrt();
    return y.mul(scale).matmul(parts.eigenvectors().indexSelect(1, kept)).mul(roots);
  }

  // --- The gradient ---

  // Note [Pairs that follow their matrix] A pair is the solution of (A − λB)x = 0, xᵀBx = 1. One
  // step of Newton's iteration from the solution, as a function of A and B, has the slope of the
  // solution; two steps also have its second and third derivatives, because the error of a step is
  // the square of the last one. The steps are recorded, the value stays the one that was found.
  private EigenPairs following(Tensor values, Tensor vectors) {
    Tensor left = a.add(a.mT()).mul(0.5);
    long m = left.size(0);
    Tensor right = b == null ? Gradus.eye(left.dtype(), m) : b.add(b.mT()).mul(0.5);
    Tensor e = values.view(k, 1, 1);
    Tensor x = vectors.mT().reshape(k, m, 1);
    for (int step = 0; step < 2; step++) {
      Tensor shifted = left.sub(right.mul(e));
      Tensor bx = right.matmul(x);
      Tensor top = Gradus.cat(List.of(shifted, bx.neg()), 2);
      Tensor zero = Gradus.zeros(left.dtype(), k, 1, 1);
      Tensor bottom = Gradus.cat(List.of(bx.mT(), zero), 2);
      Tensor length = x.mT().matmul(bx).sub(1).mul(0.5);
      Tensor off = Gradus.cat(List.of(shifted.matmul(x), length), 1);
      Tensor change = Linalg.solve(Gradus.cat(List.of(top, bottom), 1), off).neg();
      Tensor slope = change.sub(change.detach());
      x = x.add(slope.narrow(1, 0, m));
      e = e.add(slope.narrow(1, m, 1));
    }
    return new EigenPairs(e.view(k), x.view(k, m).mT());
  }
}
