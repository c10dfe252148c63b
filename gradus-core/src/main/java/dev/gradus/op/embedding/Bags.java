package dev.gradus.op.embedding;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Numbers of rows in bags; what stands for padding is left out.
///
/// @param rows the number of each row
/// @param bag the bag of each
/// @param place the place of each among all numbers, with padding
/// @param count how many bags there are
/// @param total how many numbers there are, with padding
record Bags(int[] rows, int[] bag, int[] place, int count, int total) {
  /// Numbers one after the other, with the place where each bag begins.
  static Bags of(long[] numbers, long[] offsets, boolean withEnd, long padding, long tableRows) {
    int n = numbers.length;
    if (withEnd && offsets.length == 0) {
      throw new GradusArgumentException(
          "include_last_offset: number of offsets should be at least 1");
    }
    int count = withEnd ? offsets.length - 1 : offsets.length;
    if (offsets.length > 0 && offsets[0] != 0) {
      throw new GradusArgumentException(
          "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from"
              + " position 0. However, got "
              + offsets[0]);
    }
    if (offsets.length > 0 && offsets[offsets.length - 1] > n) {
      throw new GradusArgumentException(
          "offsets[-1] can not be greater than input's length("
              + n
              + ") but got offsets[-1] of "
              + offsets[offsets.length - 1]);
    }
    for (int k = 1; k < offsets.length; k++) {
      if (offsets[k] < offsets[k - 1]) {
        throw new GradusArgumentException(
            "embedding_bag: offsets must not decrease, but offset "
                + k
                + " is "
                + offsets[k]
                + " after "
                + offsets[k - 1]
                + ".");
      }
    }
    int kept = 0;
    for (long number : numbers) {
      if (number < 0 || number >= tableRows) {
        throw new GradusArgumentException(
            "embedding_bag: Expected idx >= 0 && idx < num_embeddings but found idx to be "
                + number
                + "\nThe table has "
                + tableRows
                + " rows.");
      }
      kept += number == padding ? 0 : 1;
    }
    int end = withEnd ? (int) offsets[count] : n;
    if (end != n) {
      throw new GradusArgumentException(
          "Yout input seems to be incorrect: the last offset value should be the size of the indices"
              + " tensor, but it appears not.\nembedding_bag: the last offset is "
              + end
              + ", there are "
              + n
              + " indices.");
    }
    return filled(numbers, offsets, count, padding, kept);
  }

  private static Bags filled(long[] numbers, long[] offsets, int count, long padding, int kept) {
    int[] rows = new int[kept];
    int[] bag = new int[kept];
    int[] place = new int[kept];
    int next = 0;
    for (int b = 0; b < count; b++) {
      int end = b + 1 < offsets.length ? (int) offsets[b + 1] : numbers.length;
      for (int k = (int) offsets[b]; k < end; k++) {
        if (numbers[k] != padding) {
          rows[next] = (int) numbers[k];
          bag[next] = b;
          place[next++] = k;
        }
      }
    }
    if (next != kept) {
      rows = Arrays.copyOf(rows, next);
      bag = Arrays.copyOf(bag, next);
      place = Arrays.copyOf(place, next);
    }
    return new Bags(rows, bag, place, count, numbers.length);
  }

  /// The size of every bag, at least 1, as a column.
  Tensor sizes(DType dtype) {
    return Rows.counts(bag, count, dtype);
  }

  @Override
  public String toString() {
    return count + " bags of " + Sizes.text(new long[] {total});
  }
}
