package dev.gradus.expr;

import org.jspecify.annotations.Nullable;

/// The functions of complex numbers, made of functions of real ones: the values of C99's annex G at
/// zeros, infinities and branch cuts.
final class ComplexFunctions {
  private static final Expr ZERO = Expr.c(0);
  private static final Expr ONE = Expr.c(1);
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  // Beyond this the smaller exponential of a sum of two is nothing beside the larger one.
  private static final double LARGE = 40;
  private static final double SHIFT = 20;
  private static final double EXP_SHIFT = 485165195.40979027796910683;

  private ComplexFunctions() {}

  // --- Exponentials ---

  /// exp(x), to be multiplied by numbers that may be small: in two factors where it is large, so
  /// that it is not infinite before the product is.
  private record Growth(Expr first, Expr second) {
    static Growth of(Expr x) {
      Expr large = x.gt(LARGE);
      return new Growth(large.select(x.sub(SHIFT), x).exp(), large.select(Expr.c(EXP_SHIFT), ONE));
    }

    Expr times(Expr t) {
      return t.mul(first).mul(second);
    }
  }

  static Parts exp(Parts z) {
    Expr x = z.re();
    Expr y = z.imaginary();
    Growth growth = Growth.of(x);
    // exp(-inf + i y) is 0 and exp(inf + i y) infinite also where y has no phase.
    Expr edge = x.abs().eq(INFINITY).and(y.abs().lt(INFINITY).not());
    Expr re = edge.select(growth.first(), growth.times(y.cos()));
    Expr none = x.eq(-INFINITY).and(y.abs().lt(INFINITY).not());
    Expr im = y.eq(0).select(y, none.select(ZERO, growth.times(y.sin())));
    return new Parts(y.eq(0).select(growth.times(ONE), re), im);
  }

  /// (exp(x) - 1) cos y - 2 sin²(y / 2) + i exp(x) sin y.
  static Parts expm1(Parts z) {
    Expr x = z.re();
    Expr y = z.imaginary();
    Expr half = y.mul(0.5).sin();
    Expr small = x.expm1().mul(y.cos()).sub(half.mul(half).mul(2));
    Parts exp = exp(z);
    Expr re = x.gt(LARGE).select(exp.re(), y.eq(0).select(x.expm1(), small));
    return new Parts(x.eq(-INFINITY).select(Expr.c(-1), re), exp.imaginary());
  }

  /// 1 / (1 + exp(-z)), with the exponential that is not large.
  static Parts sigmoid(Parts z) {
    Expr right = z.re().ge(ZERO);
    Parts e = exp(Parts.select(right, z.neg(), z));
    Parts above = Parts.select(right, Parts.real(ONE), e);
    return above.div(Parts.real(ONE).add(e));
  }

  // --- Trigonometric and hyperbolic functions ---

  /// sinh |x| and cosh |x|, each to be multiplied by a number.
  private record Hyperbola(Expr large, Growth growth, Expr sinh, Expr cosh) {
    static Hyperbola of(Expr x) {
      Expr a = x.abs();
      Expr large = a.gt(LARGE);
      Expr m = large.select(ZERO, a).expm1();
      Expr e = m.add(1);
      Expr sinh = m.add(m.div(e)).mul(0.5);
      Expr cosh = m.mul(m).div(e).mul(0.5).add(1);
      return new Hyperbola(large, Growth.of(large.select(a, ZERO)), sinh, cosh);
    }

    /// The product with sinh |x|: 0 where either is.
    Expr timesSinh(Expr t) {
      return times(t, sinh);
    }

    Expr timesCosh(Expr t) {
      return times(t, cosh);
    }

    private Expr times(Expr t, Expr small) {
      Expr product = large.select(growth.times(t.mul(0.5)), small.mul(t));
      return t.eq(0).or(large.not().and(small.eq(0))).select(t.eq(0).select(t, ZERO), product);
    }
  }

  private static Parts sinh(Expr x, Expr y) {
    Hyperbola h = Hyperbola.of(x);
    Expr real = h.timesSinh(y.cos());
    Expr signed = x.toBits().bitsLt(Expr.bits(0)).select(real.neg(), real);
    return new Parts(x.eq(0).select(x, signed), y.eq(0).select(y, h.timesCosh(y.sin())));
  }

  private static Parts cosh(Expr x, Expr y) {
    Hyperbola h = Hyperbola.of(x);
    Expr im = h.timesSinh(y.sin());
    Expr negative = x.toBits().bitsLt(Expr.bits(0));
    return new Parts(h.timesCosh(y.cos()), negative.select(im.neg(), im));
  }

  static Parts sin(Parts z) {
    // sin z = -i sinh(i z)
    Parts s = sinh(z.imaginary().neg(), z.re());
    return new Parts(s.imaginary(), s.re().neg());
  }

  static Parts cos(Parts z) {
    return cosh(z.imaginary().neg(), z.re());
  }

  static Parts sinh(Parts z) {
    return sinh(z.re(), z.imaginary());
  }

  static Parts cosh(Parts z) {
    return cosh(z.re(), z.imaginary());
  }

