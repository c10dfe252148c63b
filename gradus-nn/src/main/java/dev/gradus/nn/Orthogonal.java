package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Linalg;
import dev.gradus.Reflections;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.nn.Parametrizations.OrthogonalMap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A matrix with orthogonal columns, or rows where it is wide, from any matrix.
final class Orthogonal extends Parametrization {
  private final OrthogonalMap map;
  private final long[] shape;
  private final boolean hasBase;

  private Orthogonal(Tensor weight, OrthogonalMap map, boolean hasBase) {
    this.map = map;
    this.shape = weight.shape();
    this.hasBase = hasBase;
    if (hasBase) {
      noBuffer("base");
    }
  }

  static Orthogonal of(Tensor weight, @Nullable OrthogonalMap map, boolean hasBase) {
    if (weight.dim() < 2) {
      throw new GradusArgumentException(
          "Expected a matrix or batch of matrices. Got a tensor of "
              + weight.dim()
              + " dimensions.");
    }
    boolean square = weight.size(-2) == weight.size(-1);
    OrthogonalMap usual =
        square || weight.isComplex() ? OrthogonalMap.MATRIX_EXP : OrthogonalMap.HOUSEHOLDER;
    OrthogonalMap chosen = map == null ? usual : map;
    if (chosen == OrthogonalMap.HOUSEHOLDER && weight.isComplex()) {
      throw new GradusArgumentException(
          "The householder parametrization does not support complex tensors.");
    }
    return new Orthogonal(weight, chosen, hasBase);
  }

  @Override
  public Tensor forward(Tensor given) {
    boolean wide = given.size(-2) < given.size(-1);
    Tensor x = wide ? given.mT() : given;
    Tensor q = map == OrthogonalMap.HOUSEHOLDER ? reflected(x) : rotated(x);
    Tensor base = hasBase ? getOrNull("base") : null;
    q = base == null ? q : base.matmul(q);
    return wide ? q.mT() : q;
  }

  private Tensor rotated(Tensor tall) {
    long n = tall.size(-2);
    long k = tall.size(-1);
    Tensor x = tall.tril(0);
    if (n != k) {
      long[] rest = x.shape();
      rest[rest.length - 1] = n - k;
      x = Gradus.cat(List.of(x, Gradus.zeros(x.dtype(), rest)), -1);
    }
    Tensor a = x.sub(adjoint(x));
    Tensor q;
    if (map == OrthogonalMap.MATRIX_EXP) {
      q = a.matrixExp();
    } else {
      Tensor one = Gradus.eye(a.dtype(), n);
      q = Linalg.solve(one.sub(a.mul(0.5)), one.add(a.mul(0.5)));
    }
    return n == k ? q : q.narrow(-1, 0, k);
  }

  private static Tensor adjoint(Tensor x) {
    return x.isComplex() ? x.mT().conj() : x.mT();
  }

  private static Tensor reflected(Tensor x) {
    Tensor a = x.tril(-1);
    Tensor lengths = a.mul(a).sum(new int[] {-2}, false);
    Tensor tau = lengths.add(1L).reciprocal().mul(2L);
    // The diagonal holds signs, which are not trained.
    Tensor signs = x.detach().diagonal(0, -2, -1).to(DType.INT32).unsqueeze(-2);
    return Linalg.householderProduct(a, tau).mul(signs);
  }

  @Override
  public Tensor @Nullable [] rightInverse(Tensor value) {
    if (!Arrays.equals(value.shape(), shape)) {
      throw new GradusArgumentException(
          "Expected a matrix or batch of matrices of shape %s. Got a tensor of shape %s."
              .formatted(Arrays.toString(shape), Arrays.toString(value.shape())));
    }
    try (var _ = Gradus.noGrad()) {
      Tensor given = value.detach();
      boolean wide = given.size(-2) < given.size(-1);
      Tensor q = wide ? given.mT() : given;
      if (hasBase) {
        buffer("base", completed(q));
        Tensor start = Gradus.zerosLike(given);
        start.diagonal(0, -2, -1).fill_(-1L);
        return new Tensor[] {start};
      }
      if (map != OrthogonalMap.HOUSEHOLDER) {
        return null;
      }
      Tensor a = signed(q);
      return new Tensor[] {wide ? a.mT() : a};
    }
  }

  // The reflections of a matrix, with the signs of the diagonal of R in their diagonal.
  private static Tensor signed(Tensor q) {
    Reflections r = q.geqrf();
    Tensor a = r.a().clone();
    Tensor diagonal = a.diagonal(0, -2, -1);
    Tensor signs = diagonal.sign();
    diagonal.copy_(Gradus.where(r.tau().eq(0L), signs.neg(), signs));
    return a;
  }

  // An orthogonal square matrix that begins with q.
  private static Tensor completed(Tensor q) {
    long n = q.size(-2);
    long k = q.size(-1);
    if (n == k) {
      return isOrthogonal(q) ? q.clone() : orthogonal(q);
    }
    long[] rest = q.shape();
    rest[rest.length - 1] = n - k;
    return orthogonal(Gradus.cat(List.of(q, Gradus.randn(q.dtype(), rest)), -1));
  }

  private static boolean isOrthogonal(Tensor q) {
    long k = q.size(-1);
    double eps = 10 * q.size(-2) * Gradus.finfo(q.dtype().toReal()).eps();
    Tensor one = Gradus.eye(q.dtype(), k).expand(adjoint(q).matmul(q).shape());
    return adjoint(q).matmul(q).allclose(one, 1e-5, eps, false);
  }

  private static Tensor orthogonal(Tensor a) {
    Reflections r = a.geqrf();
    Tensor q = Linalg.householderProduct(r.a(), r.tau());
    return q.mul(r.a().diagonal(0, -2, -1).sgn().unsqueeze(-2));
  }

  @Override
  public String name() {
    return "_Orthogonal";
  }
}
