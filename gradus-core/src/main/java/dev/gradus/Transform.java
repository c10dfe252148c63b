package dev.gradus;

/// One level of the stack that every operation passes through: forward mode, vmap, and the like.
///
/// A transform unwraps its own kind of tensors, handles the call by the operation's rule for it and
/// passes it down by calling [Call] again while it is off the stack.
interface Transform {
  /// Handles a call out of place.
  Tensor[] run(Operation op, Tensor[] x);

  /// Handles a call that overwrites its first input.
  void runInPlace(InPlaceOperation op, Tensor[] x);
}
