package dev.gradus.expr;

import static dev.gradus.expr.Formulas.polynomial;

/// The natural logarithm: `n ln 2 + log(1 + f)`, where `1 + f` lies between the roots of 1/2 and 2.
final class Logarithms {
  private static final Expr ONE = Expr.c(1);
  private static final double ROOT_HALF = 0x1.6a09e667f3bcdp-1;

  private Logarithms() {}

  /// The whole number n for a positive number that is not subnormal, as a bit pattern.
  static Expr exponent(Expr pattern, Width w) {
    return pattern.bitsSub(Expr.bits(w.patternOf(ROOT_HALF))).shr(w.fraction);
  }

  static Expr log(Expr x, Width w) {
    Expr small = x.lt(w.normal);
    int shift = w.fraction;
    Expr pattern = small.select(x.mul(Math.scalb(1.0, shift)), x).toBits();
    Expr n = exponent(pattern, w);
    Expr f = pattern.bitsSub(n.shl(w.fraction)).fromBits().sub(1);
    return edges(sum(n.fromWhole().sub(small.select(shift, 0)), f, Expr.c(-0.0), w), x);
  }

  static Expr log1p(Expr x, Width w) {
    // 2^-n (1 + x) - 1 is rounded once, whatever 1 + x loses, and what that rounding loses
    // is kept. With 2^(2-n) nothing underflows.
    Expr u = x.add(1);
    Expr n = exponent(u.toBits(), w);
    Expr scale = Expr.bits(w.patternOf(4)).bitsSub(n.shl(w.fraction)).fromBits();
    Expr less = scale.fma(0.25, -1);
    Expr quarter = x.mul(0.25);
    Expr f = quarter.fma(scale, less);
    Expr lost = quarter.fma(scale, less.sub(f));
    return x.abs().lt(w.tiny).select(x, edges(sum(n.fromWhole(), f, lost, w), u));
  }

  /// `n ln 2 + log(1 + f + lost)`, where lost is small.
  private static Expr sum(Expr n, Expr f, Expr lost, Width w) {
    // log(1 + f) = f - f^2 / 2 + s (f^2 / 2 + R(s)), which leaves f itself exact.
    Expr s = f.div(f.add(2));
    Expr z = s.mul(s);
    Expr half = f.mul(f).mul(0.5);
    Expr tail = polynomial(z, w.log()).fma(z, half);
    Expr correction = s.fma(tail, n.mul(w.ln2Low()).add(lost)).sub(half);
    Expr high = n.mul(w.ln2High());
    Expr sum = high.add(f);
    return sum.add(high.sub(sum).add(f).add(correction));
  }

  /// A logarithm of `x`, also where x is no positive finite number.
  private static Expr edges(Expr log, Expr x) {
    Expr finite = x.lt(Double.POSITIVE_INFINITY).select(log, Expr.c(Double.POSITIVE_INFINITY));
    return x.gt(0).select(finite, x.eq(0).select(Double.NEGATIVE_INFINITY, Double.NaN));
  }

  /// `log |x|` in twice the precision, as two numbers whose sum it is; for a positive finite
  /// number.
  static Expr[] twofold(Expr size, Width w) {
    Expr small = size.lt(w.normal);
    Expr pattern = small.select(size.mul(Math.scalb(1.0, w.fraction)), size).toBits();
    Expr whole = exponent(pattern, w);
    Expr m = pattern.bitsSub(whole.shl(w.fraction)).fromBits();
    Expr n = whole.fromWhole().sub(small.select(w.fraction, 0));
    // s = (m - 1) / (m + 1), with what the division and the sum lose.
    Expr f = m.sub(1);
    Expr g = m.add(1);
    Expr inverse = ONE.div(g);
    Expr s = f.mul(inverse);
    Expr lost = s.neg().fma(g, f).sub(s.mul(m.sub(g.sub(1))));
    Expr sLow = lost.mul(inverse);
    Expr z = s.mul(s);
    Expr zLow = s.add(s).fma(sLow, s.fma(s, z.neg()));
    Expr cube = s.mul(z);
    Expr cubeLow = sLow.fma(z, s.fma(zLow, s.fma(z, cube.neg())));
    // log m = 2 s + s^3 (2/3 + z Q(z)).
    double twoThirds = w == Width.FLOAT ? (float) (2 / 3.0) : 2 / 3.0;
    Expr tail = z.mul(polynomial(z, w.logTail()));
    Expr rest = tail.add(twoThirds);
    Expr restLow = Expr.c(twoThirds).sub(rest).add(tail).add(w.twoThirdsLow());
    Expr term = cube.mul(rest);
    Expr termLow = cubeLow.fma(rest, cube.fma(restLow, cube.fma(rest, term.neg())));
    Expr twice = s.add(s);
    Expr first = twice.add(term);
    Expr firstLow = twice.sub(first).add(term);
    Expr high = n.mul(w.ln2High());
    Expr sum = high.add(first);
    Expr sumLow = high.sub(sum).add(first);
    Expr low = sumLow.add(firstLow.add(sLow.add(sLow).add(termLow)).add(n.mul(w.ln2Low())));
    Expr result = sum.add(low);
    return new Expr[] {result, sum.sub(result).add(low)};
  }
}
