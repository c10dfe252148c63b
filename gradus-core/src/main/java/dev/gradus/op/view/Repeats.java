package dev.gradus.op.view;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lists of places for `repeat_interleave` and `combinations`.
public final class Repeats {
  private Repeats() {}

  /// Every place along a dimension as often as its count says.
  public static Tensor places(Tensor x, Tensor counts, int dim) {
    if (counts.dim() > 1) {
      throw new GradusArgumentException("repeat_interleave only accept 1D vector as repeat");
    }
    if (counts.dtype() != DType.INT64 && counts.dtype() != DType.INT32) {
      throw new GradusArgumentException("repeats has to be Long or Int tensor");
    }
    long size = x.dim() == 0 ? 1 : x.size(dim);
    if (counts.numel() != 1 && counts.numel() != size) {
      throw new GradusArgumentException(
          "repeats must have the same size as input along dim, but got repeats.size(0) = "
              + counts.numel()
              + " and input.size("
              + dim
              + ") = "
              + size);
    }
    long step = counts.numel() == 1 || counts.dim() == 0 ? 0 : counts.layout().strides()[0];
    long[] times = new long[(int) size];
    for (int i = 0; i < times.length; i++) {
      int slot = (int) (counts.layout().offset() + i * step);
      times[i] = Elements.getLong(counts.storage(), counts.dtype(), slot);
      if (times[i] < 0) {
        throw new GradusArgumentException("repeats can not be negative");
      }
    }
    long[] places = new long[Math.toIntExact(Arrays.stream(times).sum())];
    int next = 0;
    for (int i = 0; i < times.length; i++) {
      Arrays.fill(places, next, next + (int) times[i], i);
      next += (int) times[i];
    }
    return Tensor.wrap(Storage.wrap(places), Layout.contiguous(places.length), DType.INT64);
  }

  /// All increasing lists of `r` places below `n`, not strictly if places may repeat.
  public static Tensor combinations(long n, int r, boolean withReplacement) {
    List<long[]> rows = new ArrayList<>();
    long[] row = new long[r];
    int step = withReplacement ? 0 : 1;
    for (int k = 1; k < r; k++) {
      row[k] = row[k - 1] + step;
    }
    while (row[r - 1] < n) {
      rows.add(row.clone());
      int k = r - 1;
      while (k >= 0 && row[k] == n - 1 - (long) step * (r - 1 - k)) {
        k--;
      }
      if (k < 0) {
        break;
      }
      row[k]++;
      for (int j = k + 1; j < r; j++) {
        row[j] = row[j - 1] + step;
      }
    }
    long[] places = new long[rows.size() * r];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, places, i * r, r);
    }
    return Tensor.wrap(Storage.wrap(places), Layout.contiguous(rows.size(), r), DType.INT64);
  }
}
