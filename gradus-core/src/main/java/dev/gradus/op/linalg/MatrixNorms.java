package dev.gradus.op.linalg;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Linalg;
import dev.gradus.RankOptions;
import dev.gradus.ResultAndInfo;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Norms of matrices, condition numbers and ranks, in operations that exist.
public final class MatrixNorms {
  private static final String MATRIX = "linalg.matrix_norm";
  private static final String RANK = "torch.linalg.matrix_rank";

  private MatrixNorms() {}

  /// The norm of a number as order: ±1, ±2 or ±infinity.
  public static Tensor norm(
      Tensor a, double order, int[] dims, boolean keepdim, @Nullable DType dtype) {
    double size = Math.abs(order);
    if (size != 1 && size != 2 && !Double.isInfinite(size)) {
      throw new GradusArgumentException(
          MATRIX
              + ": Order "
              + text(order)
              + " not supported.\nIt may be 1, -1, 2, -2, inf, -inf.");
    }
    int[] d = check(a, dims, size != 2, dtype);
    if (size == 2) {
      return bySingularValues(a, d, keepdim, dtype, order > 0 ? "largest" : "smallest");
    }
    int sumOver = Double.isInfinite(size) ? d[1] : d[0];
    int over = Double.isInfinite(size) ? d[0] : d[1];
    Tensor sums = vector(a, 1, new int[] {sumOver}, keepdim, dtype);
    int[] rest = {!keepdim && sumOver < over ? over - 1 : over};
    return order > 0 ? sums.amax(rest, keepdim) : sums.amin(rest, keepdim);
  }

  /// The norm `fro`, the root of the sum of squares, or `nuc`, the sum of the singular values.
  public static Tensor norm(
      Tensor a, String order, int[] dims, boolean keepdim, @Nullable DType dtype) {
    if (!order.equals("fro") && !order.equals("nuc")) {
      throw new GradusArgumentException(
          MATRIX + ": Order " + order + " not supported.\nIt may be fro or nuc.");
    }
    int[] d = check(a, dims, order.equals("fro"), dtype);
    return order.equals("fro")
        ? vector(a, 2, d, keepdim, dtype)
        : bySingularValues(a, d, keepdim, dtype, "sum");
  }

  private static Tensor vector(
      Tensor a, double order, int[] dims, boolean keepdim, @Nullable DType dtype) {
    return (dtype == null ? a : a.to(dtype)).norm(order, dims, keepdim);
  }

