package dev.gradus.memory;

/// What memory is filled with once somebody reads it, however much later: it must hold all that it
/// needs and never change. See [Storage#pending].
public interface Filling {
  /// Writes to an array of zeros, which is long enough.
  void fill(Object zeros);
}
