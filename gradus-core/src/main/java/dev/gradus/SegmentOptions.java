package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of `segmentReduce`.
///
/// @param lengths the number of slices of every segment, or null
/// @param offsets where every segment begins, and the end of the last, or null
/// @param axis the dimension; the last of lengths or offsets
/// @param unsafe whether the lengths need not cover all slices
/// @param initial with what every segment begins, or null
public record SegmentOptions(
    @Nullable Tensor lengths,
    @Nullable Tensor offsets,
    int axis,
    boolean unsafe,
    @Nullable Double initial) {
  /// Segments of these lengths along the first dimension.
  public static SegmentOptions ofLengths(Tensor lengths) {
    return new SegmentOptions(lengths, null, 0, false, null);
  }

  /// Segments that begin at these offsets along the first dimension.
  public static SegmentOptions ofOffsets(Tensor offsets) {
    return new SegmentOptions(null, offsets, 0, false, null);
  }

  /// Along another dimension.
  public SegmentOptions withAxis(int other) {
    return new SegmentOptions(lengths, offsets, other, unsafe, initial);
  }

  /// With or without the check that lengths cover all slices.
  public SegmentOptions withUnsafe(boolean other) {
    return new SegmentOptions(lengths, offsets, axis, other, initial);
  }

  /// With another beginning.
  public SegmentOptions withInitial(double other) {
    return new SegmentOptions(lengths, offsets, axis, unsafe, other);
  }
}
