package dev.gradus.op.embedding;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which bag each number is in.
///
/// @param numbers how many numbers there are
/// @param width the size of every bag; 0 where offsets say it
/// @param offsets where each bag begins, in int64; null for bags of one size
/// @param withEnd whether the end of the last is among them
/// @param rows the offsets of every example under `vmap`
record BagStarts(
    long numbers, long width, @Nullable Tensor offsets, boolean withEnd, long[][] rows) {
  static BagStarts of(Tensor input, @Nullable Tensor offsets, boolean withEnd) {
    if (input.dim() == 2) {
      if (offsets != null) {
        throw new GradusArgumentException(
            "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of"
                + " fixed length sequences. However, found offsets of type <class 'torch.Tensor'>");
      }
      long[] starts = new long[(int) input.size(0)];
      Arrays.setAll(starts, b -> b * input.size(1));
      return new BagStarts(input.numel(), input.size(1), null, false, new long[][] {starts});
    }
    if (input.dim() != 1) {
      throw new GradusArgumentException(
          "input has to be 1D or 2D Tensor, but got Tensor of dimension " + input.dim());
    }
    if (offsets == null) {
      throw new GradusArgumentException("offsets has to be a 1D Tensor but got None");
    }
    if (offsets.dim() != 1) {
      throw new GradusArgumentException(
          "offsets has to be a 1D Tensor\nembedding_bag: it has shape "
              + Sizes.text(offsets.layout().sizes())
              + ".");
    }
    if (offsets.dtype() != DType.INT64 && offsets.dtype() != DType.INT32) {
      throw new GradusArgumentException(
          "Expected tensor for argument #1 'offsets' to have one of the following scalar types: Long,"
              + " Int; but got torch."
              + offsets.dtype().scalarName()
              + "Tensor instead (while checking arguments for embedding_bag)");
    }
    Tensor own = offsets.detach().to(DType.INT64);
    return new BagStarts(input.numel(), 0, own, withEnd, rows(own));
  }

  private static long[][] rows(Tensor offsets) {
    long[] all = PlainArrays.longs(Call.allExamples(offsets));
    int n = (int) offsets.numel();
    long[][] rows = new long[n == 0 ? 1 : all.length / n][];
    for (int e = 0; e < rows.length; e++) {
      rows[e] = Arrays.copyOfRange(all, e * n, (e + 1) * n);
    }
    return rows;
  }

  /// How many bags there are.
  long count() {
    return offsets == null ? rows[0].length : offsets.numel() - (withEnd ? 1 : 0);
  }

  /// The bag of each number.
  Tensor bags() {
    Tensor starts = offsets;
    if (starts == null || !Call.isHidden(starts)) {
      return counted(rows[0]);
    }
    Tensor begin = starts.narrow(0, 0, count());
    Tensor marks = Gradus.zeros(DType.INT64, numbers + 1);
    Tensor begun = marks.scatterAdd(0, begin, Gradus.onesLike(begin)).cumsum(0);
    return begun.narrow(0, 0, numbers).sub(1L);
  }

  private Tensor counted(long[] starts) {
    long[] bag = new long[(int) numbers];
    Arrays.fill(bag, -1);
    for (int b = 0; b < count(); b++) {
      int end = b + 1 < starts.length ? (int) starts[b + 1] : bag.length;
      Arrays.fill(bag, (int) starts[b], end, b);
    }
    return Gradus.tensor(bag);
  }

  /// Refuses offsets that are none.
  void check() {
    if (withEnd && rows[0].length == 0) {
      throw new GradusArgumentException(
          "include_last_offset: number of offsets should be at least 1");
    }
    for (long[] starts : rows) {
      check(starts);
    }
  }

  private void check(long[] starts) {
    int n = starts.length;
    if (n > 0 && starts[0] != 0) {
      throw new GradusArgumentException(
          "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from"
              + " position 0. However, got "
              + starts[0]);
    }
    if (n > 0 && starts[n - 1] > numbers) {
      throw new GradusArgumentException(
          "offsets[-1] can not be greater than input's length("
              + numbers
              + ") but got offsets[-1] of "
              + starts[n - 1]);
    }
    for (int k = 1; k < n; k++) {
      if (starts[k] < starts[k - 1]) {
        throw new GradusArgumentException(
            "embedding_bag: offsets must not decrease, but offset "
                + k
                + " is "
                + starts[k]
                + " after "
                + starts[k - 1]
                + ".");
      }
    }
  }

  /// Refuses numbers behind the last bag.
  void checkEnd() {
    for (long[] starts : rows) {
      long end = withEnd ? starts[starts.length - 1] : numbers;
      if (end != numbers) {
        throw new GradusArgumentException(
            "Yout input seems to be incorrect: the last offset value should be the size of the indices"
                + " tensor, but it appears not.\nembedding_bag: the last offset is "
                + end
                + ", there are "
                + numbers
                + " indices.");
      }
    }
  }
}
