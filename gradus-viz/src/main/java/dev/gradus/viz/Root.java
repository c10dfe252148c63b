package dev.gradus.viz;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// What a drawing starts from: result `resultNr` of an item.
///
/// @param item the number of the item
/// @param resultNr which of its results
/// @param form dtype and sizes
/// @param value the elements, if they are few and known; else empty
record Root(int item, int resultNr, String form, String value) {
  static Root of(int item, int resultNr, String form, @Nullable Tensor tensor) {
    return new Root(item, resultNr, form, tensor == null ? "" : Values.few(tensor));
  }
}
