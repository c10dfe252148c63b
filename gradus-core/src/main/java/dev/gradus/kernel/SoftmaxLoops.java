package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// What softmax does with a row of numbers, in float or in double. One index for all arrays lets C2
/// vectorise. An instance serves one thread.
///
/// @param <A> `float[]` or `double[]`
sealed interface SoftmaxLoops<A> permits FloatSoftmaxLoops, DoubleSoftmaxLoops {
  /// The exponential of a number less than this below 0 is a normal one.
  int NEAR = 64;

  /// The loops for a dtype.
  ///
  /// @param work the elements that the whole operation goes through
  static SoftmaxLoops<?> of(DType dtype, long work) {
    return dtype == DType.FLOAT64 ? new DoubleSoftmaxLoops(work) : new FloatSoftmaxLoops(work);
  }

  /// A row of zeros.
  A row(int n);

  /// The same array each time: room for `n` numbers of any value.
  A spare(int n);

  /// Takes an array as rows.
  A cast(Object array);

  /// `tops` become the largest elements of `m` rows from `x[at]` on. Whether all elements are less
  /// than [#NEAR] below that of their row; not where one is nan or infinite.
  boolean tops(A x, int at, int n, int m, A tops);

  /// `y[from…]` = the row `x[at…]` less its largest element.
  void shift(A x, int at, A y, int from, int n);

  /// `sums[r]` = the sum of a row.
  void addUp(A x, int from, int n, A sums, int r);

  /// `y /= sums[r]`.
  void divide(A y, int from, int n, A sums, int r);

  /// `y -= sums[r]`.
  void subtract(A y, int from, int n, A sums, int r);

  /// `dx = (g - Σ g·y) · y`.
  void slope(A g, A y, A dx, int from, int n);

  /// `dx = g - dx · Σ g`.
  void logSlope(A g, A dx, int from, int n);

  /// `dx = 0 - dx · totals[r]`, as [#logSlope] where `g` is 0.
  void logSlopeOfOne(A totals, int r, A dx, int from, int n);

  /// `totals` become the sums of rows that are 0 but for one number.
  void startTotals(OneInEachRow g, int first, int end, A totals);

  /// Makes row `r` of [#logSlopeOfOne] that of a gradient with its one number.
  void addOne(OneInEachRow g, int r, A dx, int n);
}
