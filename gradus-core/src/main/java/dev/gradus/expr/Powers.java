package dev.gradus.expr;

import static dev.gradus.expr.Formulas.atLeast;
import static dev.gradus.expr.Formulas.atMost;

/// Powers: `exp(y log |x|)`, the logarithm and the product in twice the precision.
final class Powers {
  private static final Expr ONE = Expr.c(1);
  private static final Expr ZERO = Expr.c(0);
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private Powers() {}

  static Expr pow(Expr x, Expr y, Width w) {
    Expr size = x.abs();
    Expr[] log = Logarithms.twofold(size, w);
    // Nan and infinity are their own logarithm here, and 0 has that of an infinity.
    Expr finite = size.lt(INFINITY).select(log[0], size);
    Expr high = size.eq(0).select(Expr.c(-INFINITY), finite);
    Expr product = y.mul(high);
    Expr low = y.fma(log[1], y.fma(high, product.neg()));
    Expr bounded = atLeast(atMost(product, w.expHigh()), w.expLow());
    // Where the product is beyond all limits, what it lost is not a number.
    Expr safeLow = bounded.eq(product).select(low, ZERO);
    Expr power = Exponentials.scaled(bounded, safeLow, w);
    return edges(power, x, y, size);
  }

  /// The power from that of |x|, by the rules of C99 for signs, ones and zeros.
  private static Expr edges(Expr power, Expr x, Expr y, Expr size) {
    Expr isWhole = y.rint().eq(y);
    Expr half = y.mul(0.5);
    Expr isOdd = isWhole.and(half.rint().ne(half));
    Expr known = size.eq(1).select(ONE, power);
    Expr negative = x.toBits().bitsLt(Expr.bits(0));
    Expr signed = isOdd.and(negative).select(known.neg(), known);
    Expr undefined = x.lt(0).and(size.lt(INFINITY)).and(isWhole.not());
    Expr real = undefined.select(Expr.c(Double.NaN), signed);
    return y.eq(0).or(x.eq(ONE)).select(ONE, real);
  }
}
