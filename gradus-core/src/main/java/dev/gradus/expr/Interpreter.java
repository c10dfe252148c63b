package dev.gradus.expr;

import dev.gradus.error.GradusUnsupportedException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// The meaning of an expression: its value for one element, step by step.
///
/// Compiled loops must give these bits. Numbers come and go as `long`: in floating-point types the
/// raw bits of a `double` (of which a `float` is a rounding), in integer types the number itself. A
/// truth value is 0 or 1.
public final class Interpreter {
  private final Compute type;
  private final boolean inside;
  private final List<Expr> steps = new ArrayList<>();
  private final List<int[]> operands = new ArrayList<>();

  /// Prepares an expression, whose leaves may be inputs, parameters and constants.
  public Interpreter(Expr e, Compute type) {
    this(Formulas.lower(e, type), type, false);
  }

  private Interpreter(Expr steps, Compute type, boolean inside) {
    this.type = type;
    this.inside = inside;
    flatten(steps, new IdentityHashMap<>());
  }

  /// Prepares an expression of machine steps for inputs and results that are bit patterns of the
  /// computing type, sign-extended.
  public static Interpreter ofPatterns(Expr steps, Compute type) {
    return new Interpreter(steps, type, true);
  }

  /// The value of a floating-point expression.
  public static double evaluate(Expr e, Compute type, double[] inputs, double[] params) {
    long result = new Interpreter(e, type).evaluate(bits(inputs), bits(params));
    return e.type() == Expr.Type.FLAG ? result : Double.longBitsToDouble(result);
  }

  private static long[] bits(double[] values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return bits;
  }

  private int flatten(Expr e, IdentityHashMap<Expr, Integer> done) {
    Integer known = done.get(e);
    if (known != null) {
      return known;
    }
    int[] at = new int[e.args().size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = flatten(e.arg(i), done);
    }
    steps.add(e);
    operands.add(at);
    done.put(e, steps.size() - 1);
    return steps.size() - 1;
  }

  /// The value for one element.
  public long evaluate(long[] inputs, long[] params) {
    return evaluate(inputs, params, new long[size()]);
  }

  /// How many steps it takes.
  public int size() {
    return steps.size();
  }

  /// The value for one element, with the values of the steps left in an array of [#size()].
  public long evaluate(long[] inputs, long[] params, long[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = step(steps.get(i), operands.get(i), values, inputs, params);
    }
    long last = values[values.length - 1];
    return !inside && steps.getLast().type() == Expr.Type.NUMBER ? toOutside(last) : last;
  }

  // Inside, a number is kept as its bit pattern in the computing type, sign-extended to long.

  private long toInside(long outside) {
    return switch (type) {
      case FLOAT -> Float.floatToRawIntBits((float) Double.longBitsToDouble(outside));
      case INT -> (int) outside;
      case DOUBLE, LONG -> outside;
    };
  }

  private long toOutside(long inside) {
    return type == Compute.FLOAT
        ? Double.doubleToRawLongBits(Float.intBitsToFloat((int) inside))
        : inside;
  }

  private long step(Expr e, int[] at, long[] values, long[] inputs, long[] params) {
    return switch (e.op()) {
      case INPUT -> inside ? inputs[e.index()] : toInside(inputs[e.index()]);
      case FLAG_INPUT -> inputs[e.index()] != 0 ? 1 : 0;
      case PARAM -> toInside(params[e.index()]);
      case CONST -> constant(e.value());
      case BITS_CONST -> narrow(e.pattern());
      case GRAD, RESULT ->
          throw new GradusUnsupportedException(
              "Interpreter: the expression reads "
                  + e
                  + ", which has no value here. Replace it by an input with Leaves.substitute.");
      case SELECT, BITS_SELECT -> values[at[0]] != 0 ? values[at[1]] : values[at[2]];
      case NUMBER_OF -> constant(values[at[0]] != 0 ? 1 : 0);
      case FMA -> fma(values[at[0]], values[at[1]], values[at[2]]);
      case AND -> values[at[0]] & values[at[1]];
      case OR -> values[at[0]] | values[at[1]];
      case XOR -> values[at[0]] ^ values[at[1]];
      case NOT -> values[at[0]] ^ 1;
      case LT, LE, GT, GE, EQ, NE -> compare(e.op(), values[at[0]], values[at[1]]) ? 1 : 0;
      default ->
          switch (e.op().arguments().getFirst()) {
            case BITS -> onBits(e.op(), values[at[0]], at.length > 1 ? values[at[1]] : 0);
            default ->
                at.length == 1
                    ? unary(e.op(), values[at[0]])
                    : binary(e.op(), values[at[0]], values[at[1]]);
          };
    };
  }

