package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Complexes;
import dev.gradus.expr.Expr;

/// The rows of rounding, of signs, and of replacing what is not finite.
public final class Rounding {
  private static final Expr A = x(0);
  private static final String REFUSED = " is not supported for complex inputs";

  public static final Row FLOOR = Row.of("floor", A.floor()).noComplex("floor" + REFUSED);
  public static final Row CEIL = Row.of("ceil", A.ceil()).noComplex("ceil" + REFUSED);
  public static final Row TRUNC = Row.of("trunc", A.trunc()).noComplex("trunc" + REFUSED);

  /// To the nearest whole number, ties to even.
  public static final Row ROUND = Row.of("round", A.rint()).noComplex("round" + REFUSED);

  /// With digits after the point: p0 is a power of ten.
  public static final Row ROUND_FINER =
      Row.of("round", A.mul(p(0)).rint().div(p(0))).overload(1).gradient(0, c(0));

  /// With zeros before the point: p0 is a power of ten.
  public static final Row ROUND_COARSER =
      Row.of("round", A.div(p(0)).rint().mul(p(0))).overload(1).gradient(0, c(0));

  public static final Row FRAC = Row.of("frac", A.sub(A.trunc()));
  public static final Row SGN = Row.of("sgn", Arithmetic.SIGN.expr());

  /// The direction of a complex number, 0 at 0.
  public static final Row SGN_COMPLEX = Row.of("sgn", A.sign());

  public static final Row SIGNBIT =
      Row.of("signbit", negative(A))
          .rule(Rule.BOOL)
          .noComplex("signbit is not implemented for complex tensors.");
  public static final Row ISPOSINF = infinite("isposinf", Double.POSITIVE_INFINITY);
  public static final Row ISNEGINF = infinite("isneginf", Double.NEGATIVE_INFINITY);

  /// p0 for nan, p1 for inf, p2 for -inf.
  public static final Row NAN_TO_NUM =
      Row.of("nan_to_num", finite(A))
          .gradient(0, A.abs().lt(Double.POSITIVE_INFINITY).select(g(), c(0)))
          .complex(finite(A.re()).complex(finite(A.im())))
          .complexGradient(0, Complexes.isFinite(A).select(g(), c(0)));

  public static final Row DEG2RAD =
      Row.of("deg2rad", A.mul(Math.PI / 180))
          .rule(Rule.FLOAT)
          .noComplex("deg2rad is not supported for complex tensors.");
  public static final Row RAD2DEG =
      Row.of("rad2deg", A.mul(180 / Math.PI))
          .rule(Rule.FLOAT)
          .noComplex("rad2deg is not supported for complex tensors.");

  private Rounding() {}

  private static Expr finite(Expr e) {
    Expr below = e.eq(Double.NEGATIVE_INFINITY).select(p(2).re(), e);
    return e.ne(e).select(p(0).re(), e.eq(Double.POSITIVE_INFINITY).select(p(1).re(), below));
  }

  /// Whether the sign is set, of -0 and nan too: the highest bit of the pattern.
  static Expr negative(Expr e) {
    return e.toBits().bitsLt(Expr.bits(0));
  }

  private static Row infinite(String name, double which) {
    return Row.of(name, A.eq(which))
        .rule(Rule.BOOL)
        .noComplex(name + " does not support complex inputs.");
  }
}
