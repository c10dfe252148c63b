package dev.gradus;

import dev.gradus.op.index.IndexText;
import org.jspecify.annotations.Nullable;

/// One part of what stands between the brackets of `x[…]`.
///
/// Made by the functions `at`, `slice`, `sliceFrom`, `sliceTo`, `ellipsis`, `newAxis` and `index`
/// of [Gradus], or read from text in Python's spelling by [#parse].
public sealed interface Index {
  /// One element: the dimension disappears. Negative positions count from the end.
  record At(long position) implements Index {}

  /// The elements from `start` to before `end`, every `step`-th. Null bounds are the ends of the
  /// dimension; negative ones count from its end.
  record Slice(@Nullable Long start, @Nullable Long end, long step) implements Index {}

  /// As many whole dimensions as the other parts leave: Python's `...`.
  record Ellipsis() implements Index {}

  /// A new dimension of size 1: Python's `None`.
  record NewAxis() implements Index {}

  /// A new dimension of size 1 (true) or 0 (false).
  record Flag(boolean value) implements Index {}

  /// Positions along a dimension, or a mask over as many dimensions as it has itself.
  record Of(Tensor tensor) implements Index {}

  /// The parts of an index written as in Python: `1:3, ..., None, -1`.
  ///
  /// **Errors**: anything but whole numbers, slices, `...`, `None`, `newaxis`, `True` and `False`.
  static Index[] parse(String text) {
    return IndexText.parse(text);
  }
}
