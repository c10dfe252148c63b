package dev.gradus.op.reduce;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.FewTerms;
import dev.gradus.kernel.Reduction;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.Arrays;

/// Hands the arrays of tensors to the reducing kernels.
final class Reduce {
  /// A kernel that reduces to values of the input's dtype, or to places.
  interface SameKernel {
    void run(
        DType in,
        long[] keptSizes,
        long[] keptStrides,
        long[] reducedSizes,
        long[] reducedStrides,
        Object x,
        long xo,
        Object y,
        int yo);
  }

  private Reduce() {}

  static Tensor sum(Tensor x, int[] dims, boolean keepdim, DType out) {
    boolean few = x.numel() <= FewTerms.MOST && x.dtype() == out && isWholeRow(x, dims);
    if (few && (out == DType.FLOAT32 || out == DType.FLOAT64)) {
      return sumOfFew(x, keepdim);
    }
    return isOfOnes(x, dims, out) ? sumsOfOne(x, dims, keepdim) : run(false, x, dims, keepdim, out);
  }

  /// Whether neighbouring elements stay alone, as a bias's gradient for a single sample.
  private static boolean isOfOnes(Tensor x, int[] dims, DType out) {
    return dims.length == 1
        && x.dim() > 1
        && x.layout().isContiguous()
        && x.layout().sizes()[Axes.wrap(dims[0], x.dim())] == 1
        && x.dtype() == out
        && (out == DType.FLOAT32 || out == DType.FLOAT64);
  }

  private static Tensor sumsOfOne(Tensor x, int[] dims, boolean keepdim) {
    Layout to = Layout.contiguous(new Dims(x, dims).result(keepdim));
    Tensor y = Tensor.unfilled(to, x.dtype());
    int at = (int) x.layout().offset();
    int n = (int) x.numel();
    try {
      if (y.storage().array() instanceof float[] sums) {
        FewTerms.sumsOfOne((float[]) x.storage().array(), at, n, sums);
      } else {
        FewTerms.sumsOfOne((double[]) x.storage().array(), at, n, (double[]) y.storage().array());
      }
    } finally {
      Reference.reachabilityFence(x);
    }
    return y;
  }

  /// Whether neighbouring elements become one result.
  private static boolean isWholeRow(Tensor x, int[] dims) {
    return x.layout().isContiguous()
        && x.numel() != 0
        && (dims.length == 0 || Axes.mask(dims, x.dim()) == Axes.all(x.dim()));
  }

  private static Tensor sumOfFew(Tensor x, boolean keepdim) {
    Tensor y = Tensor.unfilled(keepdim ? ones(x.dim()) : Layout.SCALAR, x.dtype());
    int at = (int) x.layout().offset();
    int n = (int) x.numel();
    try {
      if (y.storage().array() instanceof float[] to) {
        to[0] = FewTerms.sum((float[]) x.storage().array(), at, n);
      } else {
        ((double[]) y.storage().array())[0] = FewTerms.sum((double[]) x.storage().array(), at, n);
      }
    } finally {
      Reference.reachabilityFence(x);
    }
    return y;
  }

  private static Layout ones(int rank) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    return Layout.contiguous(sizes);
  }

  static Tensor prod(Tensor x, int[] dims, boolean keepdim, DType out) {
    return run(true, x, dims, keepdim, out);
  }

  private static Tensor run(boolean product, Tensor in, int[] dims, boolean keepdim, DType out) {
    // A fractional result of whole numbers is added up as fractions.
    boolean fractions = in.dtype().isIntegral() && !out.isIntegral();
    boolean other = in.dtype() != out && (in.dtype().isComplex() || out.isComplex());
    Tensor x = fractions || other ? cast(in, out) : in;
    Dims d = new Dims(x, dims);
    Tensor y = Tensor.empty(out, d.result(keepdim));
    try {
      long[] kept = d.keptSizes();
      long[] apart = d.keptStrides();
      long[] reduced = d.reducedSizes();
      long[] steps = d.reducedStrides();
      Object from = x.storage().array();
      long xo = x.layout().offset();
      Object to = y.storage().array();
      if (product) {
        Reduction.prod(x.dtype(), out, kept, apart, reduced, steps, from, xo, to, 0);
      } else {
        Reduction.sum(x.dtype(), out, kept, apart, reduced, steps, from, xo, to, 0);
      }
    } finally {
      Reference.reachabilityFence(x);
    }
    return y;
  }

  private static Tensor cast(Tensor x, DType dtype) {
    Tensor y = Tensor.empty(dtype, x.layout().sizes());
    Copies.copy(x, y);
    return y;
  }

  static Tensor extreme(boolean max, Tensor x, int[] dims, boolean keepdim) {
    return same(max ? Reduction::max : Reduction::min, x, dims, keepdim, x.dtype());
  }

  /// The largest absolute values of real numbers.
  static Tensor maxSize(Tensor x, int[] dims, boolean keepdim) {
    return same(Reduction::maxSize, x, dims, keepdim, x.dtype());
  }

  /// The sums of squares, or of absolute values, of real numbers, in float64.
  static Tensor terms(boolean squares, Tensor x, int[] dims, boolean keepdim) {
    return same(
        (in, ks, kst, rs, rst, a, ao, y, yo) -> {
          double[] sums = (double[]) y;
          if (squares) {
            Reduction.squares(in, ks, kst, rs, rst, a, ao, sums, yo);
          } else {
            Reduction.sizes(in, ks, kst, rs, rst, a, ao, sums, yo);
          }
        },
        x,
        dims,
        keepdim,
        DType.FLOAT64);
  }

  static Tensor truth(boolean all, Tensor x, int[] dims, boolean keepdim) {
    DType out = x.dtype() == DType.UINT8 ? DType.UINT8 : DType.BOOL;
    return same(
        (in, ks, kst, rs, rst, a, ao, y, yo) -> {
          byte[] found = (byte[]) y;
          if (all) {
            Reduction.all(in, ks, kst, rs, rst, a, ao, found, yo);
          } else {
            Reduction.any(in, ks, kst, rs, rst, a, ao, found, yo);
          }
        },
        x,
        dims,
        keepdim,
        out);
  }

  static Tensor place(boolean max, Tensor x, int[] dims, boolean keepdim) {
    return same(
        (in, ks, kst, rs, rst, a, ao, y, yo) -> {
          long[] found = (long[]) y;
          if (max) {
            Reduction.argmax(in, ks, kst, rs, rst, a, ao, found, yo);
          } else {
            Reduction.argmin(in, ks, kst, rs, rst, a, ao, found, yo);
          }
        },
        x,
        dims,
        keepdim,
        DType.INT64);
  }

  private static Tensor same(SameKernel kernel, Tensor x, int[] dims, boolean keepdim, DType out) {
    Dims d = new Dims(x, dims);
    Tensor y = Tensor.empty(out, d.result(keepdim));
    try {
      kernel.run(
          x.dtype(),
          d.keptSizes(),
          d.keptStrides(),
          d.reducedSizes(),
          d.reducedStrides(),
          x.storage().array(),
          x.layout().offset(),
          y.storage().array(),
          0);
    } finally {
      Reference.reachabilityFence(x);
    }
    return y;
  }
}
