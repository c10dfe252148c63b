package dev.gradus.kernel;

/// The inner loops of a direct convolution: runs of neighbouring places, each of which sees a
/// [ConvCanvas] at the same taps. Arrays but `taps` are of floats or doubles.
///
/// A run may be followed by up to [#SLACK] places more: they are read from `x` and `g` and
/// overwritten in `y`.
interface TapLoops {
  /// Places that may be read and written behind a run.
  int SLACK = 64;

  /// Lanes of a sum over places.
  int LANES = 32;

  /// Taps whose sums over places are made together.
  int TOGETHER = 3;

  /// `y[r·row + i] = Σ a[ao + t·rows + r]·x[taps[t] + i]` for `i = 0 … count − 1` and `r = 0 … rows
  /// − 1`: chains of fused multiply-adds by ascending `t = first … end − 1`, from zero if `first`
  /// is 0, else from what is in `y`.
  ///
  /// @param rows 1, 2 or 4
  void sums(
      int count,
      int rows,
      int first,
      int end,
      Object a,
      int ao,
      int[] taps,
      Object x,
      Object y,
      int row);

  /// Adds to the lanes of [#TOGETHER] taps from `first` on what their products with `g` give: place
  /// `i` belongs to lane `i mod 32`, and `acc[ao + 32·t + lane]` goes on as a chain of fused
  /// multiply-adds of `g[i]·x[taps[t] + i]` by ascending `i`.
  ///
  /// The places are `extent[0]` slices of `extent[1]` rows of `extent[2]`. Between them and up to
  /// the next multiple of 32 `g` is zero, and what is there may be added, too.
  void dots(
      int[] extent,
      int pitch,
      int slice,
      int[] taps,
      int first,
      Object g,
      Object x,
      Object acc,
      int ao);
}
