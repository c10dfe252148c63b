package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Expr;

/// The rows of division with remainder.
///
/// One expression serves floating-point numbers and integers: in an integer loop rounding changes
/// nothing, and the constant 0.5 is 0.
public final class Division {
  private static final Expr A = x(0);
  private static final Expr B = x(1);
  private static final Expr N = p(0);

  /// The remainder with the sign of the dividend.
  public static final Row FMOD = Row.of("fmod", A.rem(B)).overload(1);

  public static final Row FMOD_NUMBER = Row.of("fmod", A.rem(N));

  /// The remainder with the sign of the divisor.
  public static final Row REMAINDER =
      Row.of("remainder", remainder(A, B))
          .overload(1)
          .gradient(0, g())
          .gradient(1, g().neg().mul(floored(A, B)));

  public static final Row REMAINDER_NUMBER = Row.of("remainder", remainder(A, N)).gradient(0, g());

  /// A number modulo x.
  public static final Row REMAINDER_OF_NUMBER =
      Row.of("remainder", remainder(N, A)).overload(1).gradient(0, g().neg().mul(floored(N, A)));

  public static final Row DIV_TRUNC = flat(A.div(B).trunc());
  public static final Row DIV_TRUNC_NUMBER = flat(A.div(N).trunc());
  public static final Row DIV_FLOOR = flat(floored(A, B));
  public static final Row DIV_FLOOR_NUMBER = flat(floored(A, N));
  public static final Row FLOOR_DIVIDE = opaque(floored(A, B));
  public static final Row FLOOR_DIVIDE_NUMBER = opaque(floored(A, N));

  private Division() {}

  private static Expr offSign(Expr mod, Expr b) {
    return mod.ne(0).and(b.lt(0).xor(mod.lt(0)));
  }

  private static Expr remainder(Expr a, Expr b) {
    Expr mod = a.rem(b);
    return offSign(mod, b).select(mod.add(b), mod);
  }

  /// The quotient's floor, from the exact remainder: the floor of a rounded quotient may be one too
  /// large.
  private static Expr floored(Expr a, Expr b) {
    Expr mod = a.rem(b);
    Expr exact = a.sub(mod).div(b);
    Expr quotient = offSign(mod, b).select(exact.sub(1), exact);
    Expr floor = quotient.floor();
    Expr nearest = quotient.sub(floor).gt(0.5).select(floor.add(1), floor);
    Expr ratio = a.div(b);
    return b.eq(0).select(ratio, quotient.eq(0).select(ratio.mul(0), nearest));
  }

  private static Row flat(Expr e) {
    Row row = Row.of("div", e).overload(2);
    for (int i = 0; i < row.inputs(); i++) {
      row = row.gradient(i, c(0));
    }
    return row;
  }

  private static Row opaque(Expr e) {
    return Row.of("floor_divide", e).node("torch::autograd::NotImplemented").notDifferentiable();
  }
}
