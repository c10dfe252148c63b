package dev.gradus.expr;

/// The exactly rounded steps on `double`.
final class DoubleSteps {
  private DoubleSteps() {}

  static double unary(Op op, double a) {
    return switch (op) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> Math.sqrt(a);
      case FLOOR -> Math.floor(a);
      case CEIL -> Math.ceil(a);
      case TRUNC -> a < 0 ? Math.ceil(a) : Math.floor(a);
      case RINT -> Math.rint(a);
      default -> throw new AssertionError(op);
    };
  }

  static double binary(Op op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      default -> throw new AssertionError(op);
    };
  }
}
