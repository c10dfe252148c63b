package dev.gradus.expr;

import static dev.gradus.expr.Formulas.atLeast;
import static dev.gradus.expr.Formulas.atMost;
import static dev.gradus.expr.Formulas.polynomial;

import java.util.Arrays;

/// The exponential and what is made of it.
///
/// `exp(x)` is `2^n exp(r)`, where n is the whole number nearest to `x / ln 2`. Adding a number so
/// large that the sum's last bit counts ones rounds to n, and leaves n in the low bits of the sum's
/// pattern; one shift makes the pattern of `2^n` of it.
final class Exponentials {
  private static final Expr ONE = Expr.c(1);
  private static final Expr NONE = Expr.c(0);

  private static final double LN2 = 0x1.62e42fefa39efp-1;

  /// Above this the hyperbolic tangent is 1 in double, too.
  private static final double TANH_HIGH = 20;

  /// `(tanh(x) / x - 1) / x^2` in x^2, for floats x up to 1: 2^-27.7.
  private static final double[] TANH = {
    -0x1.55553cp-2,
    0x1.110be2p-3,
    -0x1.b961e2p-5,
    0x1.6006e8p-6,
    -0x1.0455dp-7,
    0x1.2d7cd2p-9,
    -0x1.776fcep-12
  };

  private Exponentials() {}

  static Expr exp(Expr x, Width w) {
    if (x.op() == Op.NEG && x.arg(0).op() == Op.ABS) {
      return falling(atLeast(x, w.expLow()), NONE, w);
    }
    // What is too large is infinite with any whole number from 2^(bias + 2) on; what is too small
    // comes last. So only one number is compared, and nothing waits for it.
    long high = w.patternOf(w.rounder() + 2 * w.bias) + w.bias + 2;
    Expr sum = x.fma(w.log2e(), w.rounder() + 2 * w.bias).toBits().bitsMin(Expr.bits(high));
    return x.lt(w.expLow()).select(NONE, inHalves(x, NONE, sum, w));
  }

  /// The exponential of a number between the limits.
  static Expr bounded(Expr x, Width w) {
    return scaled(x, NONE, w);
  }

  /// `exp(x + low)`, where low is small.
  static Expr scaled(Expr x, Expr low, Width w) {
    return inHalves(x, low, x.fma(w.log2e(), w.rounder() + 2 * w.bias).toBits(), w);
  }

  /// `exp(x + low)`, where the last bits of `sum` are n plus twice the bias: 2^n itself may be too
  /// large or too small, so it is applied in two halves.
  private static Expr inHalves(Expr x, Expr low, Expr sum, Width w) {
    Expr n = sum.fromBits().sub(w.rounder() + 2 * w.bias);
    Expr r = remainder(x, low, n, w);
    Expr first = sum.shl(w.fraction - 1).bitsAnd(Expr.bits(-1L << w.fraction));
    Expr second = sum.shl(w.fraction).bitsSub(first);
    return lessOne(r, w).fma(first.fromBits(), first.fromBits()).mul(second.fromBits());
  }

  /// The exponential of a number whose exponential is neither subnormal nor infinite: the bits of
  /// [#exp] in fewer steps.
  static Expr normal(Expr x, Width w) {
    double rounder = w.rounder() + w.bias;
    Expr sum = x.fma(w.log2e(), rounder);
    Expr r = remainder(x, NONE, sum.sub(rounder), w);
    Expr scale = sum.toBits().shl(w.fraction).fromBits();
    return lessOne(r, w).fma(scale, scale);
  }

  /// `exp(x + low)` for x up to 0, where low is small: the bits of [#scaled] in fewer steps. What
  /// the result may be too small for comes last.
  static Expr falling(Expr x, Expr low, Width w) {
    int lift = w == Width.FLOAT ? 64 : 512;
    double rounder = w.rounder() + w.bias + lift;
    Expr sum = x.fma(w.log2e(), rounder);
    Expr r = remainder(x, low, sum.sub(rounder), w);
    Expr scale = sum.toBits().shl(w.fraction).fromBits();
    return lessOne(r, w).fma(scale, scale).mul(Math.scalb(1.0, -lift));
  }

  private static Expr remainder(Expr x, Expr low, Expr n, Width w) {
    Expr near = n.fma(Expr.c(-w.ln2High()), x); // exact
    return Simplify.isZero(low)
        ? n.fma(Expr.c(-w.ln2Low()), near)
        : near.add(n.fma(Expr.c(-w.ln2Low()), low));
  }

  private static Expr lessOne(Expr r, Width w) {
    return polynomial(r, w.exp()).fma(r.mul(r), r);
  }

