package dev.gradus.optim;

/// How the height of the cycles of [CyclicLR] changes.
public enum CyclicMode {
  /// Not at all.
  TRIANGULAR,
  /// It halves from cycle to cycle.
  TRIANGULAR2,
  /// By a power of the number of steps.
  EXP_RANGE
}
