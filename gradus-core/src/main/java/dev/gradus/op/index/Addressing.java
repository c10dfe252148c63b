package dev.gradus.op.index;

import dev.gradus.Tensor;

/// Which elements of a tensor an operation reads or writes, as a function of index tensors.
///
/// // Note [Picking and spreading] Every addressing serves two operations, each the gradient of the
/// other: [Pick] reads the elements, [Spread] adds to them. [Write] and [WriteNumber] overwrite
/// them. Places are visited in the row-major order of the picked result, one after another, so that
/// sums over repeated places have the same bits every time.
public sealed interface Addressing permits Along, Flat, Points, Rows {
  /// The way through a tensor of sizes `x`.
  Route route(long[] x, Tensor[] index);
}
