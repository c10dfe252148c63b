package dev.gradus.expr;

import static dev.gradus.expr.Formulas.atMost;
import static dev.gradus.expr.Formulas.polynomial;

/// Angles from their tangents, sines and cosines.
final class Arcs {
  private static final Expr ONE = Expr.c(1);
  private static final Expr NONE = Expr.c(0);
  private static final double FAR = 1e18;
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

  /// At most pi / 8, from there to 3 pi / 8, or beyond: 0, 1 or 2 eighths of a turn's half, and the
  /// angle that is left.
  static Expr atan(Expr x, Width w) {
    // Beyond FAR it is a right angle in every type.
    Expr a = atMost(x.abs(), FAR);
    Expr middle = a.gt(EIGHTH);
    Expr steep = a.gt(1 / EIGHTH);
    Expr above = steep.select(Expr.c(-1), middle.select(a.sub(1), a));
    Expr below = steep.select(a, middle.select(a.add(1), ONE));
    // In the first order, what the difference, the sum and the quotient lose.
    Expr inverse = ONE.div(below);
    Expr t = above.mul(inverse);
    Expr sides = middle.and(steep.not()).select(a.sub(above.add(1)), NONE);
    Expr off = middle.and(steep.not()).select(a.sub(below.sub(1)), NONE);
    Expr lost = t.neg().fma(off, t.neg().fma(below, above).add(sides)).mul(inverse);
    Expr z = t.mul(t);
    Expr rest = t.add(polynomial(z, w.atan()).fma(t.mul(z), lost));
    Expr n = steep.select(Expr.c(2), middle.number());
    Expr angle = n.fma(Expr.c(w.quarterPi()), n.fma(Expr.c(w.quarterPiLow()), rest));
    return angle.toBits().bitsOr(x.toBits().bitsAnd(Expr.bits(w.signBit()))).fromBits();
  }

  /// Beyond a half it is a right angle less twice the angle whose sine squared is (1 - |x|) / 2.
  static Expr asin(Expr x, Width w) {
    Expr a = x.abs();
    Half half = Half.of(a, w);
    Expr turned = half.rest().mul(-2).add(w.rightAngleLow());
    Expr large = half.s().fma(Expr.c(-2), Expr.c(w.rightAngle()));
    Expr lost = Expr.c(w.rightAngle()).sub(large).sub(half.s().add(half.s()));
    Expr far = large.add(lost.add(turned));
    Expr size = half.near().select(half.s().add(half.rest()), far);
    return size.toBits().bitsOr(x.toBits().bitsAnd(Expr.bits(w.signBit()))).fromBits();
  }

  static Expr acos(Expr x, Width w) {
    Half half = Half.of(x.abs(), w);
    Expr left = x.lt(0);
    Expr twice = half.s().add(half.s());
    Expr rest = half.rest();
    // From the right angle, or from 0 and a half turn.
    Expr signed = left.select(half.s().neg(), half.s());
    Expr signedRest = left.select(rest.neg(), rest);
    Expr base = half.near().select(Expr.c(w.rightAngle()), Expr.c(2 * w.rightAngle()));
    Expr baseLow = half.near().select(w.rightAngleLow(), 2 * w.rightAngleLow());
    Expr step = half.near().select(signed, twice);
    Expr stepRest = half.near().select(signedRest, rest.add(rest));
    Expr sum = base.sub(step);
    Expr turned = sum.add(base.sub(sum).sub(step).add(baseLow.sub(stepRest)));
    return half.near().or(left).select(turned, twice.add(stepRest));
  }

  /// The angle s + rest whose sine is a, where that is near, else half of the angle whose cosine it
  /// is.
  private record Half(Expr near, Expr s, Expr rest) {
    static Half of(Expr a, Width w) {
      Expr near = a.le(Expr.c(0.5));
      Expr square = near.select(a.mul(a), ONE.sub(a).mul(0.5));
      Expr root = square.sqrt();
      Expr s = near.select(a, root);
      // What the root loses, in the first order; at 0 nothing.
      Expr lost = root.neg().fma(root, square).div(root.add(root).max(Expr.c(w.normal)));
      Expr rest = polynomial(square, w.asin()).mul(square).fma(s, near.select(NONE, lost));
      return new Half(near, s, rest);
    }
  }
}
