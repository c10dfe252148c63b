package dev.gradus.kernel;

import dev.gradus.memory.Filling;
import java.util.Arrays;

/// One number in each row of zeros: the gradient of picking a class for each sample, before it is
/// written out.
///
/// Who reads such memory finds zeros and numbers; a kernel that knows what it is need not read it.
public final class OneInEachRow implements Filling {
  private final Object values;
  private final int step;
  private final int classes;
  private final long[] target;
  private final long ignored;

  private OneInEachRow(Object values, int step, int classes, long[] target, long ignored) {
    this.values = values;
    this.step = step;
    this.classes = classes;
    this.target = target;
    this.ignored = ignored;
  }

  /// Copies numbers and classes, which may change before they are needed.
  ///
  /// @param values `float[]` or `double[]`: a number for each row from `at` on, or if `same` one
  ///   for all
  /// @param n rows
  /// @param classes elements of a row
  /// @param target where the class of each row is, from `to` on
  /// @param ignored the class of rows that are zeros altogether
  public static OneInEachRow of(
      Object values,
      int at,
      boolean same,
      int n,
      int classes,
      long[] target,
      int to,
      long ignored) {
    int end = at + (same ? 1 : n);
    Object own =
        values instanceof float[] floats
            ? Arrays.copyOfRange(floats, at, end)
            : Arrays.copyOfRange((double[]) values, at, end);
    long[] places = Arrays.copyOfRange(target, to, to + n);
    return new OneInEachRow(own, same ? 0 : 1, classes, places, ignored);
  }

  @Override
  public void fill(Object zeros) {
    for (int r = 0; r < target.length; r++) {
      if (!isIgnored(r)) {
        Classes.move(values, r * step, zeros, r * classes + place(r));
      }
    }
  }

  /// Elements of a row.
  public int classes() {
    return classes;
  }

  boolean isIgnored(int r) {
    return target[r] == ignored;
  }

  /// Where in row `r` its number is.
  int place(int r) {
    return (int) target[r];
  }

  float floatOf(int r) {
    return ((float[]) values)[r * step];
  }

  double doubleOf(int r) {
    return ((double[]) values)[r * step];
  }
}
