package dev.gradus.expr;

import dev.gradus.error.GradusUnsupportedException;

/// The steps on integers, at the width of `long`; the caller narrows.
final class IntegerSteps {
  private IntegerSteps() {}

  static long unary(Op op, long a) {
    return switch (op) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case FLOOR, CEIL, TRUNC, RINT, TO_WHOLE -> a;
      default ->
          throw new GradusUnsupportedException(
              op + ": is not defined on integers. Compute in a floating-point type.");
    };
  }

  static long binary(Op op, long a, long b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case POW -> IntegerPower.pow(a, b);
      default -> throw new AssertionError(op);
    };
  }
}
