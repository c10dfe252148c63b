package dev.gradus.op.pool;

import dev.gradus.Tensor;
import dev.gradus.kernel.PoolWindows;
import java.util.Arrays;

/// A tensor seen as planes of its last dimensions.
///
/// @param count how many planes
/// @param sizes three sizes of a plane, leading with ones
record Planes(int count, int[] sizes) {
  static Planes of(Tensor x, int dims) {
    return of(x.layout().sizes(), dims);
  }

  static Planes of(long[] all, int dims) {
    int[] sizes = {1, 1, 1};
    long count = 1;
    for (int d = 0; d < all.length; d++) {
      int place = 3 - all.length + d;
      if (d < all.length - dims) {
        count *= all[d];
      } else {
        sizes[place] = (int) all[d];
      }
    }
    return new Planes((int) count, sizes);
  }

  /// Elements of a plane.
  int volume() {
    return sizes[0] * sizes[1] * sizes[2];
  }

  /// The sizes of a result of pooling.
  static long[] pooled(long[] sizes, PoolWindows[] windows, int dims) {
    long[] out = Arrays.copyOf(sizes, sizes.length);
    for (int d = 0; d < dims; d++) {
      out[sizes.length - dims + d] = windows[3 - dims + d].count();
    }
    return out;
  }
}
