package dev.gradus.expr;

import java.util.IdentityHashMap;

/// The formulas of the functions: exactly rounded steps, the same for the interpreter, scalar loops
/// and vector loops. Their errors are listed in `docs/accuracy.md`.
public final class Formulas {
  private final Compute type;
  private final IdentityHashMap<Expr, Expr> done = new IdentityHashMap<>();

  private Formulas(Compute type) {
    this.type = type;
  }

  /// The expression with every function replaced by its formula for a floating-point type, and with
  /// equal parts shared.
  ///
  /// In an integer type the only function is POW, which stays: [IntegerPower#pow].
  public static Expr lower(Expr e, Compute type) {
    return Simplify.of(new Formulas(type).visit(Simplify.of(e)));
  }

  /// The formula of the exponential of a number whose exponential is neither subnormal nor
  /// infinite: the same bits in fewer steps.
  public static Expr normalExp(Expr x, Compute type) {
    return Exponentials.normal(x, Width.of(type));
  }

  private Expr visit(Expr e) {
    if (e.op().isLeaf()) {
      return e;
    }
    Expr known = done.get(e);
    if (known != null) {
      return known;
    }
    Expr[] args = new Expr[e.args().size()];
    for (int i = 0; i < args.length; i++) {
      args[i] = visit(e.arg(i));
    }
    Expr lowered = e.op().isFunction() ? formula(e.op(), args) : Expr.node(e.op(), args);
    done.put(e, lowered);
    return lowered;
  }

  private Expr formula(Op op, Expr[] args) {
    Expr x = args[0];
    return switch (op) {
      case CONJ, RE, COMPLEX -> x;
      case IM -> Expr.c(0);
      case SIGN -> x.gt(0).number().sub(x.lt(0).number());
      default -> type.isFloating() ? formula(op, args, Width.of(type)) : Expr.node(op, args);
    };
  }

  private static Expr formula(Op op, Expr[] args, Width w) {
    Expr x = args[0];
    return switch (op) {
      case EXP -> Exponentials.exp(x, w);
      case EXPM1 -> Exponentials.expm1(x, w);
      case SIGMOID -> Exponentials.sigmoid(x, w);
      case TANH -> Exponentials.tanh(x, w);
      case LOG -> Logarithms.log(x, w);
      case LOG1P -> Logarithms.log1p(x, w);
      case SIN -> Angles.sin(x, w);
      case COS -> Angles.cos(x, w);
      case POW -> power(x, args[1], w);
      case ATAN2 -> Arcs.atan2(x, args[1], w);
      case ATAN -> Arcs.atan(x, w);
      case ASIN -> Arcs.asin(x, w);
      case ACOS -> Arcs.acos(x, w);
      case ERF -> ErrorFunctions.erf(x, w);
      case ERFC -> ErrorFunctions.erfc(x, w);
      case ERFCX -> ErrorFunctions.erfcx(x, w);
      case BELL -> NormalFunctions.bell(x, w);
      case NDTR -> NormalFunctions.ndtr(x, w);
      default -> throw new AssertionError(op);
    };
  }

  /// Powers with the exponents that PyTorch computes without a logarithm, else by one.
  private static Expr power(Expr x, Expr exponent, Width w) {
    if (exponent.op() != Op.CONST) {
      return Powers.pow(x, exponent, w);
    }
    double value = exponent.value();
    if (value == 0) {
      return Expr.c(1);
    }
    if (value == 0.5) {
      return x.sqrt();
    }
    if (value == -0.5) {
      return Expr.c(1).div(x.sqrt());
    }
    double size = Math.abs(value);
    if (size == 1 || size == 2 || size == 3) {
      Expr product = size == 1 ? x : size == 2 ? x.mul(x) : x.mul(x).mul(x);
      return value > 0 ? product : Expr.c(1).div(product);
    }
    return Powers.pow(x, exponent, w);
  }

  /// A polynomial by Horner's rule, lowest coefficient first.
  static Expr polynomial(Expr x, double[] coefficients) {
    Expr sum = Expr.c(coefficients[coefficients.length - 1]);
    for (int i = coefficients.length - 2; i >= 0; i--) {
      sum = sum.fma(x, Expr.c(coefficients[i]));
    }
    return sum;
  }

  /// `x`, but at most `limit`; nan stays. A comparison and a selection are cheaper than MIN.
  static Expr atMost(Expr x, double limit) {
    return x.gt(limit).select(Expr.c(limit), x);
  }

  /// `x`, but at least `limit`; nan stays.
  static Expr atLeast(Expr x, double limit) {
    return x.lt(limit).select(Expr.c(limit), x);
  }
}
