package dev.gradus.expr;

import static dev.gradus.expr.Formulas.polynomial;

/// Angles from their tangents.
final class Arcs {
  private static final Expr ONE = Expr.c(1);
  private static final Expr NONE = Expr.c(0);
  private static final double EIGHTH = 0.41421356237309503; // the tangent of pi / 8

  private Arcs() {}

  /// The angle of the point (x, y): a multiple of pi / 4, and the angle that is left, whose tangent
  /// is at most that of pi / 8.
  static Expr atan2(Expr y, Expr x, Width w) {
    Expr a = x.abs();
    Expr b = y.abs();
    Expr large = a.max(b);
    Expr small = a.min(b);
    // Of two zeros the angle is that of (1, 0), of two infinities that of (1, 1).
    Expr alike = large.eq(0).select(NONE, ONE);
    Expr ratio = small.eq(large).select(alike, small.div(large));
    Expr over = ratio.gt(EIGHTH);
    Expr t = over.select(ratio.sub(1), ratio).div(over.select(ratio.add(1), ONE));
    Expr z = t.mul(t);
    Expr rest = polynomial(z, w.atan()).fma(t.mul(z), t);
    Expr steep = b.gt(a);
    Expr left = x.toBits().bitsLt(Expr.bits(0));
    Expr eighths = over.select(1, 0);
    Expr quarter = steep.select(Expr.c(2).sub(eighths), eighths);
    Expr n = left.select(Expr.c(4).sub(quarter), quarter);
    Expr turned = steep.xor(left).select(rest.neg(), rest);
    Expr low = n.fma(Expr.c(w.quarterPiLow()), turned);
    Expr angle = n.fma(Expr.c(w.quarterPi()), low);
    return angle.toBits().bitsOr(y.toBits().bitsAnd(Expr.bits(w.signBit()))).fromBits();
  }
}
