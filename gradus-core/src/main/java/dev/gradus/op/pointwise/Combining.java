package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.expr.Expr.y;

import dev.gradus.expr.Expr;

/// The rows that combine two or three numbers in other ways than by one step of arithmetic.
public final class Combining {
  private static final Expr A = x(0);
  private static final Expr B = x(1);
  private static final Expr C = x(2);
  private static final Expr N = p(0);
  private static final Expr ONE = c(1);
  private static final double LN2 = Math.log(2);
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final String NO_XLOGY = "\"xlogy_cpu\" not implemented for '%s'";

  /// x0 + p0 · x1 · x2.
  public static final Row ADDCMUL =
      Row.of("addcmul", A.add(N.mul(B).mul(C)))
          .gradient(1, g().mul(C.mul(N)))
          .gradient(2, g().mul(B.mul(N)));

  /// x0 + p0 · x1 / x2.
  public static final Row ADDCDIV =
      Row.of("addcdiv", A.add(N.mul(B).div(C)))
          .gradient(1, g().mul(N.div(C)))
          .gradient(2, g().neg().mul(N.mul(B).div(C.mul(C))));

  public static final Row LERP_NUMBER = Row.of("lerp", lerp(N));
  public static final Row LERP = Row.of("lerp", lerp(C)).overload(1).gradient(2, g().mul(B.sub(A)));

  public static final Row HYPOT =
      floats("hypot", hypot())
          .gradient(0, g().mul(A.div(y())))
          .gradient(1, g().mul(B.div(y())))
          .noComplex("\"hypot_cpu\" not implemented for '%s'");

  public static final Row LOGADDEXP =
      floats("logaddexp", logSum(A.sub(B).abs().neg().exp().log1p()))
          .gradient(0, g().div(B.sub(A).exp().add(1)))
          .gradient(1, g().div(A.sub(B).exp().add(1)))
          .complex(complexLogSum());
  public static final Row LOGADDEXP2 =
      floats("logaddexp2", logSum(c(2).pow(A.sub(B).abs().neg()).log1p().mul(1 / LN2)))
          .gradient(0, g().div(c(2).pow(B.sub(A)).add(1)))
          .gradient(1, g().div(c(2).pow(A.sub(B)).add(1)))
          .noComplex("\"logaddexp2_cpu\" not implemented for '%s'");

  public static final Row COPYSIGN = copysign(B).gradient(1, c(0));
  public static final Row COPYSIGN_NUMBER = copysign(N).overload(1);

  /// x0 · log x1; 0 where x0 is 0 and x1 not nan.
  public static final Row XLOGY =
      floats("xlogy", timesLog(A, B, B.log()))
          .gradient(0, A.eq(0).and(B.le(c(0))).select(c(0), timesLog(g(), B, B.log())))
          .gradient(1, g().mul(A).div(B))
          .noComplex(NO_XLOGY);

  public static final Row XLOGY_NUMBER =
      floats("xlogy", timesLog(A, N, N.log()))
          .overload(2)
          .gradient(0, A.eq(0).and(N.le(c(0))).select(c(0), timesLog(g(), N, N.log())))
          .noComplex(NO_XLOGY);
  public static final Row XLOG1PY =
      floats("special_xlog1py", timesLog(A, B, B.log1p()))
          .gradient(0, A.eq(0).and(B.le(c(-1))).select(c(0), g().mul(B.log1p())))
          .gradient(1, g().mul(A).div(B.add(1)))
          .noComplex("\"xlog1py_cpu\" not implemented for '%s'");

  /// -x log x; 0 at 0, -inf below.
  public static final Row ENTR =
      floats("special_entr", A.gt(0).select(A.neg().mul(A.log()), A.lt(0).select(c(-INFINITY), A)))
          .gradient(0, g().mul(A.log().neg().sub(1)));

  public static final Row FMAX = extreme("fmax", A.gt(B));
  public static final Row FMIN = extreme("fmin", A.lt(B));

  /// Relative tolerance p0, absolute p1.
  public static final Row ISCLOSE = Row.of("isclose", close()).rule(Rule.BOOL);

  /// The same, and nan is close to nan.
  public static final Row ISCLOSE_NAN =
      Row.of("isclose", close().or(A.ne(A).and(B.ne(B)))).rule(Rule.BOOL);

  private Combining() {}

  /// By real parts: the larger one plus log(1 + exp(difference)).
  private static Expr complexLogSum() {
    Expr firstWins = A.re().ge(B.re());
    Expr large = firstWins.select(A, B);
    Expr small = firstWins.select(B, A);
    Expr none = A.re().eq(-INFINITY).and(B.re().eq(-INFINITY));
    return none.select(small, large.add(small.sub(large).exp().log1p()));
  }

  private static Row floats(String name, Expr e) {
    return Row.of(name, e).rule(Rule.FLOAT);
  }

  /// From the nearer end, so that weight 1 gives the end itself.
  private static Expr lerp(Expr weight) {
    Expr way = B.sub(A);
    return weight.abs().lt(0.5).select(A.add(weight.mul(way)), B.sub(way.mul(ONE.sub(weight))));
  }

  /// Where squares might overflow or vanish, with the ratio.
  private static Expr hypot() {
    Expr a = A.abs();
    Expr b = B.abs();
    Expr large = a.max(b);
    Expr small = a.min(b);
    Expr ratio = small.div(large);
    Expr scaled = large.mul(ratio.fma(ratio, ONE).sqrt());
    Expr direct = large.fma(large, small.mul(small)).sqrt();
    Expr finite =
        large.gt(1e-15).and(large.lt(1e15)).select(direct, large.eq(0).select(large, scaled));
    return a.eq(INFINITY).or(b.eq(INFINITY)).select(c(INFINITY), finite);
  }

  private static Expr logSum(Expr more) {
    return A.abs().eq(INFINITY).and(A.eq(B)).select(A, A.max(B).add(more));
  }

  private static Row copysign(Expr sign) {
    return floats("copysign", Rounding.negative(sign).select(A.abs().neg(), A.abs()))
        .gradient(0, A.eq(0).select(c(0), g().mul(y().div(A))));
  }

  private static Expr timesLog(Expr a, Expr b, Expr log) {
    return a.eq(0).and(b.eq(b)).select(c(0), a.mul(log));
  }

  /// The operand that wins; one that is nan loses. A tie is halved.
  private static Row extreme(String name, Expr firstWins) {
    Expr first = firstWins.or(B.ne(B));
    Expr half = g().mul(0.5);
    return Row.of(name, first.select(A, B))
        .gradient(0, A.eq(B).select(half, first.select(g(), c(0))))
        .gradient(1, A.eq(B).select(half, first.select(c(0), g())));
  }

  private static Expr close() {
    Expr off = A.sub(B).abs();
    Expr allowed = p(1).re().add(p(0).mul(B).abs());
    return A.eq(B).or(off.lt(INFINITY).and(off.le(allowed)));
  }
}
