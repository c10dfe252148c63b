package dev.gradus.expr;

import dev.gradus.error.GradusUnsupportedException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// Symbolic differentiation of an expression of real numbers by one of its leaves. For complex
/// numbers: [ComplexDerivative].
///
/// The rules carry the incoming gradient inwards (`g / (2 * y)` for a square root, not `g * (1 / (2
/// * y))`), in the order of operations that PyTorch's formulas have. A part that is used several
///   times is differentiated once and its derivative multiplied in, so that the size stays linear.
///
/// **Kinks**: a selection has the derivative of the branch it takes, whatever the other one does;
/// conditions, rounding and comparisons have derivative 0. At a tie of two inputs, minimum and
/// maximum give each one half; an input that ties with a number gets 0. `|x|` has 0 at 0. A power
/// has 0 by the base where the exponent is 0, and 0 by the exponent where the base is 0 and the
/// exponent is not negative.
public final class Derivative {
  private static final Expr ZERO = Expr.c(0);
  private static final Expr ONE = Expr.c(1);
  private static final double TWO_BY_ROOT_PI = 1.1283791670955126;

  /// The density of the normal distribution at 0.
  private static final double BELL_AT_0 = 1 / Math.sqrt(2 * Math.PI);

  private final Expr leaf;
  private final Map<Expr, Boolean> dependent = new HashMap<>();
  private final Map<Expr, Integer> uses = new HashMap<>();
  private final Map<Expr, Expr> shared = new HashMap<>();

  private Derivative(Expr root, Expr leaf) {
    this.leaf = leaf;
    count(root);
  }

  /// The derivative of `y` by a leaf.
  public static Expr of(Expr y, Expr leaf) {
    Expr root = Simplify.of(y);
    return Simplify.derivative(new Derivative(root, leaf).pull(root, ONE));
  }

  /// What input `i` receives when `y` receives the gradient `g`. Parts that equal `y` itself are
  /// [Expr#y], so what an operation has to save are the leaves of this expression. With a tangent
  /// in the place of `g` it is the input's term of the directional derivative.
  public static Expr vjp(Expr y, int input) {
    return vjp(y, Expr.x(input));
  }

  /// What a leaf receives when `y` receives the gradient `g`.
  public static Expr vjp(Expr y, Expr leaf) {
    Expr root = Simplify.of(y);
    Expr pulled = new Derivative(root, leaf).pull(root, Expr.g());
    return Simplify.derivative(
        root.op().isLeaf() ? pulled : withResult(pulled, root, new IdentityHashMap<>()));
  }

  private static Expr withResult(Expr e, Expr root, IdentityHashMap<Expr, Expr> done) {
    if (e.equals(root)) {
      return Expr.y();
    }
    Expr known = done.get(e);
    if (known != null || e.op().isLeaf()) {
      return known == null ? e : known;
    }
    Expr[] args = new Expr[e.args().size()];
    for (int i = 0; i < args.length; i++) {
      args[i] = withResult(e.arg(i), root, done);
    }
    Expr replaced = Expr.node(e.op(), args);
    done.put(e, replaced);
    return replaced;
  }

  /// Finds what depends on the leaf, and how many terms each part will have.
  private boolean count(Expr e) {
    uses.merge(e, 1, Integer::sum);
    Boolean known = dependent.get(e);
    if (known != null) {
      return known;
    }
    boolean depends = e.equals(leaf);
    for (Expr arg : e.args()) {
      // A condition contributes no term. Bit patterns do, if only to be refused.
      if (arg.type() != Expr.Type.FLAG) {
        depends |= count(arg);
      }
    }
    depends &= !isFlat(e.op());
    dependent.put(e, depends);
    return depends;
  }

  private static boolean isFlat(Op op) {
    return switch (op) {
      case FLOOR, CEIL, TRUNC, RINT, TO_WHOLE, FROM_WHOLE, SIGN, IM -> true;
      default -> false;
    };
  }

  private boolean isFixed(Expr e) {
    return !dependent.getOrDefault(e, false);
  }

  /// What the leaf receives through `e` when `e` receives `g`.
  private Expr pull(Expr e, Expr g) {
    if (e.equals(leaf)) {
      return g;
    }
    if (isFixed(e)) {
      return ZERO;
    }
    if (uses.getOrDefault(e, 0) < 2) {
      return rule(e, g);
    }
    Expr once = shared.get(e);
    if (once == null) {
      once = rule(e, ONE);
      shared.put(e, once);
    }
    return g.mul(once);
  }