  private static Tensor bySingularValues(
      Tensor a, int[] d, boolean keepdim, @Nullable DType dtype, String what) {
    int[] order = toEnd(d, a.dim());
    Tensor s = Svd.values((dtype == null ? a : a.to(dtype)).permute(order));
    int[] last = {-1};
    Tensor y =
        switch (what) {
          case "largest" -> s.amax(last, keepdim);
          case "smallest" -> s.amin(last, keepdim);
          default -> s.sum(last, keepdim);
        };
    if (!keepdim) {
      return y;
    }
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = i;
    }
    return y.unsqueeze(-1).permute(back);
  }

  /// The order of dimensions with two of them moved to the end.
  private static int[] toEnd(int[] d, int rank) {
    int[] order = new int[rank];
    int n = 0;
    for (int i = 0; i < rank; i++) {
      if (i != d[0] && i != d[1]) {
        order[n++] = i;
      }
    }
    order[n++] = d[0];
    order[n] = d[1];
    return order;
  }

  private static int[] check(Tensor a, int[] dims, boolean half, @Nullable DType dtype) {
    LinalgChecks.matrix(MATRIX, "A", a);
    if (half) {
      LinalgChecks.floating(MATRIX, a);
    } else {
      LinalgChecks.fullPrecision(MATRIX, a);
    }
    if (dims.length != 2) {
      throw new GradusArgumentException(
          MATRIX + ": dim must be a 2-tuple. Got " + list(dims) + "\nName two dimensions.");
    }
    int[] d = {Axes.wrap(dims[0], a.dim()), Axes.wrap(dims[1], a.dim())};
    if (d[0] == d[1]) {
      throw new GradusArgumentException(
          MATRIX + ": dims must be different. Got (" + d[0] + ", " + d[1] + ")");
    }
    NormDtypes.check(MATRIX, a, dtype);
    return d;
  }

  private static String list(int[] dims) {
    return Sizes.text(Arrays.stream(dims).asLongStream().toArray());
  }

  private static String text(double order) {
    return order == Math.rint(order) ? Long.toString((long) order) : Double.toString(order);
  }

  // --- norm: of vectors or matrices ---

  /// A norm by a number as order, or by none: of vectors, or of matrices where the dimensions or
  /// the tensor have two.
  ///
  /// @param dims null for all
  public static Tensor any(
      Tensor x,
      @Nullable Double order,
      int @Nullable [] dims,
      boolean keepdim,
      @Nullable DType dtype) {
    checkDims(x, dims, order != null, "must");
    boolean matrix = dims == null ? x.dim() == 2 : dims.length == 2;
    if (order != null && matrix) {
      return norm(x, order, dims == null ? new int[] {0, 1} : dims, keepdim, dtype);
    }
    NormDtypes.check("linalg.vector_norm", x, dtype);
    return vector(x, order == null ? 2 : order, dims == null ? new int[0] : dims, keepdim, dtype);
  }

  /// A norm of matrices by the name of its order.
  public static Tensor any(
      Tensor x, String order, int @Nullable [] dims, boolean keepdim, @Nullable DType dtype) {
    checkDims(x, dims, true, "mut");
    return norm(x, order, dims == null ? new int[] {0, 1} : dims, keepdim, dtype);
  }

  // PyTorch writes "mut" where the order is a name.
  private static void checkDims(Tensor x, int @Nullable [] dims, boolean ordered, String must) {
    if (dims != null && dims.length != 1 && dims.length != 2) {
      throw new GradusArgumentException(
          "linalg.norm: If dim is specified, it "
              + must
              + " be of length 1 or 2. Got "
              + list(dims));
    }
    if (dims == null && ordered && x.dim() != 1 && x.dim() != 2) {
      throw new GradusArgumentException(
          "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got "
              + x.dim()
              + "D.\nName one dimension or two.");
    }
  }

  // --- Condition numbers ---

  /// The condition number in the norm of a number as order.
  public static Tensor condition(Tensor a, double order) {
    if (a.dim() < 2) {
      throw new GradusArgumentException(
          "linalg.cond: The input tensor must have at least 2 dimensions.");
    }
    double size = Math.abs(order);
    if (size != 1 && size != 2 && !Double.isInfinite(size)) {
      throw wrongOrder(text(order));
    }
    if (a.numel() == 0) {
      return zeros(a);
    }
    if (size == 2) {
      Tensor s = Svd.values(a);
      Tensor most = s.narrow(-1, 0, 1);
      Tensor least = s.narrow(-1, s.size(-1) - 1, 1);
      return (order < 0 ? least.div(most) : most.div(least)).squeeze(-1);
    }
    LinalgChecks.square("linalg.cond(ord=" + text(order) + ")", a);
    int[] last = {-2, -1};
    Tensor inverse = inverse(a);
    return finish(norm(a, order, last, false, null).mul(norm(inverse, order, last, false, null)));
  }

  /// The condition number in the norm `fro` or `nuc`.
  public static Tensor condition(Tensor a, String order) {
    LinalgChecks.square("linalg.cond(ord=" + order + ")", a);
    if (!order.equals("fro") && !order.equals("nuc")) {
      throw wrongOrder(order);
    }
    if (a.numel() == 0) {
      return zeros(a);
    }
    int[] last = {-1};
    if (order.equals("nuc")) {
      Tensor s = Svd.values(a);
      return s.sum(last, false).mul(s.reciprocal().sum(last, false));
    }
    int[] both = {-2, -1};
    Tensor inverse = inverse(a);
    return finish(norm(a, order, both, false, null).mul(norm(inverse, order, both, false, null)));
  }

  private static GradusArgumentException wrongOrder(String order) {
    return new GradusArgumentException(
        "linalg.cond got an invalid norm type: "
            + order
            + "\nIt may be 1, -1, 2, -2, inf, -inf, fro or nuc.");
  }

  private static Tensor zeros(Tensor a) {
    return Gradus.zeros(a.dtype().toReal(), Matrices.batch(a));
  }

  /// The inverse, infinite where there is none.
  private static Tensor inverse(Tensor a) {
    ResultAndInfo both = Linalg.invEx(a);
    Tensor none = both.info().gt(0).unsqueeze(-1).unsqueeze(-1);
    return both.result().maskedFill(none, Double.POSITIVE_INFINITY);
  }

  /// Zero times infinity is an infinite condition number.
  private static Tensor finish(Tensor y) {
    double inf = Double.POSITIVE_INFINITY;
    return y.nanToNum(inf, inf, -inf);
  }

  // --- Ranks ---

  /// How many singular values are larger than the tolerance.
  public static Tensor rank(Tensor a, RankOptions options) {
    LinalgChecks.matrix(RANK, "input", a);
    Tolerances tolerances = Tolerances.of(RANK, floating(a), options);
    if (a.numel() == 0) {
      return Gradus.zeros(DType.INT64, Matrices.batch(a));
    }
    return Call.unrecorded(() -> {
      Tensor x = a.detach();
      Tensor values = options.hermitian() ? Eigh.values(x, "L").abs() : Svd.values(x);
      Tensor most = values.amax(new int[] {-1}, true);
      return tolerances.above(values.to(DType.FLOAT64), most.to(DType.FLOAT64)).sum(-1);
    });
  }

  private static Tensor floating(Tensor a) {
    LinalgChecks.floating("linalg.svd", a);
    return a;
  }
}