  /// (sinh x cosh x + i sin y cos y) / (sinh² x + cos² y).
  static Parts tanh(Parts z) {
    Expr x = z.re();
    Expr y = z.imaginary();
    Expr a = x.abs();
    Expr large = a.gt(SHIFT);
    Expr m = large.select(ZERO, a).expm1();
    Expr e = m.add(1);
    Expr sinh = m.add(m.div(e)).mul(0.5);
    Expr cosh = m.mul(m).div(e).mul(0.5).add(1);
    Expr cos = y.cos();
    Expr both = y.sin().mul(cos);
    Expr below = sinh.fma(sinh, cos.mul(cos));
    Expr re = large.select(ONE, sinh.mul(cosh).div(below));
    Expr far = both.mul(4).mul(a.neg().exp()).mul(a.neg().exp());
    Expr finite = a.eq(INFINITY).select(y.abs().lt(INFINITY).select(both.mul(ZERO), ZERO), far);
    Expr im = large.select(finite, both.div(below));
    Expr known = x.eq(0).select(x, x.toBits().bitsLt(Expr.bits(0)).select(re.neg(), re));
    return new Parts(known, y.eq(0).select(y, im));
  }

  static Parts tan(Parts z) {
    // tan z = -i tanh(i z)
    Parts t = tanh(new Parts(z.imaginary().neg(), z.re()));
    return new Parts(t.imaginary(), t.re().neg());
  }

  // --- Logarithms, roots, powers ---

  static Parts log(Parts z) {
    Expr x = z.re();
    Expr y = z.imaginary();
    return new Parts(Magnitudes.log(x, y), y.atan2(x));
  }

  static Parts log1p(Parts z) {
    Expr x = z.re();
    Expr y = z.imaginary();
    return new Parts(Magnitudes.log1p(x, y), y.atan2(x.add(1)));
  }

  /// The root with a real part that is not negative. With the ratio of the parts nothing overflows.
  static Parts sqrt(Parts z) {
    Expr x = z.re();
    Expr y = z.imaginary();
    Expr a = x.abs();
    Expr b = y.abs();
    Expr large = a.max(b);
    Expr ratio = large.eq(0).select(ZERO, a.min(b).div(large));
    Expr hypot = ratio.fma(ratio, ONE).sqrt();
    Expr sum = b.gt(a).select(ratio, ONE).add(hypot).mul(0.5);
    Expr root = large.sqrt().mul(sum.sqrt());
    Expr other = root.eq(0).select(b, b.div(root.add(root)));
    Expr right = x.toBits().bitsLt(Expr.bits(0)).not();
    Expr re = right.select(root, other);
    Expr im = Magnitudes.signed(right.select(other, root), y);
    return infinite(x, y, re, im);
  }

  private static Parts infinite(Expr x, Expr y, Expr re, Expr im) {
    Expr known = y.eq(y);
    Expr ofY = Magnitudes.signed(Expr.c(INFINITY), y);
    Expr zero = Magnitudes.signed(ZERO, y);
    Expr left = x.eq(-INFINITY);
    Expr right = x.eq(INFINITY);
    Expr re1 = right.select(x, left.select(known.select(ZERO, y), re));
    Expr im1 = right.select(known.select(zero, y), left.select(ofY, im));
    Expr up = y.abs().eq(INFINITY);
    return new Parts(up.select(Expr.c(INFINITY), re1), up.select(y, im1));
  }

  /// exp(w log z); 1 where w is 0, and 0 where z is 0 and the real part of w positive.
  static Parts pow(Parts z, Parts w) {
    if (w.isReal() && w.re().op() == Op.CONST) {
      Parts product = shortPower(z, w.re().value());
      if (product != null) {
        return product;
      }
    }
    if (z.isReal() && z.re().op() == Op.CONST && z.re().value() > 0) {
      Expr angle = w.imaginary().mul(Math.log(z.re().value()));
      Expr size = z.re().pow(w.re());
      Expr flat = angle.eq(0);
      return new Parts(
          flat.select(size, size.mul(angle.cos())), flat.select(angle, size.mul(angle.sin())));
    }
    Parts power = exp(w.mul(log(z)));
    Expr none = z.re().eq(0).and(z.imaginary().eq(0));
    Parts atZero = Parts.select(w.re().gt(0), new Parts(ZERO, ZERO), power);
    Parts one = new Parts(ONE, ZERO);
    Expr flat = w.re().eq(0).and(w.imaginary().eq(0));
    return Parts.select(flat, one, Parts.select(none, atZero, power));
  }

  private static @Nullable Parts shortPower(Parts z, double exponent) {
    if (exponent == 0) {
      return new Parts(ONE, ZERO);
    }
    double size = Math.abs(exponent);
    if (size != 0.5 && size != 1 && size != 2 && size != 3) {
      return null;
    }
    Parts product = size == 0.5 ? sqrt(z) : size == 1 ? z : size == 2 ? z.mul(z) : z.mul(z).mul(z);
    return exponent > 0 ? product : Parts.real(ONE).div(product);
  }
}
