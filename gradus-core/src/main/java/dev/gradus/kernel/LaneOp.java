package dev.gradus.kernel;

/// An operation that combines two numbers in a reduction.
enum LaneOp {
  SUM(0, "add"),
  PROD(1, "mul"),
  MAX(Double.NEGATIVE_INFINITY, "max"),
  MIN(Double.POSITIVE_INFINITY, "min"),
  /// The largest absolute value; what it is combined with is one already.
  MAX_SIZE(0, "max");

  private final double identity;
  private final String vectorName;

  LaneOp(double identity, String vectorName) {
    this.identity = identity;
    this.vectorName = vectorName;
  }

  /// What changes no number it is combined with.
  double identity() {
    return identity;
  }

  /// The method of the Vector API that does the same with the same bits.
  String vectorName() {
    return vectorName;
  }

  /// Whether the result is one of the elements, or of their sizes.
  boolean isExtreme() {
    return this == MAX || this == MIN || this == MAX_SIZE;
  }

  float apply(float a, float b) {
    return switch (this) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case MAX_SIZE -> Math.max(a, Math.abs(b));
    };
  }

  double apply(double a, double b) {
    return switch (this) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case MAX_SIZE -> Math.max(a, Math.abs(b));
    };
  }

  long apply(long a, long b) {
    return switch (this) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case MAX_SIZE -> Math.max(a, Math.abs(b));
    };
  }

  /// The identity for integers.
  long integerIdentity() {
    return switch (this) {
      case SUM -> 0;
      case PROD -> 1;
      case MAX -> Long.MIN_VALUE;
      case MIN -> Long.MAX_VALUE;
      case MAX_SIZE -> 0;
    };
  }
}
