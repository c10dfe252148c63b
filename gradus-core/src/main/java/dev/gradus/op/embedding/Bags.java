package dev.gradus.op.embedding;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.PlainArrays;
import java.util.Arrays;

/// Additions of rows to rows as arrays; those from or to a negative row are left out.
///
/// @param from the row of each
/// @param to where each is added
/// @param place the place of each among all, with those that are left out
record Bags(int[] from, int[] to, int[] place) {
  static Bags of(Tensor from, Tensor to) {
    long[] all = PlainArrays.longs(from);
    long[] into = PlainArrays.longs(to);
    int[] own = new int[all.length];
    int[] target = new int[all.length];
    int[] place = new int[all.length];
    int n = 0;
    for (int k = 0; k < all.length; k++) {
      if (all[k] >= 0 && into[k] >= 0) {
        own[n] = (int) all[k];
        target[n] = (int) into[k];
        place[n++] = k;
      }
    }
    return new Bags(Arrays.copyOf(own, n), Arrays.copyOf(target, n), Arrays.copyOf(place, n));
  }

  /// How many rows are added to each, at least 1, as a column to divide rows by.
  static Tensor counts(Tensor from, Tensor to, long rows, DType dtype) {
    return Call.unrecorded(() -> {
      Tensor some = from.ge(0L).logicalAnd(to.ge(0L)).to(DType.FLOAT64);
      Tensor counts = Gradus.zeros(DType.FLOAT64, rows).scatterAdd(0, to.clampMin(0L), some);
      return counts.clampMin(1L).unsqueeze(1).to(dtype);
    });
  }
}
