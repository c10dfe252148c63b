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
    if (Arrays.equals(own, shift, own.length, sizes, 0, sizes.length)) {
      return x.sum(leading(shift), false);
    }
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

  private static int[] leading(int count) {
    int[] dims = new int[count];
    for (int d = 0; d < count; d++) {
      dims[d] = d;
    }
    return dims;
  }
}
