package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of [Gradus#searchsorted(Tensor, Tensor, SearchOptions)].
///
/// @param outInt32 whether the places are int32 instead of int64
/// @param right whether an equal element counts as before the place
/// @param side `left` or `right`, another way to say it, or null
/// @param sorter for each place in a sorted row where that element is, or null where rows are
///   sorted
public record SearchOptions(
    boolean outInt32, boolean right, @Nullable String side, @Nullable Tensor sorter) {
  /// Places in int64 in front of equal elements.
  public static final SearchOptions DEFAULT = new SearchOptions(false, false, null, null);

  /// With places in int32 or int64.
  public SearchOptions withOutInt32(boolean other) {
    return new SearchOptions(other, right, side, sorter);
  }

  /// With places in front of or behind equal elements.
  public SearchOptions withRight(boolean other) {
    return new SearchOptions(outInt32, other, side, sorter);
  }

  /// With a side: `left` or `right`.
  public SearchOptions withSide(String other) {
    return new SearchOptions(outInt32, right, other, sorter);
  }

  /// With the order in which the elements are sorted.
  public SearchOptions withSorter(Tensor other) {
    return new SearchOptions(outInt32, right, side, other);
  }
}
