package dev.gradus.expr;

/// Absolute values of complex numbers, their directions and logarithms.
final class Magnitudes {
  private static final Expr ZERO = Expr.c(0);
  private static final Expr ONE = Expr.c(1);
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private Magnitudes() {}

  /// The square root of the sum of squares. Where they might overflow or vanish, with the ratio; an
  /// infinity wins over nan.
  static Expr hypot(Expr x, Expr y) {
    Expr a = x.abs();
    Expr b = y.abs();
    Expr large = a.max(b);
    Expr small = a.min(b);
    Expr ratio = small.div(large);
    Expr scaled = large.mul(ratio.fma(ratio, ONE).sqrt());
    Expr direct = large.fma(large, small.mul(small)).sqrt();
    Expr finite =
        large.gt(1e-15).and(large.lt(1e15)).select(direct, large.eq(0).select(large, scaled));
    return a.eq(INFINITY).or(b.eq(INFINITY)).select(Expr.c(INFINITY), finite);
  }

  /// `z / |z|`, 0 for 0. Both parts are divided by the larger one first, whose size then is 1.
  static Parts direction(Parts z) {
    Expr x = z.re();
    Expr y = z.imaginary();
    Expr large = x.abs().max(y.abs());
    Expr none = large.eq(0);
    Expr by = none.select(ONE, large);
    Expr a = x.div(by);
    Expr b = y.div(by);
    Expr size = none.select(ONE, a.fma(a, b.mul(b)).sqrt());
    return new Parts(a.div(size), b.div(size));
  }

  /// `log |x + i y|`.
  ///
  /// Near the unit circle, where it is small, it is `log1p(x² + y² - 1) / 2` of exact squares;
  /// elsewhere the logarithm of the larger part and `log1p` of the squared ratio.
  static Expr log(Expr x, Expr y) {
    return log(x, y, aboveOne(x.abs().max(y.abs()), x.abs().min(y.abs())));
  }

  /// `log |1 + x + i y|`.
  static Expr log1p(Expr x, Expr y) {
    // |1 + z|² - 1 = 2 x + x² + y², the squares exact.
    Expr xx = x.mul(x);
    Expr yy = y.mul(y);
    Expr lost = x.fma(x, xx.neg()).add(y.fma(y, yy.neg()));
    Expr twice = x.add(x);
    Expr sum = twice.add(xx);
    Expr low = rounding(twice, xx, sum);
    Expr all = sum.add(yy);
    Expr excess = all.add(low.add(rounding(sum, yy, all)).add(lost));
    return log(x.add(1), y, excess);
  }

  /// x² + y² - 1 where it is small, x being the larger.
  private static Expr aboveOne(Expr x, Expr y) {
    Expr xx = x.mul(x);
    Expr yy = y.mul(y);
    Expr lost = x.fma(x, xx.neg()).add(y.fma(y, yy.neg()));
    Expr less = xx.sub(1); // exact, x² being between 1/2 and 2
    Expr sum = less.add(yy);
    return sum.add(rounding(less, yy, sum).add(lost));
  }

  /// What a sum of two numbers lost, exactly.
  private static Expr rounding(Expr a, Expr b, Expr sum) {
    Expr second = sum.sub(a);
    return a.sub(sum.sub(second)).add(b.sub(second));
  }

  private static Expr log(Expr x, Expr y, Expr excess) {
    Expr a = x.abs();
    Expr b = y.abs();
    Expr large = a.max(b);
    Expr ratio = large.eq(0).select(ZERO, a.min(b).div(large));
    // A square of at least 1/2 on the larger part, and a sum of at most 2.
    Expr near = large.gt(0.7071067811865476).and(excess.lt(1));
    Expr part = near.select(excess, ratio.mul(ratio)).log1p().mul(0.5);
    Expr finite = near.select(part, large.log().add(part));
    return a.eq(INFINITY).or(b.eq(INFINITY)).select(Expr.c(INFINITY), finite);
  }

  /// A number that is not negative, with the sign of another one.
  static Expr signed(Expr size, Expr sign) {
    return sign.toBits().bitsLt(Expr.bits(0)).select(size.neg(), size);
  }
}
