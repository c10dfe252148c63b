package dev.gradus.expr;

import dev.gradus.error.GradusUnsupportedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Symbolic differentiation of an expression of complex numbers.
///
/// The gradient of a real function L at a number z is ∂L/∂re + i ∂L/∂im. What is carried inwards is
/// its conjugate h, because through a step with a complex derivative f' it becomes `h · f'`: the
/// same formulas as for real numbers. Steps that have none (conjugates, parts, magnitudes) take
/// apart what arrives. Every part of the expression is visited once, with all that arrives at it.
///
/// **Kinks** as in [Derivative]; the gradient of `|z|` and of `z / |z|` is 0 at 0.
public final class ComplexDerivative {
  private static final Expr ZERO = Expr.c(0);
  private static final Expr ONE = Expr.c(1);

  private final Map<Expr, Expr> arrived = new HashMap<>();

  private ComplexDerivative() {}

  /// What input `i` receives when `y` receives the gradient `g`.
  public static Expr vjp(Expr y, int input) {
    return Simplify.derivative(pulled(y, input, Expr.g().conj()).conj());
  }

  /// The term of input `i` in the directional derivative, `g` being its tangent; for expressions
  /// that have a complex derivative ([ComplexLowering#isAnalytic]).
  public static Expr jvp(Expr y, int input) {
    return Simplify.derivative(pulled(y, input, Expr.g()));
  }

  private static Expr pulled(Expr y, int input, Expr h) {
    Expr root = Simplify.of(y);
    ComplexDerivative d = new ComplexDerivative();
    d.arrived.put(root, h);
    List<Expr> order = new ArrayList<>();
    sort(root, new IdentityHashMap<>(), order);
    for (Expr e : order.reversed()) {
      Expr own = d.arrived.get(e);
      if (own != null && !e.op().isLeaf() && e.type() == Expr.Type.NUMBER) {
        d.pass(e, own);
      }
    }
    Expr received = d.arrived.getOrDefault(Expr.x(input), ZERO);
    return root.op().isLeaf() ? received : withResult(received, root, new IdentityHashMap<>());
  }

  /// The parts of an expression, each after its own parts.
  private static void sort(Expr e, IdentityHashMap<Expr, Expr> seen, List<Expr> order) {
    if (seen.put(e, e) == null) {
      for (Expr arg : e.args()) {
        sort(arg, seen, order);
      }
      order.add(e);
    }
  }

  private static Expr withResult(Expr e, Expr root, IdentityHashMap<Expr, Expr> done) {
    if (e.equals(root)) {
      return Expr.y();
    }
    Expr known = done.get(e);
    if (known != null || e.op().isLeaf()) {
      return known == null ? e : known;
    }
    List<Expr> args = new ArrayList<>();
    for (Expr arg : e.args()) {
      args.add(withResult(arg, root, done));
    }
    Expr replaced = e.withArgs(args);
    done.put(e, replaced);
    return replaced;
  }

  private void give(Expr arg, Expr h) {
    arrived.merge(arg, h, Expr::add);
  }

  private void pass(Expr e, Expr h) {
    Expr a = e.arg(0);
    switch (e.op()) {
      case ADD, SUB, MUL, DIV, FMA, SELECT, POW -> combine(e, h);
      case NEG -> give(a, h.neg());
      case SQRT -> give(a, h.div(e.mul(2)));
      case EXP -> give(a, h.mul(e));
      case EXPM1 -> give(a, h.mul(e.add(1)));
      case LOG -> give(a, h.div(a));
      case LOG1P -> give(a, h.div(a.add(1)));
      case SIN -> give(a, h.mul(a.cos()));
      case COS -> give(a, h.mul(a.sin().neg()));
      case TANH -> give(a, h.mul(ONE.sub(e.mul(e))));
      case SIGMOID -> give(a, h.mul(ONE.sub(e)).mul(e));
      case CONJ -> give(a, h.conj());
      case RE -> give(a, h.re());
      case IM -> give(a, ZERO.complex(h.re().neg()));
      case COMPLEX -> {
        give(a, h.re());
        give(e.arg(1), h.im().neg());
      }
      case ABS -> give(a, h.re().mul(a.sign().conj()));
      case SIGN -> {
        Expr turned = h.sub(e.conj().mul(e.mul(h).re()));
        give(a, a.eq(0).select(ZERO, turned.div(a.abs())));
      }
      case ATAN2 -> {
        Expr x = e.arg(1);
        Expr square = x.mul(x).add(a.mul(a));
        give(a, h.re().mul(x.div(square)));
        give(x, h.re().neg().mul(a.div(square)));
      }
      case FLOOR, CEIL, TRUNC, RINT, NUMBER_OF -> {}
      default ->
          throw new GradusUnsupportedException(
              e.op() + ": has no derivative for complex numbers. State the derivative.");
    }
  }

  private void combine(Expr e, Expr h) {
    Expr a = e.arg(0);
    Expr b = e.arg(1);
    switch (e.op()) {
      case ADD -> {
        give(a, h);
        give(b, h);
      }
      case SUB -> {
        give(a, h);
        give(b, h.neg());
      }
      case FMA -> {
        give(a, h.mul(b));
        give(b, h.mul(a));
        give(e.arg(2), h);
      }
      case MUL -> {
        give(a, h.mul(b));
        give(b, h.mul(a));
      }
      case DIV -> {
        give(a, h.div(b));
        give(b, h.neg().mul(e.div(b)));
      }
      case SELECT -> {
        give(b, a.select(h, ZERO));
        give(e.arg(2), a.select(ZERO, h));
      }
      default -> {
        give(a, b.eq(0).select(ZERO, h.mul(b.mul(a.pow(b.sub(1))))));
        Expr atZero = a.eq(0).and(b.re().ge(ZERO));
        give(b, h.mul(atZero.select(ZERO, e.mul(a.log()))));
      }
    }
  }
}