  private Expr rule(Expr e, Expr g) {
    Expr a = e.arg(0);
    return switch (e.op()) {
      case ADD -> plus(pull(a, g), pull(e.arg(1), g));
      case SUB -> plus(pull(a, g), pull(e.arg(1), g.neg()));
      case MUL -> product(a, e.arg(1), g);
      case FMA -> plus(product(a, e.arg(1), g), pull(e.arg(2), g));
      case DIV -> plus(pull(a, g.div(e.arg(1))), pull(e.arg(1), g.neg().mul(e.div(e.arg(1)))));
      case REM -> plus(pull(a, g), pull(e.arg(1), g.neg().mul(a.div(e.arg(1)).trunc())));
      case MIN -> extremum(a.lt(e.arg(1)), e, g);
      case MAX -> extremum(a.gt(e.arg(1)), e, g);
      case NEG -> pull(a, g.neg());
      case ABS -> pull(a, g.mul(a.sign()));
      case SELECT -> a.select(pull(e.arg(1), g), pull(e.arg(2), g));
      case POW -> plus(powerBase(e, g), powerExponent(e, g));
      case SQRT -> pull(a, g.div(e.mul(2)));
      case EXP -> pull(a, g.mul(e));
      case EXPM1 -> pull(a, g.mul(e.add(1)));
      case LOG -> pull(a, g.div(a));
      case LOG1P -> pull(a, g.div(a.add(1)));
      case SIN -> pull(a, g.mul(a.cos()));
      case COS -> pull(a, g.mul(a.sin().neg()));
      case TANH -> pull(a, g.mul(e.neg().fma(e, ONE)));
      case SIGMOID -> pull(a, g.mul(ONE.sub(e)).mul(e));
      case ATAN2 -> {
        Expr x = e.arg(1);
        Expr square = x.mul(x).add(a.mul(a));
        yield plus(pull(a, g.mul(x.div(square))), pull(x, g.neg().mul(a.div(square))));
      }
      case ATAN -> pull(a, g.div(a.mul(a).add(1)));
      case ASIN -> pull(a, g.div(ONE.sub(a.mul(a)).sqrt()));
      case ACOS -> pull(a, g.neg().div(ONE.sub(a.mul(a)).sqrt()));
      case ERF -> pull(a, g.mul(bell(a)));
      case ERFC -> pull(a, g.neg().mul(bell(a)));
      case ERFCX -> pull(a, g.mul(a.mul(2).mul(e).sub(TWO_BY_ROOT_PI)));
      case BELL -> pull(a, g.mul(a.mul(e).neg()));
      case NDTR -> pull(a, g.mul(a.bell().mul(BELL_AT_0)));
      case CONJ, RE, COMPLEX -> pull(a, g);
      default ->
          throw new GradusUnsupportedException(
              e.op() + ": has no derivative; it works on bit patterns. State the derivative.");
    };
  }

  /// The slope of the error function.
  private static Expr bell(Expr a) {
    return a.mul(a).neg().exp().mul(TWO_BY_ROOT_PI);
  }

  private static Expr plus(Expr a, Expr b) {
    return Simplify.isZero(a) ? b : Simplify.isZero(b) ? a : a.add(b);
  }

  private Expr product(Expr a, Expr b, Expr g) {
    return plus(pull(a, g.mul(b)), pull(b, g.mul(a)));
  }

  private Expr extremum(Expr firstWins, Expr e, Expr g) {
    Expr a = e.arg(0);
    Expr b = e.arg(1);
    Expr ofA = pull(a, g);
    Expr ofB = pull(b, g);
    if (isNumber(a) || isNumber(b)) {
      Expr secondWins = Expr.node(firstWins.op(), b, a);
      return isNumber(b) ? firstWins.select(ofA, ofB) : secondWins.select(ofB, ofA);
    }
    Expr half = plus(ofA, ofB).mul(0.5);
    Expr tied = a.eq(b);
    if (isFixed(b)) {
      Expr secondWins = Expr.node(firstWins.op(), b, a);
      return tied.select(half, secondWins.select(ZERO, ofA));
    }
    return tied.select(half, firstWins.select(ofA, ofB));
  }

  /// Whether no input is read: then a tie is not one of two variables.
  private static boolean isNumber(Expr e) {
    return switch (e.op()) {
      case INPUT, GRAD, RESULT -> false;
      default -> {
        for (Expr arg : e.args()) {
          if (!isNumber(arg)) {
            yield false;
          }
        }
        yield true;
      }
    };
  }

  private Expr powerBase(Expr e, Expr g) {
    Expr base = e.arg(0);
    Expr exponent = e.arg(1);
    if (isFixed(base)) {
      return ZERO;
    }
    Expr slope = g.mul(exponent.mul(base.pow(exponent.sub(1))));
    return exponent.eq(0).select(ZERO, pull(base, slope));
  }

  private Expr powerExponent(Expr e, Expr g) {
    Expr base = e.arg(0);
    Expr exponent = e.arg(1);
    if (isFixed(exponent)) {
      return ZERO;
    }
    Expr atZero = base.eq(0).and(exponent.ge(ZERO));
    return pull(exponent, g.mul(atZero.select(ZERO, e.mul(base.log()))));
  }
}
