package dev.gradus.expr;

/// The exactly rounded steps on `float`.
final class FloatSteps {
  private FloatSteps() {}

  static float unary(Op op, float a) {
    return switch (op) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> (float) Math.sqrt(a);
      case FLOOR -> (float) Math.floor(a);
      case CEIL -> (float) Math.ceil(a);
      case TRUNC -> (float) (a < 0 ? Math.ceil(a) : Math.floor(a));
      case RINT -> (float) Math.rint(a);
      default -> throw new AssertionError(op);
    };
  }

  static float binary(Op op, float a, float b) {
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
