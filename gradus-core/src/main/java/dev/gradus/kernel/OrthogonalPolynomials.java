package dev.gradus.kernel;

import java.util.function.DoubleBinaryOperator;

/// Orthogonal polynomials of degree n at x, by their recurrences; of a degree below 0 they are 0.
///
/// In float32 every step is rounded, so that what overflows there is infinite or nan as in PyTorch.
public final class OrthogonalPolynomials {
  /// Which polynomials.
  public enum Kind {
    CHEBYSHEV_T,
    CHEBYSHEV_U,
    CHEBYSHEV_V,
    CHEBYSHEV_W,
    HERMITE_H,
    HERMITE_HE,
    LAGUERRE_L,
    LEGENDRE_P
  }

  private final Kind kind;
  private final boolean single;

  private OrthogonalPolynomials(Kind kind, boolean single) {
    this.kind = kind;
    this.single = single;
  }

  /// The polynomial as a function of x and n.
  ///
  /// @param single whether it is computed in float32
  public static DoubleBinaryOperator of(Kind kind, boolean single) {
    return new OrthogonalPolynomials(kind, single)::at;
  }

  /// Chebyshev's polynomial at 2 x - 1.
  public static DoubleBinaryOperator shifted(Kind kind, boolean single) {
    return new OrthogonalPolynomials(kind, single)::shiftedAt;
  }

  private double round(double value) {
    return single ? (float) value : value;
  }

  private double at(double x, double degree) {
    long n = whole(degree);
    if (n < 0) {
      return 0;
    }
    return switch (kind) {
      case HERMITE_H, HERMITE_HE -> hermite(x, n);
      case LAGUERRE_L -> laguerre(x, n);
      case LEGENDRE_P -> legendre(x, n);
      default ->
          Math.abs(x) == 1 ? end(x > 0, n) : chebyshev(x, n, kind == Kind.CHEBYSHEV_T ? 6 : 8);
    };
  }

  private double shiftedAt(double x, double degree) {
    long n = whole(degree);
    if (n < 0) {
      return 0;
    }
    if (x == 1 || x == 0) {
      return end(x == 1, n);
    }
    return chebyshev(round(round(x + x) - 1), n, kind == Kind.CHEBYSHEV_W ? 4 : 6);
  }

  /// As C casts: what no 64-bit number holds becomes the least one, a degree without a polynomial.
  private static long whole(double degree) {
    return Math.abs(degree) < 0x1p63 ? (long) degree : Long.MIN_VALUE;
  }

  /// The value at 1 or -1.
  private double end(boolean right, long n) {
    double sign = right || n % 2 == 0 ? 1 : -1;
    return switch (kind) {
      case CHEBYSHEV_U -> sign * (n + 1);
      case CHEBYSHEV_V -> right ? 1 : sign * (n + n + 1);
      case CHEBYSHEV_W -> right ? n + n + 1 : sign;
      default -> sign;
    };
  }

  private double chebyshev(double x, long n, int low) {
    if (n > low && Math.abs(x) < 1) {
      return byAngle(x, n);
    }
    double twice = round(x + x);
    double q =
        switch (kind) {
          case CHEBYSHEV_U -> twice;
          case CHEBYSHEV_V -> round(twice - 1);
          case CHEBYSHEV_W -> round(twice + 1);
          default -> x;
        };
    double p = 1;
    for (long k = 2; k <= n && !Double.isNaN(q); k++) {
      double r = round(twice * q - p);
      p = q;
      q = r;
    }
    return n == 0 ? 1 : q;
  }

  private double byAngle(double x, long n) {
    double angle = StrictMath.acos(x);
    return switch (kind) {
      case CHEBYSHEV_U -> StrictMath.sin((n + 1) * angle) / StrictMath.sin(angle);
      case CHEBYSHEV_V -> StrictMath.cos((n + 0.5) * angle) / StrictMath.cos(angle / 2);
      case CHEBYSHEV_W -> StrictMath.sin((n + 0.5) * angle) / StrictMath.sin(angle / 2);
      default -> StrictMath.cos(n * angle);
    };
  }

  private double hermite(double x, long n) {
    if (n > (single ? 128 : 512)) {
      return Double.NaN;
    }
    double q = kind == Kind.HERMITE_H ? round(x + x) : x;
    double factor = q;
    int step = kind == Kind.HERMITE_H ? 2 : 1;
    double p = 1;
    for (long k = 1; k < n; k++) {
      double r = round(factor * q - step * k * p);
      p = q;
      q = r;
    }
    return n == 0 ? 1 : q;
  }

  private double laguerre(double x, long n) {
    if (x == 0 || n == 0) {
      return 1;
    }
    double p = 1;
    double q = round(1 - x);
    double first = q;
    for (long k = 1; k < n && !Double.isNaN(q); k++) {
      double r = round((round(k + k + first) * q - k * p) / (k + 1));
      p = q;
      q = r;
    }
    return q;
  }

  private double legendre(double x, long n) {
    if (Math.abs(x) == 1) {
      return end(x > 0, n);
    }
    double p = 1;
    double q = x;
    for (long k = 1; k < n && !Double.isNaN(q); k++) {
      double r = round((round((k + k + 1) * x) * q - k * p) / (k + 1));
      p = q;
      q = r;
    }
    return n == 0 ? 1 : q;
  }
}