  static Expr expm1(Expr x, Width w) {
    // Below the lower limit the result is -1. 2^(n - 1) is finite where 2^n is not.
    Expr bounded = atLeast(atMost(x, w.expHigh()), w == Width.FLOAT ? -18 : -38);
    double rounder = w.rounder() + w.bias - 1;
    Expr sum = bounded.fma(w.log2e(), rounder);
    Expr r = remainder(bounded, NONE, sum.sub(rounder), w);
    Expr scale = sum.toBits().shl(w.fraction).fromBits();
    // The largest terms first, so that the last rounding is the only one that counts.
    Expr tail = polynomial(r, w.expm1()).mul(r.mul(r));
    Expr half = tail.fma(scale, r.fma(scale, scale.sub(0.5)));
    return x.abs().lt(w.tiny).select(x, half.add(half));
  }

  static Expr sigmoid(Expr x, Width w) {
    // With the exponential of -|x| nothing overflows, and small results keep their digits.
    Expr e = exp(x.abs().neg(), w);
    Expr above = x.lt(0).select(e, ONE);
    Expr below = e.add(1);
    // One step of Newton's division takes back what the sum and the quotient lost.
    Expr inverse = ONE.div(below);
    Expr quotient = above.mul(inverse);
    Expr lost = e.sub(below.sub(1));
    Expr residue = quotient.neg().fma(lost, quotient.neg().fma(below, above));
    return residue.fma(inverse, quotient);
  }

  static Expr tanh(Expr x, Width w) {
    return w == Width.FLOAT ? singleTanh(x, w) : doubleTanh(x, w);
  }

  /// `e / (e + 2)` where `e = exp(2 |x|) - 1` is carried in two numbers, so that the error is
  /// little more than that of the last rounding.
  private static Expr doubleTanh(Expr x, Width w) {
    Expr twice = atMost(x.abs(), TANH_HIGH).mul(2);
    double rounder = w.rounder() + w.bias;
    Expr sum = twice.fma(w.log2e(), rounder);
    Expr n = sum.sub(rounder);
    Expr near = n.fma(Expr.c(-w.ln2High()), twice); // exact
    Expr r = n.fma(Expr.c(-w.ln2Low()), near);
    Expr rest = n.fma(Expr.c(-w.ln2Low()), near.sub(r));
    Expr scale = sum.toBits().shl(w.fraction).fromBits();
    Expr half = r.mul(0.5);
    Expr square = r.mul(half);
    Expr lost = r.fma(half, square.neg());
    double[] all = w.expm1();
    Expr tail = polynomial(r, Arrays.copyOfRange(all, 1, all.length)).mul(r.mul(r).mul(r));
    Expr low = tail.add(lost.add(rest.fma(r, rest)));
    // From here on the larger number comes first in each sum, so that what it loses is known.
    Expr whole = scale.sub(1);
    Expr first = r.fma(scale, whole);
    Expr lostFirst = r.fma(scale, whole.sub(first));
    Expr second = square.fma(scale, first);
    Expr lostSecond = square.fma(scale, first.sub(second));
    Expr eSum = low.fma(scale, lostFirst.add(lostSecond));
    Expr e = second.add(eSum);
    Expr eLow = eSum.sub(e.sub(second));
    return signed(quotient(e, eLow), x, w);
  }

  /// `(e + eLow) / (e + eLow + 2)`.
  private static Expr quotient(Expr e, Expr eLow) {
    Expr d = e.add(2);
    Expr part = d.sub(e);
    Expr dLow = eLow.add(e.sub(d.sub(part)).add(part.neg().add(2)));
    Expr inverse = ONE.div(d);
    Expr quotient = e.mul(inverse);
    Expr residue = quotient.neg().fma(d, e).add(quotient.neg().fma(dLow, eLow));
    return residue.fma(inverse, quotient);
  }

  /// `size` with the sign of `x`.
  private static Expr signed(Expr size, Expr x, Width w) {
    return size.toBits().bitsOr(x.toBits().bitsAnd(Expr.bits(w.signBit()))).fromBits();
  }

  /// A polynomial up to 1, then a quotient.
  private static Expr singleTanh(Expr x, Width w) {
    Expr size = x.abs();
    Expr square = size.mul(size);
    Expr small = polynomial(square, TANH).fma(size.mul(square), size);
    // 1 - 2 / (exp(2 |x|) + 1), where n is so small that one part of ln 2 is enough.
    Expr twice = size.mul(2);
    double rounder = w.rounder() + w.bias;
    // Where n is as large as it may be, r may be more than half of ln 2: the quotient is 0 then.
    long high = w.patternOf(rounder) + w.bias;
    Expr sum = twice.fma(w.log2e(), rounder).toBits().bitsMin(Expr.bits(high));
    Expr r = sum.fromBits().sub(rounder).fma(Expr.c(-LN2), twice);
    Expr scale = sum.shl(w.fraction).fromBits();
    Expr e = lessOne(r, w).add(1);
    Expr large = ONE.sub(Expr.c(2).div(e.fma(scale, ONE)));
    return signed(size.lt(1).select(small, large), x, w);
  }
}
