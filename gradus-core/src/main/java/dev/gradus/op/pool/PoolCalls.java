package dev.gradus.op.pool;

import static dev.gradus.op.pool.Windows.require;

import dev.gradus.AvgPoolOptions;
import dev.gradus.Call;
import dev.gradus.MaxPoolOptions;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.PoolPlanes;
import dev.gradus.kernel.PoolWindows;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Checks max and average pooling and computes their windows.
public final class PoolCalls {
  private PoolCalls() {}

  /// Max pooling of a signal.
  public static Tensor max1d(Tensor x, MaxPoolOptions options) {
    long[] sizes = x.layout().sizes();
    require(
        x.dim() == 2 && sizes[0] != 0 && sizes[1] != 0
            || x.dim() == 3 && sizes[1] != 0 && sizes[2] != 0,
        "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for"
            + " input, but got:"
            + Sizes.text(sizes));
    check1d(x, options);
    return max1dWithIndices(x, options).values();
  }

  private static void check1d(Tensor x, MaxPoolOptions options) {
    single("kernel_size must be an int", options.kernel());
    if (options.stride().length != 0) {
      single("stride must be None, an int", options.stride());
    }
    single("padding must be an int", options.padding());
    single("dilation must be an int", options.dilation());
    long kernel = options.kernel()[0];
    long stride = options.stride().length == 0 ? kernel : options.stride()[0];
    long padding = options.padding()[0];
    long dilation = options.dilation()[0];
    positive("kernel_size", kernel);
    positive("stride", stride);
    require(padding >= 0, "max_pool1d() padding must be non-negative, but got " + padding);
    require(
        padding <= kernel / 2,
        "max_pool1d() padding should be at most half of kernel size, but got padding="
            + padding
            + " and kernel_size="
            + kernel);
    positive("dilation", dilation);
    long in = x.layout().sizes()[x.dim() - 1];
    long count = Windows.count(in, kernel, padding, stride, dilation, options.ceilMode());
    require(count > 0, "max_pool1d() Invalid computed output size: " + count);
  }

  private static void single(String what, long[] option) {
    require(
        option.length == 1,
        "max_pool1d() " + what + " or int list of size 1 but got size " + option.length);
  }

  private static void positive(String name, long value) {
    require(value > 0, "max_pool1d() " + name + " must be greater than zero, but got " + value);
  }

  /// Max pooling of a signal, and where.
  public static ValuesAndIndices max1dWithIndices(Tensor x, MaxPoolOptions o) {
    PoolChecks.twoOrThree(x, "max_pool1d");
    long[] stride = o.stride().length == 0 ? o.kernel() : o.stride();
    PoolChecks.one("max_pool1d", "kernel_size", o.kernel());
    PoolChecks.one("max_pool1d", "stride", stride);
    PoolChecks.one("max_pool1d", "padding", o.padding());
    PoolChecks.one("max_pool1d", "dilation", o.dilation());
    MaxPoolOptions flat =
        new MaxPoolOptions(
            new long[] {1, o.kernel()[0]},
            new long[] {1, stride[0]},
            new long[] {0, o.padding()[0]},
            new long[] {1, o.dilation()[0]},
            o.ceilMode());
    ValuesAndIndices y = max(2, x.unsqueeze(-2), flat);
    return new ValuesAndIndices(y.values().squeeze(-2), y.indices().squeeze(-2));
  }

  /// Max pooling of two or three dimensions, and where.
  public static ValuesAndIndices max(int dims, Tensor x, MaxPoolOptions options) {
    Tensor[] y = Call.runAll(maxPool(dims, x, options), x);
    return new ValuesAndIndices(y[0], y[1]);
  }

  private static MaxPool maxPool(int dims, Tensor x, MaxPoolOptions o) {
    String name = "max_pool" + dims + "d: ";
    String one = "a single int, or a tuple of " + (dims == 2 ? "two" : "three") + " ints";
    String either = " must either be ";
    long[] kernel = PoolChecks.expanded(o.kernel(), dims, name + "kernel_size" + either + one);
    long[] stride =
        o.stride().length == 0
            ? kernel
            : PoolChecks.expanded(o.stride(), dims, name + "stride" + either + "omitted, " + one);
    long[] padding = PoolChecks.expanded(o.padding(), dims, name + "padding" + either + one);
    long[] dilation =
        PoolChecks.expanded(o.dilation(), dims, name + "dilation must be either " + one);
    require(
        x.dim() == dims + 1 || x.dim() == dims + 2,
        "non-empty "
            + (dims + 1)
            + "D or "
            + (dims + 2)
            + "D (batch mode) tensor expected for input");
    long[] out = new long[dims];
    for (int d = 0; d < dims; d++) {
      long in = PoolChecks.last(x, dims - d);
      out[d] = Windows.count(in, kernel[d], padding[d], stride[d], dilation[d], o.ceilMode());
    }
    if (dims == 2) {
      PoolChecks.shape2d(x, kernel, stride, padding, dilation, out);
    } else {
      String function = "max_pool3d_with_indices_out_cpu_template()";
      PoolChecks.shape3d(x, kernel, stride, padding, dilation, out, function, false);
    }
    if (x.dtype().isComplex() || x.dtype() == DType.BOOL) {
      throw PoolChecks.notImplemented(x, "max_pool" + dims + "d");
    }
    PoolWindows[] windows = new PoolWindows[] {Windows.ONE, Windows.ONE, Windows.ONE};
    for (int d = 0; d < dims; d++) {
      long in = PoolChecks.last(x, dims - d);
      windows[3 - dims + d] =
          Windows.max(in, kernel[d], padding[d], stride[d], dilation[d], out[d]);
    }
    return new MaxPool(
        "max_pool" + dims + "d_with_indices", dims, new PoolWindows[][] {windows}, true);
  }

