package dev.gradus.op.pool;

import dev.gradus.AvgPoolOptions;
import dev.gradus.LpPoolOptions;
import dev.gradus.Tensor;

/// Pooling by the sum of powers.
public final class LpCalls {
  private LpCalls() {}

  /// The root of the sum of powers of each window, by PyTorch's formula.
  public static Tensor pool(int dims, Tensor x, double p, LpPoolOptions o) {
    AvgPoolOptions options =
        new AvgPoolOptions(o.kernel(), o.stride(), new long[] {0}, o.ceilMode(), true, null);
    Tensor powers = p == Math.rint(p) ? x.pow((long) p) : x.pow(p);
    Tensor mean =
        dims == 1 ? PoolCalls.average1d(powers, options) : PoolCalls.average(dims, powers, options);
    long size = 1;
    for (int d = 0; d < dims; d++) {
      size *= o.kernel()[o.kernel().length == 1 ? 0 : d];
    }
    return mean.sign().mul(mean.abs().relu()).mul(size).pow(1 / p);
  }
}
