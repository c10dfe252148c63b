package dev.gradus.expr;

/// Functions of complex numbers that are no operators of their own: what rows state as their
/// complex form where their expression for real numbers is another one.
///
/// Branch cuts lie on the axes, where the sign of a zero says from which side they are approached,
/// as in C99.
public final class Complexes {
  private static final Expr ONE = Expr.c(1);
  private static final double LN2 = Math.log(2);

  // Beyond this the square of a number is finite in every type, and 1 is nothing beside it.
  private static final double LARGE = 1e9;

  private Complexes() {}

  private static Parts parts(Expr z) {
    return new Parts(z.re(), z.im());
  }

  private static Expr number(Parts p) {
    return p.re().complex(p.imaginary());
  }

  /// The product with the imaginary unit.
  public static Expr timesI(Expr z) {
    return z.im().neg().complex(z.re());
  }

  private static Expr byI(Expr z) {
    return z.im().complex(z.re().neg());
  }

  /// The angle from the positive real axis.
  public static Expr angle(Expr z) {
    return z.im().atan2(z.re());
  }

  /// The number with a size and an angle.
  public static Expr polar(Expr size, Expr angle) {
    return size.mul(angle.cos()).complex(size.mul(angle.sin()));
  }

  public static Expr sinh(Expr z) {
    return number(ComplexFunctions.sinh(parts(z)));
  }

  public static Expr cosh(Expr z) {
    return number(ComplexFunctions.cosh(parts(z)));
  }

  public static Expr tan(Expr z) {
    return number(ComplexFunctions.tan(parts(z)));
  }

  /// Between -π/2 and π/2 in its real part (Kahan's formula, as are the next ones).
  public static Expr asin(Expr z) {
    Expr s = ONE.sub(z).sqrt();
    Expr t = ONE.add(z).sqrt();
    return z.re().atan2(s.mul(t).re()).complex(realAsinh(s.conj().mul(t).im()));
  }

  /// Between 0 and π in its real part.
  public static Expr acos(Expr z) {
    Expr s = ONE.sub(z).sqrt();
    Expr t = ONE.add(z).sqrt();
    return s.re().atan2(t.re()).mul(2).complex(realAsinh(t.conj().mul(s).im()));
  }

  public static Expr acosh(Expr z) {
    Expr s = z.sub(1).sqrt();
    Expr t = z.add(1).sqrt();
    return realAsinh(s.conj().mul(t).re()).complex(s.im().atan2(t.re()).mul(2));
  }

  public static Expr asinh(Expr z) {
    return byI(asin(timesI(z)));
  }

  public static Expr atan(Expr z) {
    return byI(atanh(timesI(z)));
  }

  public static Expr atanh(Expr z) {
    Expr x = z.re();
    Expr y = z.im();
    Expr a = x.abs();
    Expr far = a.max(y.abs()).gt(LARGE);
    Expr gap = ONE.sub(a);
    Expr square = gap.mul(gap).add(y.mul(y));
    Expr size = a.mul(4).div(square).log1p().mul(0.25);
    Expr near = Magnitudes.signed(size, x);
    Expr angle = y.mul(2).atan2(gap.mul(a.add(1)).sub(y.mul(y))).mul(0.5);
    // Far away it is 1 / z and a quarter turn.
    Expr inverse = ONE.div(z);
    Expr up = Magnitudes.signed(Expr.c(Math.PI / 2), y).add(inverse.im());
    return far.select(inverse.re(), near).complex(far.select(up, angle));
  }

  /// log(v + sqrt(v² + 1)), exact near 0; log(2 v) where v is large.
  private static Expr realAsinh(Expr v) {
    Expr a = v.abs();
    Expr square = a.mul(a);
    Expr less = a.add(square.div(square.add(1).sqrt().add(1)));
    Expr large = a.gt(LARGE);
    Expr size = large.select(a.sub(1), less).log1p().add(large.select(LN2, 0));
    return v.lt(0).select(size.neg(), v.eq(0).select(v, size));
  }

  /// The logarithm with another base, given 1 / ln of it.
  public static Expr log(Expr z, double inverse) {
    Expr log = z.log();
    return log.re().mul(inverse).complex(log.im().mul(inverse));
  }

  /// Whether both parts are finite.
  public static Expr isFinite(Expr z) {
    Expr limit = Expr.c(Double.POSITIVE_INFINITY);
    return z.re().abs().lt(limit).and(z.im().abs().lt(limit));
  }
}
