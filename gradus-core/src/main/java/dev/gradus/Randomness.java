package dev.gradus;

/// What random numbers a function under `vmap` draws.
public enum Randomness {
  /// None: drawing is an error.
  ERROR,
  /// The same for every example.
  SAME,
  /// Others for every example.
  DIFFERENT
}
