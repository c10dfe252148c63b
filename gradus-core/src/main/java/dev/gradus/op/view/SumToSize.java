package dev.gradus.op.view;

import dev.gradus.Tensor;
import java.util.Arrays;

/// The sum over whatever broadcasting repeated.
public final class SumToSize {
  private SumToSize() {}

  /// The tensor summed to sizes that expand to its own.
  public static Tensor apply(Tensor x, long[] sizes) {
    long[] own = x.layout().sizes();
    if (Arrays.equals(own, sizes)) {
      return x;
    }
    int shift = own.length - sizes.length;
    int[] dims = new int[own.length];
    int n = 0;
    for (int d = 0; d < own.length; d++) {
      if (d < shift || sizes[d - shift] == 1 && own[d] != 1) {
        dims[n++] = d;
      }
    }
    Tensor summed = n == 0 ? x : x.sum(Arrays.copyOf(dims, n), true);
    return shift > 0 ? summed.view(sizes) : summed;
  }
}
