package dev.gradus.op.index;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// `gather`, `scatter` and `scatter_add`: what they require.
public final class Gathering {
  private Gathering() {}

  /// `gather`.
  public static Tensor gather(Tensor x, int dim, Tensor index) {
    return gather(x, dim, index, Bounds.STRICT);
  }

  private static Tensor gather(Tensor x, int dim, Tensor index, Bounds bounds) {
    int d = Axes.wrap(dim, x.dim());
    checkDtype("gather", index);
    checkRank(x, index, "input");
    long[] sizes = x.layout().sizes();
    long[] own = index.layout().sizes();
    for (int k = 0; k < Math.min(own.length, sizes.length); k++) {
      if (k != d && own[k] > sizes[k] && index.numel() > 0) {
        throw new GradusArgumentException(
            "Size does not match at dimension "
                + k
                + " expected index "
                + Sizes.text(own)
                + " to be no larger than self "
                + Sizes.text(sizes)
                + " apart from dimension "
                + d);
      }
    }
    return Call.run(new Pick(new Along(d, bounds), "gather"), x, whole(index));
  }

  /// `take_along_dim`: sizes other than along the dimension are broadcast, and negative positions
  /// count from the end.
  public static Tensor takeAlongDim(Tensor x, Tensor index, int dim) {
    if (x.dim() != index.dim()) {
      throw new GradusArgumentException(
          "torch.take_along_dim(): input and indices should have the same number of dimensions, but"
              + " got "
              + x.dim()
              + " dimensions for input, and "
              + index.dim()
              + " dimensions for indices");
    }
    if (index.dtype() != DType.INT64) {
      throw new GradusArgumentException(
          "torch.take_along_dim(): dtype of indices should be Long but got "
              + index.dtype().scalarName());
    }
    int d = Axes.wrap(dim, x.dim());
    if (x.dim() == 0) {
      return gather(x, 0, index, Bounds.WRAPPING);
    }
    long[] a = x.shape();
    long[] b = index.shape();
    a[d] = 1;
    b[d] = 1;
    long[] common = Broadcast.sizes(a, b);
    return gather(expanded(x, common, d), d, expanded(index, common, d), Bounds.WRAPPING);
  }

  private static Tensor expanded(Tensor x, long[] common, int dim) {
    long[] sizes = common.clone();
    sizes[dim] = x.layout().sizes()[dim];
    return java.util.Arrays.equals(sizes, x.layout().sizes()) ? x : x.expand(sizes);
  }

  /// `scatter` of a tensor (factor null) or `scatter_add` (factor 1).
  public static Change scatter(
      String name, Tensor x, int dim, Tensor index, Tensor src, @Nullable Scalar factor) {
    int d = Axes.wrap(dim, x.dim());
    checkDtype(name, index);
    if (x.dtype() != src.dtype()) {
      throw new GradusArgumentException(
          name
              + "(): Expected self.dtype to be equal to src.dtype"
              + "\n"
              + name
              + ": self has dtype "
              + x.dtype()
              + ", src "
              + src.dtype()
              + ". Convert one of them with to(dtype).");
    }
    if (index.numel() > 0) {
      checkRank(x, index, "self");
      checkRank(src, index, "src");
      checkSizes(x, d, index, src);
    }
    Write op = new Write(new Along(d, Bounds.STRICT), name, 0, factor);
    return index.numel() == 0
        ? new Change(op, x, src.reshape(-1).narrow(0, 0, 0), Tensor.empty(DType.INT64, 0))
        : new Change(op, x, part(src, index), index);
  }

  /// `scatter` of a number.
  public static Change scatter(Tensor x, int dim, Tensor index, Scalar number) {
    int d = Axes.wrap(dim, x.dim());
    checkDtype("scatter", index);
    if (index.numel() > 0) {
      checkRank(x, index, "self");
      checkSizes(x, d, index, null);
    }
    return new Change(
        new WriteNumber(new Along(d, Bounds.STRICT), "scatter", 1, number), x, whole(index));
  }

  // Values beyond the index are not read: a view leaves them out, so that the gradient does too.
  private static Tensor part(Tensor src, Tensor index) {
    if (src.dim() == 1 && index.dim() == 0) {
      return src.select(0, 0);
    }
    Tensor part = src;
    for (int k = 0; k < Math.min(src.dim(), index.dim()); k++) {
      long size = index.layout().sizes()[k];
      if (size < part.layout().sizes()[k]) {
        part = part.narrow(k, 0, size);
      }
    }
    return part;
  }

  // An index without elements may have any dtype and any number of dimensions.
  private static Tensor whole(Tensor index) {
    return isPosition(index.dtype()) ? index : Tensor.empty(DType.INT64, index.shape());
  }

  static boolean isPosition(DType dtype) {
    return dtype == DType.INT64 || dtype == DType.INT32;
  }

  private static void checkDtype(String name, Tensor index) {
    if (index.numel() > 0 && !isPosition(index.dtype())) {
      throw new GradusArgumentException(
          name
              + "(): Expected dtype int32/int64 for index"
              + "\n"
              + name
              + ": the index has dtype "
              + index.dtype()
              + ". Convert it first with to(int64).");
    }
  }

  private static void checkRank(Tensor x, Tensor index, String what) {
    if (index.numel() > 0 && Math.max(x.dim(), 1) != Math.max(index.dim(), 1)) {
      throw new GradusArgumentException(
          "Index tensor must have the same number of dimensions as "
              + what
              + " tensor\nThe index has sizes "
              + Sizes.text(index.layout().sizes())
              + ", "
              + what
              + " "
              + Sizes.text(x.layout().sizes())
              + ".");
    }
  }

  private static void checkSizes(Tensor x, int dim, Tensor index, @Nullable Tensor src) {
    for (int k = 0; k < index.dim(); k++) {
      long own = index.layout().sizes()[k];
      boolean fits = k == dim || own <= sizeOr1(x, k);
      if (!fits || src != null && own > sizeOr1(src, k)) {
        throw new GradusArgumentException(
            "Expected index "
                + Sizes.text(index.layout().sizes())
                + " to be no larger than self "
                + Sizes.text(x.layout().sizes())
                + " apart from dimension "
                + dim
                + (src == null
                    ? ""
                    : " and to be no larger size than src " + Sizes.text(src.layout().sizes())));
      }
    }
  }

  private static long sizeOr1(Tensor x, int dim) {
    return x.dim() == 0 ? 1 : x.layout().sizes()[dim];
  }
}
