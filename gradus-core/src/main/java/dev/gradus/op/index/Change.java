package dev.gradus.op.index;

import dev.gradus.Call;
import dev.gradus.InPlaceOperation;
import dev.gradus.Tensor;

/// A checked change of some elements, to be made in a copy or in place.
///
/// @param op the operation
/// @param x its inputs
public record Change(InPlaceOperation op, Tensor... x) {
  /// A copy with the change.
  public Tensor inCopy() {
    return Call.run(op, x);
  }

  /// The tensor itself, changed.
  public Tensor inPlace() {
    return Call.inPlace(op, x);
  }
}
