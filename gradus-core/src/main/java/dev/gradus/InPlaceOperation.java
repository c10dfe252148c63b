package dev.gradus;

/// An operation that can write its result over its first input.
public interface InPlaceOperation extends SingleOperation {
  /// Checks everything that could make [#forwardInto] fail: nothing may be changed by a refused
  /// call.
  void checkInto(Tensor target, Tensor[] x);

  /// Computes into `target`, which is also the first input.
  void forwardInto(Tensor target, Tensor[] x);
}
