package dev.gradus;

/// An operation that draws random numbers.
///
/// Under `vmap` it is refused unless random numbers are allowed, and then computed for one example
/// after another: with the same numbers for each, or with others.
public interface RandomOperation extends Operation {
  /// Whether this call draws.
  default boolean draws() {
    return true;
  }
}
