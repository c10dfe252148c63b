package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.expr.Expr.y;

import dev.gradus.expr.Complexes;
import dev.gradus.expr.Expr;

/// The rows of hyperbolic functions, their inverses, and logarithms and powers of other bases.
public final class Hyperbolic {
  private static final Expr A = x(0);
  private static final Expr ONE = c(1);
  private static final double LN2 = Math.log(2);
  private static final double LN10 = Math.log(10);
  private static final double LOG10_E = 0.43429448190325182765; // 1 / LN10 is one unit off

  // Beyond this the square of a number is finite in every type, and 1 is nothing beside it.
  private static final double LARGE = 1e9;

  public static final Row EXP2 =
      function("exp2", c(2).pow(A)).gradient(0, g().mul(y()).mul(c(LN2)));

  /// Exact for powers of two.
  public static final Row LOG2 =
      function("log2", snapped(A.log().mul(1 / LN2)))
          .gradient(0, g().div(A.mul(LN2)))
          .complex(Complexes.log(A, 1 / LN2));

  /// Exact for powers of ten.
  public static final Row LOG10 =
      function("log10", snapped(A.log().mul(LOG10_E)))
          .gradient(0, g().div(A.mul(LN10)))
          .complex(Complexes.log(A, LOG10_E));

  public static final Row TAN =
      function("tan", A.sin().div(A.cos()))
          .gradient(0, g().mul(y().mul(y()).add(1)))
          .complex(Complexes.tan(A));

  public static final Row SINH =
      function("sinh", odd(sinh(A.abs()))).gradient(0, g().mul(cosh(A))).complex(Complexes.sinh(A));

  // With halves of the argument nothing overflows before the result does.
  private static final Expr HALF = A.abs().mul(0.5).exp();
  public static final Row COSH =
      function("cosh", HALF.mul(0.5).mul(HALF).add(c(0.5).div(HALF.mul(HALF))))
          .gradient(0, g().mul(smoothSinh(A)))
          .complex(Complexes.cosh(A));

  public static final Row ASINH =
      function("asinh", odd(asinh(A.abs())))
          .gradient(0, g().div(A.mul(A).add(1).sqrt()))
          .complex(Complexes.asinh(A));
  public static final Row ACOSH =
      function("acosh", acosh(A))
          .gradient(0, g().div(A.sub(1).mul(A.add(1)).sqrt()))
          .complex(Complexes.acosh(A))
          .complexGradient(0, g().div(A.sub(1).sqrt().mul(A.add(1).sqrt())));
  public static final Row ATANH =
      function("atanh", odd(A.abs().mul(2).div(ONE.sub(A.abs())).log1p().mul(0.5)))
          .gradient(0, g().div(ONE.sub(A).mul(A.add(1))))
          .complex(Complexes.atanh(A));

  public static final Row LOGIT =
      function("logit", A.div(ONE.sub(A)).log())
          .gradient(0, A.lt(0).or(A.gt(1)).select(c(Double.NaN), logitSlope()))
          .noComplex("\"logit_cpu\" not implemented for '%s'");

  // PyTorch's order where the bounds have crossed: the lower one first.
  private static final Expr LOW = p(0);
  private static final Expr HIGH = ONE.sub(LOW);
  private static final Expr BETWEEN = A.lt(LOW).select(LOW, A.gt(HIGH).select(HIGH, A));

  /// Of what p0 and 1 - p0 bound.
  public static final Row LOGIT_EPS =
      function("logit", BETWEEN.div(ONE.sub(BETWEEN)).log())
          .gradient(0, A.lt(LOW).or(A.gt(HIGH)).select(c(0), logitSlope()));

  private static final Expr TURNS = A.mul(Math.PI);

  /// sin(πx) / (πx), 1 at 0.
  public static final Row SINC =
      function("sinc", A.eq(0).select(ONE, TURNS.sin().div(TURNS)))
          .gradient(
              0,
              A.mul(TURNS)
                  .eq(0)
                  .select(
                      c(0), g().mul(TURNS.mul(TURNS.cos()).sub(TURNS.sin()).div(A.mul(TURNS)))));

  private Hyperbolic() {}

  private static Row function(String name, Expr e) {
    return Row.of(name, e).rule(Rule.FLOAT);
  }

  /// A value that is within one unit in the last place of a whole number becomes that number: the
  /// logarithm itself is not known better. The sum drops 3/8 of one unit, but not of two.
  private static Expr snapped(Expr e) {
    Expr whole = e.rint();
    Expr off = e.sub(whole);
    return whole.add(off.mul(0.375)).eq(whole).select(whole, e);
  }

  /// A function given by its value at |x|; a zero keeps its sign.
  private static Expr odd(Expr atMagnitude) {
    return A.lt(0).select(atMagnitude.neg(), A.eq(0).select(A, atMagnitude));
  }

  /// (e + e / (e + 1)) / 2 where `e = exp(a) - 1`, from `h = exp(a / 2) - 1`: then e = h (h + 2).
  private static Expr sinh(Expr a) {
    Expr h = a.mul(0.5).expm1();
    Expr root = h.add(1);
    return h.mul(0.5).mul(h.add(2)).mul(ONE.div(root.mul(root)).add(1));
  }

  // In derivatives without |x|, which would spoil those of higher order at 0.
  private static Expr cosh(Expr a) {
    return a.exp().add(a.neg().exp()).mul(0.5);
  }

  private static Expr smoothSinh(Expr a) {
    return a.expm1().sub(a.neg().expm1()).mul(0.5);
  }

  /// log(a + sqrt(a² + 1)), exact near 0; log(2 a) where a is large.
  private static Expr asinh(Expr a) {
    Expr square = a.mul(a);
    Expr less = a.add(square.div(square.add(1).sqrt().add(1)));
    return doubledLog(a.gt(LARGE), a, less);
  }

  /// log(a + sqrt(a² - 1)), exact near 1.
  private static Expr acosh(Expr a) {
    Expr t = a.sub(1);
    Expr less = t.add(t.mul(t.add(2)).sqrt());
    return a.lt(1).select(c(Double.NaN), doubledLog(a.gt(LARGE), a, less));
  }

  private static Expr doubledLog(Expr large, Expr a, Expr less) {
    return large.select(a.sub(1), less).log1p().add(large.select(LN2, 0));
  }

  private static Expr logitSlope() {
    return g().div(A.mul(ONE.sub(A)));
  }
}
