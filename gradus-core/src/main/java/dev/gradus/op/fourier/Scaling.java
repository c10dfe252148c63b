package dev.gradus.op.fourier;

/// What a transform multiplies its results by, given how many elements it sums over.
public enum Scaling {
  /// Nothing.
  NONE,
  /// One over the root of their number, which makes the transform unitary.
  BY_ROOT,
  /// One over their number.
  BY_COUNT;

  double of(double count) {
    return switch (this) {
      case NONE -> 1;
      case BY_ROOT -> 1 / Math.sqrt(count);
      case BY_COUNT -> 1 / count;
    };
  }
}
