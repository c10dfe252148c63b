package dev.gradus.shape;

import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// Broadcasting: which common sizes several operands have.
public final class Broadcast {
  private Broadcast() {}

  /// The common sizes; one of the arguments itself where it already has them.
  ///
  /// @throws GradusArgumentException if there are none
  public static long[] sizes(long[] a, long[] b) {
    if (a == b || Arrays.equals(a, b)) {
      return a;
    }
    int rank = Math.max(a.length, b.length);
    long[] out = new long[rank];
    for (int d = rank - 1, i = a.length - 1, j = b.length - 1; d >= 0; d--, i--, j--) {
      long s = i < 0 ? 1 : a[i];
      long t = j < 0 ? 1 : b[j];
      if (s != t && s != 1 && t != 1) {
        throw new GradusArgumentException(
            "The size of tensor a ("
                + s
                + ") must match the size of tensor b ("
                + t
                + ") at non-singleton dimension "
                + d
                + "\nThe shapes "
                + Sizes.text(a)
                + " and "
                + Sizes.text(b)
                + " do not broadcast: compared from the last dimension on, sizes must be equal or 1.");
      }
      out[d] = s == 1 ? t : s;
    }
    return out;
  }

  /// Whether a tensor of sizes `from` can be expanded to `to`.
  public static boolean expandable(long[] from, long[] to) {
    int shift = to.length - from.length;
    if (shift < 0) {
      return false;
    }
    for (int d = 0; d < from.length; d++) {
      if (from[d] != to[d + shift] && from[d] != 1) {
        return false;
      }
    }
    return true;
  }

  /// The strides of `layout` seen as a tensor of the larger `sizes`: 0 where it is repeated.
  public static long[] strides(Layout layout, long[] sizes) {
    long[] own = layout.strides();
    long[] ownSizes = layout.sizes();
    if (ownSizes == sizes) {
      return own;
    }
    long[] out = new long[sizes.length];
    int shift = sizes.length - own.length;
    for (int d = 0; d < own.length; d++) {
      out[d + shift] = ownSizes[d] == 1 && sizes[d + shift] != 1 ? 0 : own[d];
    }
    return out;
  }
}
