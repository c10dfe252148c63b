package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// How the elements of a reduction in double are read.
///
/// @param type the type of elements that need no copy
/// @param term what of each element is combined
/// @param loops the loops that read elements of this type
record DoubleSource(DType type, Term term, LaneLoops loops) {
  /// Doubles as they are.
  static DoubleSource plain(LaneLoops loops) {
    return new DoubleSource(DType.FLOAT64, Term.SELF, loops);
  }

  /// Terms of elements of any dtype, to be added up.
  static DoubleSource terms(DType in, Term term, long work) {
    boolean narrow = in == DType.FLOAT32;
    return new DoubleSource(
        narrow ? in : DType.FLOAT64, term, ReductionLoops.choose(term, narrow, work));
  }

  /// Copies the terms of elements that need it.
  void copy(DType in, Object x, int at, int step, int count, double[] to, int o) {
    Widening.doubles(in, x, at, step, count, to, o);
    term.apply(to, o, count);
  }

  /// The term of an element that needs no copy.
  double term(Object x, int i) {
    return term.of(type == DType.FLOAT32 ? ((float[]) x)[i] : ((double[]) x)[i]);
  }
}
