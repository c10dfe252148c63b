package dev.gradus.expr;

import static dev.gradus.expr.Expr.Type.BITS;
import static dev.gradus.expr.Expr.Type.FLAG;
import static dev.gradus.expr.Expr.Type.NUMBER;

import dev.gradus.expr.Expr.Type;
import java.util.List;

/// What a node of an expression does.
///
/// Every operator except the functions at the end is one exactly rounded machine step, so that the
/// interpreter, a scalar loop and a vector loop give the same bits. A function is replaced by its
/// formula of such steps before it is evaluated.
public enum Op {
  // Leaves.
  /// A number read from an input tensor.
  INPUT(NUMBER),
  /// A truth value read from an input tensor of dtype bool.
  FLAG_INPUT(FLAG),
  /// A number given when the loop runs.
  PARAM(NUMBER),
  /// A number known when the expression is written.
  CONST(NUMBER),
  /// A bit pattern known when the formula is written.
  BITS_CONST(BITS),
  /// The incoming gradient; only in derivatives.
  GRAD(NUMBER),
  /// The operation's own result; only in derivatives.
  RESULT(NUMBER),

  // Arithmetic. Integers wrap around.
  ADD(NUMBER, NUMBER, NUMBER),
  SUB(NUMBER, NUMBER, NUMBER),
  MUL(NUMBER, NUMBER, NUMBER),
  /// Division; of integers, truncated.
  DIV(NUMBER, NUMBER, NUMBER),
  /// Remainder with the sign of the dividend.
  REM(NUMBER, NUMBER, NUMBER),
  /// `a * b + c`, rounded once.
  FMA(NUMBER, NUMBER, NUMBER, NUMBER),
  /// The smaller; nan if either is nan; -0 is below 0.
  MIN(NUMBER, NUMBER, NUMBER),
  /// The larger; nan if either is nan; -0 is below 0.
  MAX(NUMBER, NUMBER, NUMBER),
  NEG(NUMBER, NUMBER),
  ABS(NUMBER, NUMBER),
  SQRT(NUMBER, NUMBER),
  FLOOR(NUMBER, NUMBER),
  CEIL(NUMBER, NUMBER),
  TRUNC(NUMBER, NUMBER),
  /// To the nearest whole number, ties to even.
  RINT(NUMBER, NUMBER),

  // Comparisons: false for nan, except NE.
  LT(FLAG, NUMBER, NUMBER),
  LE(FLAG, NUMBER, NUMBER),
  GT(FLAG, NUMBER, NUMBER),
  GE(FLAG, NUMBER, NUMBER),
  EQ(FLAG, NUMBER, NUMBER),
  NE(FLAG, NUMBER, NUMBER),

  // Truth values.
  AND(FLAG, FLAG, FLAG),
  OR(FLAG, FLAG, FLAG),
  XOR(FLAG, FLAG, FLAG),
  NOT(FLAG, FLAG),
  /// The second argument where the first holds, else the third.
  SELECT(NUMBER, FLAG, NUMBER, NUMBER),
  /// 1 where it holds, else 0.
  NUMBER_OF(NUMBER, FLAG),

  // Bit patterns of the width of the loop's numbers: int for float, long for double. In integer
  // loops a number is its own pattern.
  /// The pattern of a number.
  TO_BITS(BITS, NUMBER),
  /// The number with a pattern.
  FROM_BITS(NUMBER, BITS),
  /// The whole number nearest to zero from a number, saturating; 0 for nan.
  TO_WHOLE(BITS, NUMBER),
  /// The number nearest to a whole number.
  FROM_WHOLE(NUMBER, BITS),
  BITS_ADD(BITS, BITS, BITS),
  BITS_SUB(BITS, BITS, BITS),
  BITS_MUL(BITS, BITS, BITS),
  BITS_AND(BITS, BITS, BITS),
  BITS_OR(BITS, BITS, BITS),
  BITS_XOR(BITS, BITS, BITS),
  /// The smaller of two, with signs.
  BITS_MIN(BITS, BITS, BITS),
  /// Shift left by a constant.
  BITS_SHL(BITS, BITS, BITS),
  /// Arithmetic shift right by a constant.
  BITS_SHR(BITS, BITS, BITS),
  /// Logical shift right by a constant.
  BITS_USHR(BITS, BITS, BITS),
  BITS_EQ(FLAG, BITS, BITS),
  BITS_LT(FLAG, BITS, BITS),
  BITS_SELECT(BITS, FLAG, BITS, BITS),

  // Functions: replaced by their formulas before evaluation.
  EXP(NUMBER, NUMBER),
  EXPM1(NUMBER, NUMBER),
  LOG(NUMBER, NUMBER),
  LOG1P(NUMBER, NUMBER),
  SIN(NUMBER, NUMBER),
  COS(NUMBER, NUMBER),
  TANH(NUMBER, NUMBER),
  /// `1 / (1 + exp(-x))`.
  SIGMOID(NUMBER, NUMBER),
  POW(NUMBER, NUMBER, NUMBER),
  /// The angle of the point (second argument, first argument), from -π to π.
  ATAN2(NUMBER, NUMBER, NUMBER),
  ATAN(NUMBER, NUMBER),
  ASIN(NUMBER, NUMBER),
  ACOS(NUMBER, NUMBER),
  /// The error function.
  ERF(NUMBER, NUMBER),
  /// 1 less the error function.
  ERFC(NUMBER, NUMBER),
  /// ERFC times the exponential of the square.
  ERFCX(NUMBER, NUMBER),
  /// The exponential of minus half of the square.
  BELL(NUMBER, NUMBER),
  /// The probability that a normally distributed number is less.
  NDTR(NUMBER, NUMBER),
  /// 1, -1 or 0 with the number's sign; of a complex number its direction.
  SIGN(NUMBER, NUMBER),

  // Complex numbers: replaced, too. Where all numbers are real, CONJ and RE are the number itself,
  // IM is 0 and COMPLEX its first argument.
  /// The complex conjugate.
  CONJ(NUMBER, NUMBER),
  /// The real part.
  RE(NUMBER, NUMBER),
  /// The imaginary part.
  IM(NUMBER, NUMBER),
  /// The complex number with two real parts.
  COMPLEX(NUMBER, NUMBER, NUMBER);

  private final Type type;
  private final List<Type> arguments;

  Op(Type type, Type... arguments) {
    this.type = type;
    this.arguments = List.of(arguments);
  }

  /// The type of the node's value.
  public Type type() {
    return type;
  }

  /// The types of the node's arguments.
  public List<Type> arguments() {
    return arguments;
  }

  /// Whether this is a function that stands for a formula.
  public boolean isFunction() {
    return compareTo(EXP) >= 0;
  }

  /// The text of a leaf with that payload.
  String leaf(long payload) {
    return switch (this) {
      case INPUT -> "x" + payload;
      case FLAG_INPUT -> "b" + payload;
      case PARAM -> "p" + payload;
      case CONST -> Double.toString(Double.longBitsToDouble(payload));
      case BITS_CONST -> "0x" + Long.toHexString(payload);
      case GRAD -> "g";
      case RESULT -> "y";
      default -> throw new AssertionError(this);
    };
  }

  /// Whether this has no arguments.
  public boolean isLeaf() {
    return arguments.isEmpty();
  }
}
