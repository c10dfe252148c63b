package dev.gradus.expr;

/// The type in which a loop computes; what is stored may be narrower.
public enum Compute {
  /// 32-bit integers that wrap around.
  INT,
  /// 64-bit integers that wrap around.
  LONG,
  /// 32-bit floating point.
  FLOAT,
  /// 64-bit floating point.
  DOUBLE;

  /// Whether this is a floating-point type.
  public boolean isFloating() {
    return this == FLOAT || this == DOUBLE;
  }
}
