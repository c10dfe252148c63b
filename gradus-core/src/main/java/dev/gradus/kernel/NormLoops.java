package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// What normalisation does with rows of numbers, in float or in double.
///
/// Rows are arrays that begin at index 0, of the type that is computed in: one index for all of
/// them lets C2 vectorise. An instance serves one thread.
///
/// @param <A> `float[]` or `double[]`
sealed interface NormLoops<A> permits FloatNormLoops, DoubleNormLoops {
  /// The loops for a dtype, float also for float16 and bfloat16.
  ///
  /// @param work the elements that the whole operation goes through
  static NormLoops<?> of(DType dtype, long work) {
    return dtype == DType.FLOAT64 ? new DoubleNormLoops(work) : new FloatNormLoops(work);
  }

  /// A row of zeros.
  A row(int n);

  /// A row of ones.
  A ones(int n);

  /// Takes an array as a row.
  A cast(Object array);

  /// Copies `n` elements from `x[at]` on to `to[o…]`.
  void load(DType dtype, Object x, int at, int n, A to, int o);

  /// Copies `from[o…]` to `n` elements from `y[at]` on, rounding them once.
  void store(A from, int o, int n, DType dtype, Object y, int at);

  /// A number as an element of a row has it.
  double round(double value);

  double get(A x, int i);

  void set(A x, int i, double value);

  /// The sum of `x[from] … x[to - 1]`, in the tree of Note [The tree of a sum] up to its blocks,
  /// which are added up one after the other.
  double sum(A x, int from, int to);

  /// The sum of `n` elements, in the whole of that tree.
  double total(A x, int n);

  /// The sums of `x[at…] - centre` and of the squares of that, in the tree of [#sum].
  void deviations(A x, int at, int n, double centre, Deviations sums);

  /// `sums +=` rows of `n` elements, from `x[at]` on, one after the other.
  void addRows(A x, int at, int rows, int n, A sums);

  /// `g = g · w`.
  void weigh(A g, A w, int n);

  /// `d -= c`, `products = v · d`.
  void spread(A d, double c, A v, A products, int n);

  /// `sums += x`.
  void add(A sums, A x, int n);

  /// `to[at…] += sums`, `sums = 0`.
  void drain(A sums, double[] to, int at, int n);
}