  private long constant(double value) {
    return switch (type) {
      case FLOAT -> Float.floatToRawIntBits((float) value);
      case DOUBLE -> Double.doubleToRawLongBits(value);
      case INT -> (int) (long) value;
      case LONG -> (long) value;
    };
  }

  private long narrow(long value) {
    return type == Compute.INT || type == Compute.FLOAT ? (int) value : value;
  }

  private static float asFloat(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double asDouble(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private long fma(long a, long b, long c) {
    return switch (type) {
      case FLOAT -> Float.floatToRawIntBits(Math.fma(asFloat(a), asFloat(b), asFloat(c)));
      case DOUBLE -> Double.doubleToRawLongBits(Math.fma(asDouble(a), asDouble(b), asDouble(c)));
      case INT, LONG -> narrow(a * b + c);
    };
  }

  private boolean compare(Op op, long a, long b) {
    if (!type.isFloating()) {
      return switch (op) {
        case LT -> a < b;
        case LE -> a <= b;
        case GT -> a > b;
        case GE -> a >= b;
        case EQ -> a == b;
        default -> a != b;
      };
    }
    double x = type == Compute.FLOAT ? asFloat(a) : asDouble(a);
    double y = type == Compute.FLOAT ? asFloat(b) : asDouble(b);
    return switch (op) {
      case LT -> x < y;
      case LE -> x <= y;
      case GT -> x > y;
      case GE -> x >= y;
      case EQ -> x == y;
      default -> x != y;
    };
  }

  private long binary(Op op, long a, long b) {
    return switch (type) {
      case FLOAT -> Float.floatToRawIntBits(FloatSteps.binary(op, asFloat(a), asFloat(b)));
      case DOUBLE -> Double.doubleToRawLongBits(DoubleSteps.binary(op, asDouble(a), asDouble(b)));
      case INT, LONG -> narrow(IntegerSteps.binary(op, a, b));
    };
  }

  private long unary(Op op, long a) {
    if (op == Op.TO_BITS) {
      return a;
    }
    return switch (type) {
      case FLOAT ->
          op == Op.TO_WHOLE
              ? (int) asFloat(a)
              : Float.floatToRawIntBits(FloatSteps.unary(op, asFloat(a)));
      case DOUBLE ->
          op == Op.TO_WHOLE
              ? (long) asDouble(a)
              : Double.doubleToRawLongBits(DoubleSteps.unary(op, asDouble(a)));
      case INT, LONG -> narrow(IntegerSteps.unary(op, a));
    };
  }

  private long onBits(Op op, long a, long b) {
    boolean wide = type == Compute.LONG || type == Compute.DOUBLE;
    return switch (op) {
      case FROM_BITS -> a;
      case FROM_WHOLE ->
          switch (type) {
            case FLOAT -> Float.floatToRawIntBits((float) (int) a);
            case DOUBLE -> Double.doubleToRawLongBits((double) a);
            case INT, LONG -> a;
          };
      case BITS_ADD -> narrow(a + b);
      case BITS_SUB -> narrow(a - b);
      case BITS_MUL -> narrow(a * b);
      case BITS_AND -> a & b;
      case BITS_OR -> a | b;
      case BITS_XOR -> a ^ b;
      case BITS_MIN -> Math.min(a, b);
      case BITS_SHL -> wide ? a << b : (int) a << (int) b;
      case BITS_SHR -> wide ? a >> b : (int) a >> (int) b;
      case BITS_USHR -> wide ? a >>> b : (int) a >>> (int) b;
      case BITS_EQ -> a == b ? 1 : 0;
      case BITS_LT -> a < b ? 1 : 0;
      default -> throw new AssertionError(op);
    };
  }
}
