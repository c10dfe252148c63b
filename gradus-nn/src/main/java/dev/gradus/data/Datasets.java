package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Datasets made of others.
public final class Datasets {
  private Datasets() {}

  /// Parts of these lengths, drawn by the default generator. **Errors**: the lengths do not sum to
  /// that of the dataset. **Source**: torch.utils.data.random\_split.
  public static <T> List<Subset<T>> randomSplit(Dataset<T> dataset, long... lengths) {
    return randomSplit(dataset, Gradus.defaultGenerator(), lengths);
  }

  /// As [#randomSplit(Dataset, long...)] with a generator.
  public static <T> List<Subset<T>> randomSplit(
      Dataset<T> dataset, Generator generator, long... lengths) {
    if (Arrays.stream(lengths).sum() != dataset.size()
        || Arrays.stream(lengths).anyMatch(n -> n < 0)) {
      throw new GradusArgumentException(
          "Sum of input lengths does not equal the length of the input dataset!\nrandomSplit: got "
              + Arrays.toString(lengths)
              + "; the dataset has "
              + dataset.size()
              + " samples.");
    }
    long[] order = Gradus.randperm(generator, dataset.size()).toLongArray();
    var parts = new ArrayList<Subset<T>>(lengths.length);
    int start = 0;
    for (long length : lengths) {
      int end = start + (int) length;
      parts.add(new Subset<>(dataset, Arrays.copyOfRange(order, start, end)));
      start = end;
    }
    return parts;
  }

  /// Parts in these proportions, drawn by the default generator: each rounded down, and what is
  /// left given to the parts in turn. **Errors**: fractions that do not sum to 1. **Source**:
  /// torch.utils.data.random\_split.
  public static <T> List<Subset<T>> randomSplit(Dataset<T> dataset, double... fractions) {
    return randomSplit(dataset, Gradus.defaultGenerator(), fractions);
  }

  /// As [#randomSplit(Dataset, double...)] with a generator.
  public static <T> List<Subset<T>> randomSplit(
      Dataset<T> dataset, Generator generator, double... fractions) {
    double sum = 0;
    var lengths = new long[fractions.length];
    long left = dataset.size();
    for (int i = 0; i < fractions.length; i++) {
      if (!(fractions[i] >= 0 && fractions[i] <= 1)) {
        throw new GradusArgumentException(
            "Fraction at index "
                + i
                + " is not between 0 and 1\nrandomSplit: got "
                + fractions[i]
                + ".");
      }
      sum += fractions[i];
      lengths[i] = (long) Math.floor(dataset.size() * fractions[i]);
      left -= lengths[i];
    }
    // PyTorch takes a list for fractions where it sums to 1 within 1e-9, and for lengths otherwise.
    if (!(Math.abs(sum - 1) <= 1e-9)) {
      throw new GradusArgumentException(
          "Sum of input lengths does not equal the length of the input dataset!\nrandomSplit: got "
              + Arrays.toString(fractions)
              + "; fractions sum to 1.");
    }
    for (int i = 0; i < left; i++) {
      lengths[i % lengths.length]++;
    }
    return randomSplit(dataset, generator, lengths);
  }

  /// A dataset whose samples are those of another, each changed when it is asked for.
  public static <T, R> Dataset<R> map(
      Dataset<T> dataset, Function<? super T, ? extends R> transform) {
    return new Dataset<>() {
      @Override
      public R get(long index) {
        return transform.apply(dataset.get(index));
      }

      @Override
      public long size() {
        return dataset.size();
      }
    };
  }
}
