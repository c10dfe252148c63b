package dev.gradus.op.distance;

import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Call;
import dev.gradus.CdistMode;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.reduce.VectorNorm;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// The distances, with what they require.
public final class DistanceCalls {
  // More rows than these are multiplied, where nothing was said.
  private static final int FEW = 25;

  /// Never below p0; the gradient passes nevertheless.
  private static final Row FLOOR = Row.of("clamp_min", x(0).max(p(0))).gradient(0, g());

  private static final Row OFF = Row.of("pairwise_distance", x(0).sub(x(1)).add(p(0)));

  private static final Row COSINE = Row.of("cosine_similarity", x(0).div(x(2)).mul(x(1).div(x(3))));

  private DistanceCalls() {}

  /// `cdist`.
  public static Tensor cdist(Tensor x1, Tensor x2, double p, CdistMode mode) {
    matrix("X1", x1);
    matrix("X2", x2);
    if (x1.size(-1) != x2.size(-1)) {
      throw new GradusArgumentException(
          "X1 and X2 must have the same number of columns. X1: "
              + x1.size(-1)
              + " X2: "
              + x2.size(-1)
              + "\ncdist: the shapes are "
              + Sizes.text(x1.layout().sizes())
              + " and "
              + Sizes.text(x2.layout().sizes())
              + ".");
    }
    floating("X1", x1);
    floating("X2", x2);
    if (!(p >= 0)) {
      throw new GradusArgumentException(
          "cdist only supports non-negative p values\ncdist: got p = " + p + ".");
    }
    boolean many = x1.size(-2) > FEW || x2.size(-2) > FEW;
    boolean multiplied =
        p == 2
            && (mode == CdistMode.USE_MM || mode == CdistMode.IF_NECESSARY && many)
            && x1.numel() > 0
            && x2.numel() > 0;
    if (!multiplied) {
      return Call.run(new Cdist(p), x1, x2);
    }
    Tensor y = Call.run(new EuclideanDist(), x1, x2);
    return y.view(y.shape());
  }

  private static void matrix(String which, Tensor x) {
    if (x.dim() < 2) {
      throw new GradusArgumentException(
          "cdist only supports at least 2D tensors, "
              + which
              + " got: "
              + x.dim()
              + "D\ncdist: a row is a point; add a dimension with unsqueeze(0).");
    }
  }

  private static void floating(String which, Tensor x) {
    if (!x.dtype().isFloatingPoint()) {
      throw new GradusArgumentException(
          "cdist only supports floating-point dtypes, "
              + which
              + " got: "
              + x.dtype().scalarName()
              + "\ncdist: convert it first with to(float32).");
    }
  }

  /// `pdist`.
  public static Tensor pdist(Tensor x, double p) {
    if (x.dim() != 2) {
      throw new GradusArgumentException(
          "pdist only supports 2D tensors, got: " + x.dim() + "D\npdist: a row is a point.");
    }
    if (!x.dtype().isFloatingPoint()) {
      throw new GradusArgumentException(
          "pdist only supports floating-point dtypes\npdist: got "
              + x.dtype()
              + "; convert it first with to(float32).");
    }
    if (!(p >= 0)) {
      throw new GradusArgumentException(
          "pdist only supports non-negative p values\npdist: got p = " + p + ".");
    }
    return Call.run(new Pdist(p), x);
  }

  /// `pairwise_distance`.
  public static Tensor pairwise(Tensor x1, Tensor x2, double p, double eps, boolean keepdim) {
    boolean floats = x1.isFloatingPoint() && x2.isFloatingPoint();
    Tensor off = floats ? Call.run(OFF.with(Scalar.of(eps)), x1, x2) : x1.sub(x2).add(eps);
    return Call.run(new Named(new VectorNorm(p, new int[] {-1}, keepdim), "NormBackward1"), off);
  }

  /// `cosine_similarity`.
  public static Tensor cosine(Tensor x1, Tensor x2, int dim, double eps) {
    DType common = common(x1, x2);
    if (!common.isFloatingPoint()) {
      throw new GradusArgumentException(
          "expected common dtype to be floating point, yet common dtype is "
              + common.scalarName()
              + "\ncosine_similarity: convert one of the tensors first with to(float32).");
    }
    long[] sizes = Broadcast.sizes(x1.layout().sizes(), x2.layout().sizes());
    Tensor a = floats(x1, common, sizes);
    Tensor b = floats(x2, common, sizes);
    return COSINE.apply(a, b, length(a, dim, eps), length(b, dim, eps)).sum(dim);
  }

  private static DType common(Tensor a, Tensor b) {
    return (a.dim() == 0) == (b.dim() == 0)
        ? Promotion.promote(a.dtype(), b.dtype())
        : a.dim() == 0
            ? Promotion.resultType(b.dtype(), a.dtype(), null)
            : Promotion.resultType(a.dtype(), b.dtype(), null);
  }

  private static Tensor floats(Tensor x, DType dtype, long[] sizes) {
    Tensor typed = x.dtype().isIntegral() ? x.to(dtype) : x;
    return Arrays.equals(sizes, x.layout().sizes()) ? typed : typed.expand(sizes);
  }

  private static Tensor length(Tensor x, int dim, double eps) {
    Tensor norm = x.norm(2, new int[] {dim}, true);
    return Call.run(FLOOR.with(Scalar.of(eps)), norm);
  }
}
