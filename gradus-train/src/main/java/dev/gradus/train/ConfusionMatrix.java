package dev.gradus.train;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How often samples of each class were given each class: a row per true class, a column per class
/// given. As a [Metric] it is the accuracy.
///
/// ```java
/// var confusion = ConfusionMatrix.of("cat", "dog");
/// confusion.update(net.call(images), classes);
/// System.out.println(confusion);           // the table, with precision, recall and F1
/// confusion.f1(0);
/// ```
///
/// **Source**: the numbers are those of scikit-learn, with 0 for what would be 0 / 0.
public final class ConfusionMatrix implements Metric {
  private final List<String> names;
  private final long[][] counts;

  private ConfusionMatrix(List<String> names) {
    if (names.isEmpty()) {
      throw new GradusArgumentException("ConfusionMatrix: got no class; name at least one.");
    }
    this.names = names;
    this.counts = new long[names.size()][names.size()];
  }

  /// An empty matrix for so many classes, named by their numbers.
  public static ConfusionMatrix ofClasses(int classes) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      numbers.add(Integer.toString(i));
    }
    return new ConfusionMatrix(List.copyOf(numbers));
  }

  /// An empty matrix for classes of these names, in the order of their numbers.
  public static ConfusionMatrix of(String... names) {
    return new ConfusionMatrix(List.of(names));
  }

  /// As [#of(String...)].
  public static ConfusionMatrix of(List<String> names) {
    return new ConfusionMatrix(List.copyOf(names));
  }

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public void reset() {
    for (long[] row : counts) {
      Arrays.fill(row, 0);
    }
  }

  /// Counts the samples of a batch. **Shape**: outputs (N, C) or (N, C, d…), classes (N) or (N,
  /// d…). **Errors**: other numbers of classes than the matrix has.
  @Override
  public void update(Tensor output, Tensor target) {
    Tensor rows = Metrics.rows("ConfusionMatrix", output, target);
    if (rows.size(1) != names.size()) {
      throw new GradusArgumentException(
          "ConfusionMatrix: got outputs for "
              + rows.size(1)
              + " classes; the matrix has "
              + names.size()
              + ".");
    }
    long[] truth = Metrics.classes("ConfusionMatrix", target, names.size());
    long[] given = rows.argmax(1).toLongArray();
    for (int i = 0; i < truth.length; i++) {
      counts[(int) truth[i]][(int) given[i]]++;
    }
  }

  /// The accuracy; NaN where nothing was counted.
  @Override
  public double value() {
    long hits = 0;
    for (int c = 0; c < counts.length; c++) {
      hits += counts[c][c];
    }
    return samples() == 0 ? Double.NaN : (double) hits / samples();
  }

  /// How many samples were counted.
  public long samples() {
    long sum = 0;
    for (int c = 0; c < counts.length; c++) {
      sum += support(c);
    }
    return sum;
  }

  /// How many samples of class `truth` were given class `given`.
  public long count(int truth, int given) {
    return counts[truth][given];
  }

  /// The counts. **Shape**: (true classes, given classes). **Dtype**: int64.
  public Tensor counts() {
    return Gradus.tensor(counts);
  }

  /// How many samples are of a class.
  public long support(int c) {
    return Arrays.stream(counts[c]).sum();
  }

  /// The share of samples given a class that are of it.
  public double precision(int c) {
    long given = 0;
    for (long[] row : counts) {
      given += row[c];
    }
    return share(counts[c][c], given);
  }

  /// The share of samples of a class that were given it.
  public double recall(int c) {
    return share(counts[c][c], support(c));
  }

  /// The harmonic mean of precision and recall.
  public double f1(int c) {
    double p = precision(c);
    double r = recall(c);
    return p + r == 0 ? 0 : 2 * p * r / (p + r);
  }

  /// The mean of the classes' F1, each counting the same.
  public double macroF1() {
    double sum = 0;
    for (int c = 0; c < counts.length; c++) {
      sum += f1(c);
    }
    return sum / counts.length;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /// The counts as a table, with precision, recall and F1 of each class at the right.
  @Override
  public String toString() {
    int first = "true".length();
    for (String name : names) {
      first = Math.max(first, name.length());
    }
    StringBuilder text = new StringBuilder(pad("true", -first));
    int[] widths = new int[names.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = width(c);
      text.append("  ").append(pad(names.get(c), widths[c]));
    }
    text.append("  precision  recall     f1\n");
    for (int truth = 0; truth < widths.length; truth++) {
      text.append(pad(names.get(truth), -first));
      for (int given = 0; given < widths.length; given++) {
        long n = counts[truth][given];
        text.append("  ").append(pad(n == 0 ? "." : Long.toString(n), widths[given]));
      }
      text.append(
          String.format(
              Locale.ROOT, "  %9.3f  %6.3f  %5.3f%n", precision(truth), recall(truth), f1(truth)));
    }
    return text.append(summary()).toString();
  }

  private String summary() {
    return String.format(
        Locale.ROOT, "accuracy %.4f, macro F1 %.4f, %d samples", value(), macroF1(), samples());
  }

  private int width(int given) {
    int width = names.get(given).length();
    for (long[] row : counts) {
      width = Math.max(width, Long.toString(row[given]).length());
    }
    return width;
  }

  /// To the right of so many places, or to the left where the width is negative.
  private static String pad(String text, int width) {
    String blanks = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + blanks : blanks + text;
  }
}
