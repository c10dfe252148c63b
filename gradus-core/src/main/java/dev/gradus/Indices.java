package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The functions of [Gradus] that make the parts of an index.
///
/// ```java
/// x.get(slice(1, 3), ellipsis(), newAxis(), at(-1)); // x[1:3, ..., None, -1]
/// ```
abstract sealed class Indices extends Joining permits Recurrent {
  private static final Index ELLIPSIS = new Index.Ellipsis();
  private static final Index NEW_AXIS = new Index.NewAxis();
  private static final Index ALL = new Index.Slice(null, null, 1);

  /// One element along a dimension, which disappears: `x[i]`.
  public static Index at(long position) {
    return new Index.At(position);
  }

  /// A whole dimension: `x[:]`.
  public static Index slice() {
    return ALL;
  }

  /// From `start` to before `end`: `x[start:end]`.
  public static Index slice(long start, long end) {
    return new Index.Slice(start, end, 1);
  }

  /// Every `step`-th from `start` to before `end`; null bounds are the ends: `x[start:end:step]`.
  public static Index slice(@Nullable Long start, @Nullable Long end, long step) {
    return new Index.Slice(start, end, step);
  }

  /// Every `step`-th from `start` to before `end`: `x[start:end:step]`.
  public static Index slice(long start, long end, long step) {
    return new Index.Slice(start, end, step);
  }

  /// From `start` to the end: `x[start:]`.
  public static Index sliceFrom(long start) {
    return new Index.Slice(start, null, 1);
  }

  /// From the beginning to before `end`: `x[:end]`.
  public static Index sliceTo(long end) {
    return new Index.Slice(null, end, 1);
  }

  /// As many whole dimensions as the other parts leave: `x[...]`.
  public static Index ellipsis() {
    return ELLIPSIS;
  }

  /// A new dimension of size 1: `x[None]`.
  public static Index newAxis() {
    return NEW_AXIS;
  }

  /// Positions along a dimension, or a mask: `x[idx]`.
  public static Index index(Tensor positionsOrMask) {
    return new Index.Of(positionsOrMask);
  }
}
