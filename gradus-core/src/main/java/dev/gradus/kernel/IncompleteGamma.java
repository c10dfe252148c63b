package dev.gradus.kernel;

/// The regularised incomplete gamma functions, in double: below x by their series, above it by
/// their continued fraction.
public final class IncompleteGamma {
  private static final double TINY = 1e-300;
  private static final double EPSILON = 0x1p-54;

  /// Beyond this, series take too many terms; there the normal distribution is near enough.
  private static final double HUGE = 1e10;

  private IncompleteGamma() {}

  /// The part below x; nan for negative arguments and where both are 0 or infinite.
  public static double lower(double a, double x) {
    double edge = edge(a, x);
    if (Double.isNaN(edge) || edge < 2) {
      return edge;
    }
    if (a > HUGE) {
      return normal(a, x, -1);
    }
    return x > 1.1 && x > a + 1 ? 1 - fraction(a, x) : series(a, x);
  }

  /// The part above x.
  public static double upper(double a, double x) {
    double edge = edge(a, x);
    if (Double.isNaN(edge) || edge < 2) {
      return 1 - edge;
    }
    if (a > HUGE) {
      return normal(a, x, 1);
    }
    if (x > 1.1 && x > a + 1) {
      return fraction(a, x);
    }
    return a < 1 && x <= 1.1 ? complement(a, x) : 1 - series(a, x);
  }

  /// The part below x at the edges of what is defined; 2 where there is none.
  private static double edge(double a, double x) {
    if (!(x >= 0 && a >= 0) || a == 0 && x == 0) {
      return Double.NaN;
    }
    if (Double.isInfinite(a)) {
      return Double.isInfinite(x) ? Double.NaN : 0;
    }
    if (a == 0 || Double.isInfinite(x)) {
      return 1;
    }
    return x == 0 ? 0 : 2;
  }

  /// x^a e^-x / Γ(a + 1).
  private static double factor(double a, double x) {
    if (a < 10) {
      return StrictMath.exp(a * StrictMath.log(x) - x - GammaFunctions.lgamma(a + 1));
    }
    double size = Math.sqrt(2 * Math.PI * a) * StrictMath.exp(GammaFunctions.stirling(a));
    return StrictMath.exp(-a * half(x / a, (x - a) / a)) / size;
  }

  /// μ - ln(1 + μ).
  private static double half(double ratio, double mu) {
    if (Math.abs(mu) > 0.1) {
      return mu - StrictMath.log(ratio);
    }
    double sum = 0;
    for (int k = 18; k > 1; k--) {
      sum = (k % 2 == 0 ? 1.0 : -1.0) / k + mu * sum;
    }
    return mu * mu * sum;
  }

  private static double series(double a, double x) {
    double sum = 1;
    double term = 1;
    for (double n = a + 1; term > EPSILON * sum; n++) {
      term *= x / n;
      sum += term;
    }
    return factor(a, x) * sum;
  }

  /// Lentz's way through the continued fraction.
  private static double fraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    for (int k = 1; k < 1_000_000; k++) {
      double step = -k * (k - a);
      b += 2;
      d = step * d + b;
      d = 1 / (Math.abs(d) < TINY ? TINY : d);
      c = b + step / c;
      c = Math.abs(c) < TINY ? TINY : c;
      double change = c * d;
      value *= change;
      if (Math.abs(change - 1) < 4 * EPSILON) {
        break;
      }
    }
    return factor(a, x) * a * value;
  }

  /// The part above a small x for a small a, without a difference of what is nearly 1.
  private static double complement(double a, double x) {
    double sum = 0;
    double term = 1;
    for (int n = 1; n < 60; n++) {
      term *= -x / n;
      sum += term / (a + n);
    }
    double power = a * StrictMath.log(x) - GammaFunctions.lgamma(a + 1);
    return -StrictMath.expm1(power) - StrictMath.exp(power) * a * sum;
  }

  /// For a huge a: the normal distribution with its first correction.
  private static double normal(double a, double x, int sign) {
    double mu = (x - a) / a;
    double square = 2 * half(x / a, mu);
    double eta = Math.copySign(Math.sqrt(square), mu);
    double z = sign * eta * Math.sqrt(a / 2);
    double tail = z == 0 ? 0.5 : 0.5 * upper(0.5, z * z);
    double erfc = z < 0 ? 1 - tail : tail;
    double correction = Math.abs(mu) < 1e-3 ? eta / 12 - 1.0 / 3 : 1 / mu - 1 / eta;
    return erfc
        + sign * StrictMath.exp(-0.5 * a * square) / Math.sqrt(2 * Math.PI * a) * correction;
  }
}
