package dev.gradus.kernel;

/// Loops over runs of neighbouring elements, real or complex: what small blocks of a factorisation
/// are made of. Places are counted in elements.
sealed interface Columns permits RealColumns, ComplexColumns {
  Columns REAL = new RealColumns();
  Columns COMPLEX = new ComplexColumns();

  static Columns of(Dense x) {
    return x.complex() ? COMPLEX : REAL;
  }

  /// Adds `(re + i·im)·x` to `y`, with `conj` the conjugate of `x`.
  void add(int n, double re, double im, double[] x, int xo, boolean conj, double[] y, int yo);

  /// The sum of `x·y`, with `conj` of `conj(x)·y`, into the first two places of `sum`.
  void dot(int n, double[] x, int xo, boolean conj, double[] y, int yo, double[] sum);

  /// Multiplies by a number.
  void scale(int n, double re, double im, double[] x, int xo);

  /// The place of the first of the largest elements by |re| + |im|, as LAPACK chooses pivots; -1 if
  /// there are no elements.
  int largest(int n, double[] x, int xo);

  /// Exchanges two runs whose elements are `step` apart.
  void swap(int n, double[] x, int xo, double[] y, int yo, int step);

  /// Doubles in an element.
  int width();
}
