package dev.gradus.expr;

import org.jspecify.annotations.Nullable;

/// A complex number as two real expressions. Without imaginary part it is known to be real: then it
/// scales others part by part, and nothing infinite meets a zero that nobody wrote.
///
/// @param re the real part
/// @param im the imaginary part, or null
record Parts(Expr re, @Nullable Expr im) {
  private static final Expr ZERO = Expr.c(0);

  static Parts real(Expr re) {
    return new Parts(re, null);
  }

  boolean isReal() {
    return im == null;
  }

  /// The imaginary part, 0 for a real number.
  Expr imaginary() {
    return im == null ? ZERO : im;
  }

  Parts add(Parts b) {
    if (im == null || b.im == null) {
      return new Parts(re.add(b.re), im == null ? b.im : im);
    }
    return new Parts(re.add(b.re), im.add(b.im));
  }

  Parts sub(Parts b) {
    if (im == null || b.im == null) {
      return new Parts(re.sub(b.re), b.im == null ? im : b.im.neg());
    }
    return new Parts(re.sub(b.re), im.sub(b.im));
  }

  Parts neg() {
    return new Parts(re.neg(), im == null ? null : im.neg());
  }

  Parts conj() {
    return new Parts(re, im == null ? null : im.neg());
  }

  Parts mul(Parts b) {
    if (im == null) {
      return b.scale(re);
    }
    if (b.im == null) {
      return scale(b.re);
    }
    return new Parts(re.mul(b.re).sub(im.mul(b.im)), re.mul(b.im).add(im.mul(b.re)));
  }

  /// The product with a real number.
  Parts scale(Expr by) {
    return new Parts(re.mul(by), im == null ? null : im.mul(by));
  }

  /// The quotient, scaled by the larger part of the divisor so that nothing overflows before the
  /// result does (Smith's method). A division by 0 divides each part by it.
  Parts div(Parts b) {
    if (b.im == null) {
      return new Parts(re.div(b.re), im == null ? null : im.div(b.re));
    }
    Expr c = b.re;
    Expr d = b.im;
    Expr flat = c.abs().lt(d.abs()).not();
    Expr large = flat.select(c, d);
    Expr small = flat.select(d, c);
    Expr none = large.eq(0);
    Expr ratio = none.select(ZERO, small.div(large));
    Expr below = none.select(large.abs(), large.add(small.mul(ratio)));
    Expr y = imaginary();
    Expr first = flat.select(re, y);
    Expr second = flat.select(y, re);
    Expr real = first.add(second.mul(ratio)).div(below);
    Expr cross = second.sub(first.mul(ratio)).div(below);
    return new Parts(real, flat.select(cross, cross.neg()));
  }

  /// One of two numbers.
  static Parts select(Expr condition, Parts a, Parts b) {
    boolean real = a.im == null && b.im == null;
    return new Parts(
        condition.select(a.re, b.re), real ? null : condition.select(a.imaginary(), b.imaginary()));
  }
}
