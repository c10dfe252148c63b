package dev.gradus.op.pool;

import static dev.gradus.op.pool.Windows.require;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;
import dev.gradus.kernel.PoolWindows;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Checks adaptive pooling and computes its windows.
public final class AdaptiveCalls {
  /// In place of a size: that of the input.
  public static final long SAME = Long.MIN_VALUE;

  private AdaptiveCalls() {}

  /// The mean of each of so many parts of a signal.
  public static Tensor average1d(Tensor x, long[] size) {
    PoolChecks.twoOrThree(x, "adaptive_avg_pool1d");
    PoolChecks.one("adaptive_avg_pool1d", "output_size", size);
    long last = size[0] == SAME ? x.size(-1) : size[0];
    return averageOf(2, x.unsqueeze(-2), new long[] {1, last}).squeeze(-2);
  }

  /// The mean of each of so many parts of an image or a volume.
  public static Tensor average(int dims, Tensor x, long[] size) {
    return averageOf(dims, x, completed(x, size, dims));
  }

  private static Tensor averageOf(int dims, Tensor x, long[] size) {
    String name = "adaptive_avg_pool" + dims + "d";
    require(size.length == dims, name + ": output_size must be " + dims);
    // The missing blank is PyTorch's.
    String given = dims == 2 ? size[0] + ", " + size[1] : size[0] + ", " + size[1] + "," + size[2];
    require(
        Arrays.stream(size).allMatch(s -> s >= 0),
        name
            + ": elements of output_size must be greater than or equal to 0 but received {"
            + given
            + "}");
    if (Arrays.stream(size).allMatch(s -> s == 1)) {
      return mean(dims, x);
    }
    PoolChecks.adaptiveShape(x, name, dims, "");
    PoolChecks.type(x, dims == 2 ? name : name + "_cpu", null);
    PoolWindows[] windows = windows(x, size);
    int[][] divisors = new int[3][];
    for (int d = 0; d < 3; d++) {
      divisors[d] = Windows.sizes(windows[d]);
    }
    return Call.run(new MeanPool(name, dims, windows, divisors, x.shape(), false, dims == 2), x);
  }

  private static Tensor mean(int dims, Tensor x) {
    int[] last = new int[dims];
    Arrays.setAll(last, d -> -1 - d);
    return x.mean(last, true);
  }

  /// The greatest element of each of so many parts of a signal, and where.
  public static ValuesAndIndices max1d(Tensor x, long[] size) {
    PoolChecks.twoOrThree(x, "adaptive_max_pool1d");
    PoolChecks.one("adaptive_max_pool1d", "output_size", size);
    long last = size[0] == SAME ? x.size(-1) : size[0];
    ValuesAndIndices y = maxOf(2, x.unsqueeze(-2), new long[] {1, last});
    return new ValuesAndIndices(y.values().squeeze(-2), y.indices().squeeze(-2));
  }

  /// The greatest element of each of so many parts of an image or a volume, and where.
  public static ValuesAndIndices max(int dims, Tensor x, long[] size) {
    return maxOf(dims, x, completed(x, size, dims));
  }

  private static ValuesAndIndices maxOf(int dims, Tensor x, long[] size) {
    String name = "adaptive_max_pool" + dims + "d";
    PoolChecks.adaptiveRank(x, name, dims, ":");
    PoolChecks.adaptiveShape(x, name, dims, ":");
    require(size.length == dims, name + "(): internal error: output_size.size() must be " + dims);
    long[] out = x.shape();
    System.arraycopy(size, 0, out, out.length - dims, dims);
    Sizes.checkNonNegative(name, out);
    PoolChecks.type(x, dims == 2 ? name : name + "_cpu", null);
    MaxPool op = new MaxPool(name, dims, new PoolWindows[][] {windows(x, size)}, dims == 2);
    Tensor[] y = Call.runAll(op, x);
    return new ValuesAndIndices(y[0], y[1]);
  }

  private static PoolWindows[] windows(Tensor x, long[] size) {
    PoolWindows[] windows = new PoolWindows[] {Windows.ONE, Windows.ONE, Windows.ONE};
    for (int d = 0; d < size.length; d++) {
      windows[3 - size.length + d] = Windows.adaptive(PoolChecks.last(x, size.length - d), size[d]);
    }
    return windows;
  }

  // One number for all dimensions; the input's own sizes where none is given.
  private static long[] completed(Tensor x, long[] size, int dims) {
    if (size.length == 1 && dims > 1) {
      long[] all = new long[dims];
      Arrays.fill(all, size[0]);
      return size[0] == SAME ? completed(x, all, dims) : all;
    }
    require(x.dim() > size.length, "Input dimension should be at least " + (size.length + 1));
    long[] own = size.clone();
    for (int d = 0; d < own.length; d++) {
      own[d] = own[d] == SAME ? x.size(x.dim() - own.length + d) : own[d];
    }
    return own;
  }
}
