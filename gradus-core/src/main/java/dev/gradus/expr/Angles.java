package dev.gradus.expr;

import static dev.gradus.expr.Formulas.polynomial;

import org.jspecify.annotations.Nullable;

/// Sine and cosine: the angle less the nearest multiple of a right angle, then one of two
/// polynomials.
///
/// Beyond [Width#angleHigh] neighbouring angles are so far apart that no reduction in the type
/// gives their phase: there they count as whole turns, so that the results stay within bounds and
/// the squares of sine and cosine still add up to 1.
final class Angles {
  private Angles() {}

  static Expr sin(Expr x, Width w) {
    Expr sign = x.toBits().bitsAnd(Expr.bits(w.signBit()));
    return wave(x.abs(), 0, sign, w);
  }

  static Expr cos(Expr x, Width w) {
    return wave(x.abs(), 1, null, w);
  }

  private static Expr wave(Expr size, int quarters, @Nullable Expr sign, Width w) {
    Expr angle = size.le(Expr.c(w.angleHigh())).select(size, size.mul(0));
    Expr sum = angle.fma(w.twoOverPi(), w.rounder());
    Expr n = sum.sub(w.rounder());
    // The first difference is exact; what the second one loses is kept.
    double[] parts = w.halfPi();
    Expr near = n.fma(Expr.c(-parts[0]), angle);
    Expr second = n.mul(parts[1]);
    Expr r = near.sub(second);
    Expr lost = near.sub(r).sub(second).sub(n.fma(Expr.c(parts[1]), second.neg()));
    Expr low = n.fma(Expr.c(-parts[2]), lost);
    Expr z = r.mul(r);
    Expr sin = r.add(r.mul(z).fma(polynomial(z, w.sin()), low));
    Expr half = z.mul(0.5);
    Expr top = Expr.c(1).sub(half);
    Expr rest = z.mul(z).fma(polynomial(z, w.cos()), r.neg().mul(low));
    Expr cos = top.add(Expr.c(1).sub(top).sub(half).add(rest));
    Expr quadrant = quarters == 0 ? sum.toBits() : sum.toBits().bitsAdd(Expr.bits(quarters));
    Expr even = quadrant.bitsAnd(Expr.bits(1)).bitsEq(Expr.bits(0));
    int up = (w == Width.FLOAT ? 31 : 63) - 1;
    Expr flip = quadrant.bitsAnd(Expr.bits(2)).shl(up);
    Expr flips = sign == null ? flip : flip.bitsXor(sign);
    return even.select(sin, cos).toBits().bitsXor(flips).fromBits();
  }
}