  /// The gradient of max pooling of images.
  public static Tensor max2dBackward(Tensor g, Tensor x, MaxPoolOptions options, Tensor indices) {
    MaxPool op = maxPool(2, x, options);
    long[] sizes = Planes.pooled(x.layout().sizes(), op.windows()[0], 2);
    sized(g, "gradOutput", sizes);
    sized(indices, "indices", sizes);
    Planes plane = Planes.of(x, 2);
    Tensor at = Call.unrecorded(() -> indices.to(DType.INT64).contiguous());
    long[] places = (long[]) at.storage().array();
    int offset = (int) at.storageOffset();
    int wrong = PoolPlanes.outside(places, offset, (int) at.numel(), plane.volume());
    if (wrong >= 0) {
      throw new GradusArgumentException(
          "Found an invalid max index: "
              + places[offset + wrong]
              + " (output volumes are of size "
              + plane.sizes()[1]
              + "x"
              + plane.sizes()[2]);
    }
    return Call.run(new AtPlaces("max_pool2d_with_indices_backward", 2, x.shape()), g, at, x);
  }

  private static void sized(Tensor t, String name, long[] sizes) {
    require(
        Arrays.equals(t.layout().sizes(), sizes),
        "Expected a tensor of dimension "
            + sizes.length
            + " and sizes "
            + Sizes.text(sizes)
            + ", but got: "
            + name
            + " of sizes "
            + Sizes.text(t.layout().sizes()));
  }

  /// Average pooling of a signal.
  public static Tensor average1d(Tensor x, AvgPoolOptions o) {
    PoolChecks.twoOrThree(x, "avg_pool1d");
    long[] stride = o.stride().length == 0 ? o.kernel() : o.stride();
    PoolChecks.one("avg_pool1d", "kernel_size", o.kernel());
    PoolChecks.one("avg_pool1d", "stride", stride);
    PoolChecks.one("avg_pool1d", "padding", o.padding());
    AvgPoolOptions flat =
        new AvgPoolOptions(
            new long[] {1, o.kernel()[0]},
            new long[] {1, stride[0]},
            new long[] {0, o.padding()[0]},
            o.ceilMode(),
            o.countIncludePad(),
            o.divisorOverride());
    return average(2, x.unsqueeze(-2), flat).squeeze(-2);
  }

  /// Average pooling of two or three dimensions.
  public static Tensor average(int dims, Tensor x, AvgPoolOptions o) {
    String name = "avg_pool" + dims + "d: ";
    String must = dims == 2 ? " must either be " : " must be ";
    String one = "a single int, or a tuple of " + (dims == 2 ? "two" : "three") + " ints";
    long[] kernel = PoolChecks.expanded(o.kernel(), dims, name + "kernel_size" + must + one);
    long[] stride =
        o.stride().length == 0
            ? kernel
            : PoolChecks.expanded(o.stride(), dims, name + "stride" + must + "omitted, " + one);
    long[] padding = PoolChecks.expanded(o.padding(), dims, name + "padding" + must + one);
    require(
        dims == 2 || x.dim() == 4 || x.dim() == 5,
        "non-empty 4D or 5D (batch mode) tensor expected for input");
    Long divisor = o.divisorOverride();
    require(divisor == null || divisor != 0, "divisor must be not zero");
    long[] out = new long[dims];
    PoolChecks.last(x, dims + 1);
    for (int d = 0; d < dims; d++) {
      long in = PoolChecks.last(x, dims - d);
      out[d] = Windows.count(in, kernel[d], padding[d], stride[d], 1, o.ceilMode());
    }
    long[] ones = new long[dims];
    Arrays.fill(ones, 1);
    if (dims == 2) {
      PoolChecks.shape2d(x, kernel, stride, padding, ones, out);
    } else {
      PoolChecks.shape3d(x, kernel, stride, padding, ones, out, "avg_pool3d()", true);
    }
    PoolChecks.type(x, "avg_pool" + dims + "d", DType.INT64);
    PoolWindows[] windows = new PoolWindows[] {Windows.ONE, Windows.ONE, Windows.ONE};
    int[][] divisors = {{1}, {1}, {1}};
    for (int d = 0; d < dims; d++) {
      long in = PoolChecks.last(x, dims - d);
      int at = 3 - dims + d;
      windows[at] = Windows.average(in, kernel[d], padding[d], stride[d], out[d]);
      divisors[at] =
          Windows.sizes(in, kernel[d], padding[d], stride[d], windows[at], o.countIncludePad());
      if (divisor != null) {
        Arrays.fill(divisors[at], d == 0 ? divisor.intValue() : 1);
      }
    }
    return Call.run(
        new MeanPool("avg_pool" + dims + "d", dims, windows, divisors, x.shape(), false, true), x);
  }
}
