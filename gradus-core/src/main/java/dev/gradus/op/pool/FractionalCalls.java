package dev.gradus.op.pool;

import static dev.gradus.op.pool.Windows.require;

import dev.gradus.Call;
import dev.gradus.FractionalPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.Halves;
import dev.gradus.kernel.PoolWindows;
import dev.gradus.memory.Elements;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Checks fractional max pooling and draws its windows, for every plane anew.
///
/// The distances of windows are a pseudorandom sequence of two neighbouring whole numbers. Source:
/// Graham, "Fractional Max-Pooling" (2014).
public final class FractionalCalls {
  private FractionalCalls() {}

  /// Fractional max pooling of an image or a volume, and where.
  public static ValuesAndIndices max(int dims, Tensor x, FractionalPoolOptions options) {
    String name = "fractional_max_pool" + dims + "d";
    String function = name + (dims == 2 ? "()" : "_out()");
    checkRank(function, dims, x);
    long[] out = outputSizes(name, dims, x, options);
    Tensor samples = options.samples();
    if (samples == null) {
      long batch = x.dim() == dims + 1 ? 1 : x.layout().sizes()[0];
      samples = Gradus.rand(x.dtype(), batch, PoolChecks.last(x, dims + 1), dims);
    }
    String three = dims == 2 ? "" : "three ";
    String one = " must either be a single Int or tuple of " + three + "Ints";
    long[] kernel = PoolChecks.expanded(options.kernel(), dims, name + ": kernel_size" + one);
    out = PoolChecks.expanded(out, dims, name + ": output_size" + one);
    checkInput(function, dims, x, kernel, out);
    checkSamples(dims, x, samples);
    long[] sizes = x.shape();
    System.arraycopy(out, 0, sizes, sizes.length - dims, dims);
    Sizes.checkNonNegative(name, sizes);
    PoolChecks.type(x, name + "_out_frame", null);
    PoolWindows[][] windows = windows(dims, x, samples, kernel, out);
    Tensor[] y = Call.runAll(new MaxPool(name, dims, windows, false), x);
    return new ValuesAndIndices(y[0], y[1]);
  }

  private static long[] outputSizes(
      String name, int dims, Tensor x, FractionalPoolOptions options) {
    long[] size = options.outputSize();
    if (size != null) {
      return size;
    }
    double[] ratio = options.outputRatio();
    if (ratio == null) {
      throw new dev.gradus.error.GradusArgumentException(
          name + " requires specifying either an output_size or an output_ratio");
    }
    require(
        ratio.length == 1 || ratio.length == dims,
        name + " requires output_ratio to either be a single Int or tuple of Ints.");
    long[] out = new long[dims];
    for (int d = 0; d < dims; d++) {
      out[d] = (long) (PoolChecks.last(x, dims - d) * ratio[ratio.length == 1 ? 0 : d]);
    }
    return out;
  }

  private static void checkRank(String function, int dims, Tensor x) {
    require(
        x.dim() == dims + 1 || x.dim() == dims + 2,
        function
            + ": Expected "
            + (dims + 1)
            + "D or "
            + (dims + 2)
            + "D tensor, but got: "
            + Sizes.text(x.layout().sizes()));
  }

  private static void checkInput(String function, int dims, Tensor x, long[] kernel, long[] out) {
    long[] sizes = x.layout().sizes();
    for (int d = 1; d < sizes.length; d++) {
      require(
          sizes[d] > 0,
          function
              + ": Expected input to have non-zero "
              + (dims == 2 ? " " : "")
              + "size for non-batch dimensions, but got"
              + Sizes.text(sizes)
              + " with dimension "
              + d
              + " being empty.");
    }
    int[] order = dims == 2 ? new int[] {0, 1} : new int[] {0, 2, 1};
    String[] names =
        dims == 2 ? new String[] {"height", "width"} : new String[] {"time", "height", "width"};
    for (int d : order) {
      long in = sizes[sizes.length - dims + d];
      long reach = out[d] + kernel[d] - 1;
      require(
          kernel[d] <= in && (dims == 2 ? reach <= in : reach < in),
          function
              + ": pool "
              + names[d]
              + " "
              + kernel[d]
              + " too large relative to input "
              + names[d]
              + " "
              + in);
    }
  }

  private static void checkSamples(int dims, Tensor x, Tensor samples) {
    require(samples.dtype() == x.dtype(), "Expect _random_samples to have the same dtype as input");
    require(
        samples.dim() == 3, "Expect _random_samples to have 3 dimensions, got " + samples.dim());
    long batch = x.dim() == dims + 1 ? 1 : x.size(0);
    require(
        samples.size(0) >= batch, "Expect _random_samples.size(0) no less then input batch size.");
    require(
        samples.size(1) == PoolChecks.last(x, dims + 1),
        "Expect _random_samples.size(1) equals to input channel size.");
    require(
        samples.size(2) == dims,
        "Expect _random_samples.size(2) equals to " + dims + "; got " + samples.size(2) + ".");
  }

  private static PoolWindows[][] windows(
      int dims, Tensor x, Tensor samples, long[] kernel, long[] out) {
    Tensor flat = Call.unrecorded(() -> samples.contiguous());
    int planes = Math.max(1, Planes.of(x, dims).count());
    PoolWindows[][] all = new PoolWindows[planes][];
    for (int p = 0; p < planes; p++) {
      PoolWindows[] own = {Windows.ONE, Windows.ONE, Windows.ONE};
      for (int d = 0; d < dims; d++) {
        // In two dimensions the width's number comes first.
        int place = p * dims + (dims == 2 ? 1 - d : d);
        boolean drawn = place < flat.numel();
        int slot = (int) flat.storageOffset() + place;
        double u = drawn ? Elements.getDouble(flat.storage(), flat.dtype(), slot) : 0;
        long in = PoolChecks.last(x, dims - d);
        own[3 - dims + d] = intervals(flat.dtype(), u, in, out[d], kernel[d]);
      }
      all[p] = own;
    }
    return all;
  }

  // Each step in the precision of the samples, on which the windows depend.
  private static PoolWindows intervals(DType dtype, double u, long in, long out, long kernel) {
    int[] start = new int[(int) out];
    int[] end = new int[(int) out];
    if (out > 1) {
      double alpha =
          rounded(
              dtype, rounded(dtype, (double) (in - kernel)) / rounded(dtype, (double) (out - 1)));
      int first = (int) rounded(dtype, u * alpha);
      for (int i = 0; i < out - 1; i++) {
        double at = rounded(dtype, rounded(dtype, i) + u);
        start[i] = (int) rounded(dtype, at * alpha) - first;
      }
    }
    if (out > 0) {
      start[start.length - 1] = (int) (in - kernel);
    }
    Arrays.setAll(end, i -> start[i] + (int) kernel);
    return new PoolWindows(start, end, 1);
  }

  private static double rounded(DType dtype, double value) {
    return switch (dtype) {
      case FLOAT32 -> (float) value;
      case FLOAT16 -> Float.float16ToFloat(Halves.toFloat16(value));
      case BFLOAT16 -> Halves.bfloat16ToFloat(Halves.toBfloat16(value));
      default -> value;
    };
  }
}
