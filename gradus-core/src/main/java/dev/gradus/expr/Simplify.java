package dev.gradus.expr;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Algebra on expressions, and the sharing of equal parts.
///
/// [#of] keeps every bit, for every value and computing type: `x * 1` is `x`, but `x * 0` is not 0
/// (x may be infinite) and `x + 0` is not `x` (x may be -0). [#derivative] also drops the zeros and
/// ones that the rules of differentiation bring in and that nobody wrote: there `0 * x` is 0,
/// because the term is absent.
public final class Simplify {
  /// Below this all whole numbers, and their sums and products, are the same in every type.
  private static final double WHOLE = 1 << 24;

  private final boolean loose;
  private final IdentityHashMap<Expr, Expr> done = new IdentityHashMap<>();
  private final Map<Expr, Expr> interned = new HashMap<>();

  private Simplify(boolean loose) {
    this.loose = loose;
  }

  /// An expression of the same bits with equal parts shared.
  public static Expr of(Expr e) {
    return new Simplify(false).visit(e);
  }

  /// A derivative without its structural zeros and ones, with equal parts shared.
  public static Expr derivative(Expr e) {
    return new Simplify(true).visit(e);
  }

  /// Whether this is the constant 0 or -0.
  static boolean isZero(Expr e) {
    return e.op() == Op.CONST && e.value() == 0;
  }

  private Expr visit(Expr e) {
    Expr known = done.get(e);
    if (known != null) {
      return known;
    }
    Expr result = e;
    if (!e.op().isLeaf()) {
      Expr[] args = new Expr[e.args().size()];
      for (int i = 0; i < args.length; i++) {
        args[i] = visit(e.arg(i));
      }
      result = Expr.node(e.op(), args);
      Expr rewritten = rewrite(result);
      if (rewritten != null) {
        result = visit(rewritten);
      }
    }
    // Arguments are interned before their parents, so this comparison never descends.
    Expr shared = interned.putIfAbsent(result, result);
    result = shared == null ? result : shared;
    done.put(e, result);
    return result;
  }

  /// A simpler node, or null where there is none. The arguments are simple already.
  private @Nullable Expr rewrite(Expr e) {
    return switch (e.op()) {
      case ADD, SUB, MUL, DIV -> arithmetic(e);
      case NEG -> negation(e);
      case FMA -> fused(e);
      case MIN, MAX -> e.arg(0).equals(e.arg(1)) ? e.arg(0) : null;
      case ABS -> {
        Op inner = e.arg(0).op();
        yield inner == Op.NEG ? e.arg(0).arg(0).abs() : inner == Op.ABS ? e.arg(0) : null;
      }
      case CONJ -> conjugate(e.arg(0));
      case RE -> isReal(e.arg(0)) ? e.arg(0) : null;
      case NOT -> e.arg(0).op() == Op.NOT ? e.arg(0).arg(0) : null;
      case AND, OR -> e.arg(0).equals(e.arg(1)) ? e.arg(0) : null;
      case SELECT, BITS_SELECT -> selection(e);
      case POW -> loose ? power(e) : null;
      case NUMBER_OF -> {
        Boolean known = truth(e.arg(0));
        yield known == null ? null : Expr.c(known ? 1 : 0);
      }
      default -> null;
    };
  }

  private @Nullable Expr conjugate(Expr a) {
    if (a.op() == Op.CONJ) {
      return a.arg(0);
    }
    if (isReal(a)) {
      return a;
    }
    return loose
        ? switch (a.op()) {
          // Inwards, where it may meet another one; a zero that nobody wrote keeps its sign.
          case ADD, SUB, MUL, DIV -> Expr.node(a.op(), a.arg(0).conj(), a.arg(1).conj());
          case NEG -> a.arg(0).conj().neg();
          case SELECT -> a.arg(0).select(a.arg(1).conj(), a.arg(2).conj());
          default -> null;
        }
        : null;
  }

  /// Whether this has no imaginary part, whatever the leaves are.
  private static boolean isReal(Expr e) {
    return switch (e.op()) {
      case CONST, NUMBER_OF, ABS, RE, IM, ATAN2 -> true;
      case NEG -> isReal(e.arg(0));
      default -> false;
    };
  }

  private @Nullable Expr arithmetic(Expr e) {
    Expr a = e.arg(0);
    Expr b = e.arg(1);
    Expr folded = fold(e.op(), a, b);
    if (folded != null) {
      return folded;
    }
    return switch (e.op()) {
      case ADD -> sum(a, b);
      case SUB -> difference(a, b);
      case MUL -> product(a, b);
      default -> quotient(a, b);
    };
  }

  private @Nullable Expr fold(Op op, Expr a, Expr b) {
    if (a.op() != Op.CONST || b.op() != Op.CONST) {
      return null;
    }
    double x = a.value();
    double y = b.value();
    double value =
        switch (op) {
          case ADD -> x + y;
          case SUB -> x - y;
          case MUL -> x * y;
          default -> x / y;
        };
    return loose || isWhole(x) && isWhole(y) && isWhole(value) ? Expr.c(value) : null;
  }

