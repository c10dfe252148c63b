package dev.gradus;

/// An operation that can write its result over its first input.
public interface InPlaceOperation extends SingleOperation {
  /// Checks everything that could make [#forwardInto] fail: nothing may be changed by a refused
  /// call.
  void checkInto(Tensor target, Tensor[] x);

  /// Checks what would be wrong with the call for one example, given tensors without elements.
  default void checkBatchInPlace(Tensor[] x) {}

  /// Changes a batch of examples in place, the first input being mapped over. Returns false if
  /// there is no rule of its own for it: then the result of [#batch] is copied into the input.
  default boolean batchInPlace(Batching b, Tensor[] x) {
    return false;
  }

  /// Whether it is arithmetic with another tensor, for an error.
  default boolean isArithmetic() {
    return false;
  }

  /// Computes into `target`, which is also the first input.
  void forwardInto(Tensor target, Tensor[] x);
}
