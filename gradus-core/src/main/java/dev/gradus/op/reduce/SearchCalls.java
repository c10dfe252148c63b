package dev.gradus.op.reduce;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SearchOptions;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.BinarySearch;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import java.util.Arrays;

/// Looking for values in sorted rows.
public final class SearchCalls {
  private SearchCalls() {}

  /// The places of values along the last dimension of sorted rows.
  public static Tensor of(String name, Tensor rows, Tensor values, SearchOptions options) {
    checkSide(options);
    Tensor sorter = options.sorter();
    if (sorter != null) {
      check(rows, sorter);
    }
    checkShapes(rows, values);
    DType dtype = common(name, rows, values);
    Tensor in = plain(rows, dtype);
    Tensor wanted = plain(values, dtype);
    Tensor found = Tensor.empty(DType.INT64, values.shape());
    boolean right = options.right() || "right".equals(options.side());
    int n = (int) rows.size(-1);
    int count = rows.dim() == 1 ? 1 : n == 0 ? 0 : (int) (rows.numel() / n);
    int each = count == 0 ? 0 : (int) (values.numel() / count);
    try {
      if (n > 0 && each > 0) {
        BinarySearch.run(
            dtype,
            in.storage().array(),
            (int) in.layout().offset(),
            wanted.storage().array(),
            (int) wanted.layout().offset(),
            new int[] {count, n, each},
            right,
            sorter == null ? null : PlainArrays.longs(sorter),
            (long[]) found.storage().array());
      }
    } finally {
      Reference.reachabilityFence(in);
      Reference.reachabilityFence(wanted);
    }
    return options.outInt32() ? found.to(DType.INT32) : found;
  }

  /// Whether each element is among others.
  public static Tensor isin(Tensor x, Tensor others, boolean invert) {
    DType dtype = commonOf("isin", x, others);
    Tensor rows = withoutNan(plain(others, dtype).reshape(-1)).sort().values();
    Tensor wanted = plain(x, dtype);
    Tensor found = Gradus.zeros(DType.BOOL, x.shape());
    if (rows.numel() > 0) {
      Tensor at = of("isin", rows, wanted, SearchOptions.DEFAULT);
      Tensor nearest = rows.take(at.clampMax(rows.numel() - 1));
      found = nearest.eq(wanted);
    }
    return invert ? found.logicalNot() : found;
  }

  /// nan equals nothing, and a search stumbles over it.
  private static Tensor withoutNan(Tensor rows) {
    return rows.isFloatingPoint() && Call.any(rows.isnan())
        ? rows.maskedSelect(rows.isnan().logicalNot())
        : rows;
  }

  private static Tensor plain(Tensor x, DType dtype) {
    return Call.unrecorded(() -> x.detach().to(dtype).contiguous());
  }

  private static DType common(String name, Tensor rows, Tensor values) {
    if (rows.isComplex() || values.isComplex()) {
      throw new GradusUnsupportedException(
          "\"%s_out_cpu\" not implemented for '%s'\n%s: complex numbers have no order."
              .formatted(name, (rows.isComplex() ? rows : values).dtype().scalarName(), name));
    }
    return resultType(rows, values);
  }

  private static DType commonOf(String name, Tensor x, Tensor others) {
    for (Tensor t : new Tensor[] {x, others}) {
      if (t.isComplex()) {
        throw new GradusUnsupportedException(
            "Unsupported input type encountered for isin(): "
                + t.dtype().scalarName()
                + "\n"
                + name
                + ": complex numbers have no order.");
      }
    }
    return resultType(x, others);
  }

  private static DType resultType(Tensor a, Tensor b) {
    if ((a.dim() == 0) == (b.dim() == 0)) {
      return Promotion.promote(a.dtype(), b.dtype());
    }
    Tensor zeroDim = a.dim() == 0 ? a : b;
    Tensor other = a.dim() == 0 ? b : a;
    return Promotion.resultType(other.dtype(), zeroDim.dtype(), null);
  }

  private static void checkSide(SearchOptions options) {
    String side = options.side();
    if (side == null) {
      return;
    }
    if (!side.equals("left") && !side.equals("right")) {
      throw new GradusArgumentException(
          "torch.searchsorted(): side can only be 'left' or 'right' but got " + side);
    }
    if (options.right() && side.equals("left")) {
      throw new GradusArgumentException(
          "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True");
    }
  }

  private static void check(Tensor rows, Tensor sorter) {
    if (!Arrays.equals(rows.shape(), sorter.shape())) {
      throw new GradusArgumentException(
          "torch.searchsorted(): boundary and sorter must have the same size, but got boundary tensor "
              + Sizes.text(rows.shape())
              + "and got sorter tensor "
              + Sizes.text(sorter.shape()));
    }
    if (sorter.dtype() != DType.INT64) {
      throw new GradusArgumentException(
          "torch.searchsorted(): sorter must be a tensor of long dtype but got dtype "
              + sorter.dtype().scalarName());
    }
    if (sorter.numel() > 0
        && (sorter.min().itemLong() < 0 || sorter.max().itemLong() >= sorter.size(-1))) {
      throw new GradusArgumentException("torch.searchsorted(): sorter index out of range");
    }
  }

  private static void checkShapes(Tensor rows, Tensor values) {
    if (values.dim() == 0 && rows.dim() != 1) {
      throw new GradusArgumentException(
          "torch.searchsorted(): input value can be a scalar only when boundaries tensor dimension is 1, but we got boundaries tensor dim(%d) and input value's dim(%d) numel(%d)"
              .formatted(rows.dim(), values.dim(), values.numel()));
    }
    if (rows.dim() == 0) {
      throw new GradusArgumentException(
          "torch.searchsorted(): boundaries tensor should have positive dimension, but got 0 dimension");
    }
    if (rows.dim() != 1 && !sameBeforeLast(rows, values)) {
      throw new GradusArgumentException(
          "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor "
              + Sizes.text(rows.shape())
              + " and input value tensor "
              + Sizes.text(values.shape()));
    }
  }

  private static boolean sameBeforeLast(Tensor rows, Tensor values) {
    int n = rows.dim() - 1;
    return values.dim() == n + 1 && Arrays.equals(rows.shape(), 0, n, values.shape(), 0, n);
  }

  /// Checks the boundaries of buckets.
  public static void checkBoundaries(Tensor boundaries) {
    if (boundaries.dim() != 1) {
      throw new GradusArgumentException(
          "boundaries tensor must be 1 dimension, but got dim(" + boundaries.dim() + ")");
    }
  }
}