  private static boolean isWhole(double value) {
    return Math.rint(value) == value && Math.abs(value) <= WHOLE;
  }

  private @Nullable Expr sum(Expr a, Expr b) {
    if (b.isConst(-0.0) || loose && isZero(b)) {
      return a;
    }
    if (a.isConst(-0.0) || loose && isZero(a)) {
      return b;
    }
    if (b.op() == Op.NEG) {
      return a.sub(b.arg(0));
    }
    if (a.op() == Op.NEG) {
      return b.sub(a.arg(0));
    }
    return loose ? mergedSelection(a, b) : null;
  }

  /// Two terms that hang on one condition, of which only one is there at a time.
  private static @Nullable Expr mergedSelection(Expr a, Expr b) {
    if (a.op() != Op.SELECT || b.op() != Op.SELECT || !a.arg(0).equals(b.arg(0))) {
      return null;
    }
    boolean apart = isZero(a.arg(1)) && isZero(b.arg(2)) || isZero(a.arg(2)) && isZero(b.arg(1));
    return apart ? a.arg(0).select(a.arg(1).add(b.arg(1)), a.arg(2).add(b.arg(2))) : null;
  }

  private @Nullable Expr difference(Expr a, Expr b) {
    if (b.isConst(0.0) || loose && isZero(b)) {
      return a;
    }
    if (b.op() == Op.NEG) {
      return a.add(b.arg(0));
    }
    return a.isConst(-0.0) || loose && isZero(a) ? b.neg() : null;
  }

  private @Nullable Expr product(Expr a, Expr b) {
    if (b.isConst(1)) {
      return a;
    }
    if (a.isConst(1)) {
      return b;
    }
    if (a.op() == Op.NEG && b.op() == Op.NEG) {
      return a.arg(0).mul(b.arg(0));
    }
    if (!loose) {
      return null;
    }
    if (isZero(a) || isZero(b)) {
      return Expr.c(0);
    }
    if (a.isConst(-1)) {
      return b.neg();
    }
    if (b.isConst(-1)) {
      return a.neg();
    }
    return b.op() == Op.DIV && b.arg(0).isConst(1) ? a.div(b.arg(1)) : null;
  }

  private @Nullable Expr quotient(Expr a, Expr b) {
    if (b.isConst(1)) {
      return a;
    }
    if (a.op() == Op.NEG && b.op() == Op.NEG) {
      // In integers -(a) / -(b) differs from a / b where a is the smallest number and b is 1.
      return loose ? a.arg(0).div(b.arg(0)) : null;
    }
    return loose && isZero(a) ? Expr.c(0) : null;
  }

  private @Nullable Expr negation(Expr e) {
    Expr a = e.arg(0);
    if (a.op() == Op.NEG) {
      return a.arg(0);
    }
    if (a.op() != Op.CONST) {
      return null;
    }
    if (loose && a.value() == 0) {
      return Expr.c(0);
    }
    // In an integer loop a constant beyond long saturates, and then its sign is not symmetric.
    return loose || Math.abs(a.value()) < 0x1p63 ? Expr.c(-a.value()) : null;
  }

  private @Nullable Expr fused(Expr e) {
    Expr a = e.arg(0);
    Expr b = e.arg(1);
    Expr c = e.arg(2);
    if (a.isConst(1)) {
      return b.add(c);
    }
    if (b.isConst(1)) {
      return a.add(c);
    }
    if (c.isConst(-0.0) || loose && isZero(c)) {
      return a.mul(b);
    }
    return loose && (isZero(a) || isZero(b)) ? c : null;
  }

  private @Nullable Expr selection(Expr e) {
    Expr condition = e.arg(0);
    Expr a = e.arg(1);
    Expr b = e.arg(2);
    if (a.equals(b) || loose && a.op() == Op.CONST && isZero(a) && isZero(b)) {
      return a;
    }
    Boolean known = truth(condition);
    if (known != null) {
      return known ? a : b;
    }
    if (condition.op() == Op.NOT) {
      return Expr.node(e.op(), condition.arg(0), b, a);
    }
    if (a.op() == e.op() && a.arg(0).equals(condition)) {
      return Expr.node(e.op(), condition, a.arg(1), b);
    }
    if (b.op() == e.op() && b.arg(0).equals(condition)) {
      return Expr.node(e.op(), condition, a, b.arg(2));
    }
    return null;
  }

  private static @Nullable Expr power(Expr e) {
    return e.arg(1).isConst(1) ? e.arg(0) : isZero(e.arg(1)) ? Expr.c(1) : null;
  }

  /// The value of a comparison of constants, or null where it is not known.
  private @Nullable Boolean truth(Expr flag) {
    if (flag.args().size() != 2 || flag.arg(0).op() != Op.CONST || flag.arg(1).op() != Op.CONST) {
      return null;
    }
    double a = flag.arg(0).value();
    double b = flag.arg(1).value();
    if (!loose && !(isWhole(a) && isWhole(b))) {
      return null;
    }
    return switch (flag.op()) {
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      case NE -> a != b;
      default -> null;
    };
  }
}
