package dev.gradus.kernel;

/// The gamma function's logarithm, its derivatives, and Hurwitz's zeta function, in double.
public final class GammaFunctions {
  private static final double EULER = 0.5772156649015329;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /// Bernoulli's numbers B2, B4, …
  private static final double[] BERNOULLI = {
    1.0 / 6,
    -1.0 / 30,
    1.0 / 42,
    -1.0 / 30,
    5.0 / 66,
    -691.0 / 2730,
    7.0 / 6,
    -3617.0 / 510,
    43867.0 / 798,
    -174611.0 / 330,
    854513.0 / 138,
    -236364091.0 / 2730
  };

  /// (ζ(k) - 1) / k with alternating signs, from k = 2 on.
  private static final double[] ZETAS = zetas();

  /// From here on the asymptotic series are exact.
  private static final double FAR = 10;

  private GammaFunctions() {}

  private static double[] zetas() {
    double[] z = new double[30];
    for (int i = 0; i < z.length; i++) {
      int k = i + 2;
      z[i] = (k % 2 == 0 ? 1 : -1) * zeta(k, 2) / k;
    }
    return z;
  }

  /// ln |Γ(x)|; infinite at 0, -1, -2, …
  public static double lgamma(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      return Math.abs(x);
    }
    if (x <= 0) {
      double off = x - Math.rint(x);
      if (off == 0) {
        return Double.POSITIVE_INFINITY;
      }
      if (x > -1e-300) {
        return -StrictMath.log(-x);
      }
      // Γ(x) Γ(1 - x) = π / sin(πx)
      double sine = Math.abs(StrictMath.sin(Math.PI * off));
      return StrictMath.log(Math.PI / (sine * -x)) - lgamma(-x);
    }
    if (x >= FAR) {
      return x > 1e17
          ? x * (StrictMath.log(x) - 1)
          : (x - 0.5) * StrictMath.log(x) - x + HALF_LOG_TWO_PI + stirling(x);
    }
    if (x < 0.5) {
      return nearTwo(x) - StrictMath.log(x * (x + 1));
    }
    if (x < 1.5) {
      return nearTwo(x - 1) - StrictMath.log1p(x - 1);
    }
    double product = 1;
    double at = x;
    while (at > 2.5) {
      at -= 1;
      product *= at;
    }
    return nearTwo(at - 2) + (product == 1 ? 0 : StrictMath.log(product));
  }

  /// ln Γ(2 + z) for |z| up to a half.
  private static double nearTwo(double z) {
    double sum = 0;
    for (int i = ZETAS.length - 1; i >= 0; i--) {
      sum = sum * z + ZETAS[i];
    }
    return z * (1 - EULER + z * sum);
  }

  /// What Stirling's formula leaves of ln Γ(x).
  static double stirling(double x) {
    double z = 1 / (x * x);
    double sum = 0;
    for (int k = 7; k > 0; k--) {
      sum = sum * z + BERNOULLI[k - 1] / (2.0 * k * (2 * k - 1));
    }
    return sum / x;
  }

  /// The derivative of ln Γ; at 0 infinite against the sign of the zero, at -1, -2, … nan.
  public static double digamma(double x) {
    if (x == 0) {
      return Math.copySign(Double.POSITIVE_INFINITY, -x);
    }
    if (x < 0) {
      double whole = Math.rint(x);
      return x == whole
          ? Double.NaN
          : digamma(1 - x) - Math.PI / StrictMath.tan(Math.PI * (x - whole));
    }
    double shift = 0;
    double at = x;
    while (at < FAR) {
      shift -= 1 / at;
      at += 1;
    }
    double z = 1 / (at * at);
    double sum = 0;
    for (int k = 8; k > 0; k--) {
      sum = sum * z + BERNOULLI[k - 1] / (2.0 * k);
    }
    return shift + StrictMath.log(at) - 0.5 / at - sum * z;
  }

  /// The second derivative of ln Γ in double.
  public static double trigamma(double x) {
    return trigamma(x, StrictMath.sin(Math.PI * x));
  }

  /// The second derivative of ln Γ where πx is a float: that decides how large it is at -1, -2, …
  public static double trigammaOfFloat(double x) {
    return trigamma(x, (float) StrictMath.sin((float) Math.PI * (float) x));
  }

  private static double trigamma(double x, double sine) {
    if (x < 0.5) {
      return Math.PI * Math.PI / (sine * sine) - trigamma(1 - x, 0);
    }
    double shift = 0;
    double at = x;
    while (at < FAR) {
      shift += 1 / (at * at);
      at += 1;
    }
    double z = 1 / (at * at);
    double sum = 0;
    for (int k = 8; k > 0; k--) {
      sum = sum * z + BERNOULLI[k - 1];
    }
    return shift + 1 / at + 0.5 * z + sum * z / at;
  }

  /// The derivative of digamma of order n, from 2 on: (-1)^(n + 1) n! ζ(n + 1, x).
  public static double polygamma(int n, double x) {
    double factorial = StrictMath.exp(lgamma(n + 1.0));
    return (n % 2 == 0 ? -1 : 1) * factorial * zeta(n + 1.0, x);
  }

  /// The sum of (q + k)^-s over k from 0 on; infinite for s = 1 and at q = 0, -1, …; nan for
  /// smaller s, and for negative q with a fraction in s.
  public static double zeta(double s, double q) {
    if (s == 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (!(s >= 1) || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q <= 0) {
      if (q == Math.floor(q)) {
        return Double.POSITIVE_INFINITY;
      }
      if (s != Math.floor(s)) {
        return Double.NaN;
      }
    }
    // Some terms, and Euler's and Maclaurin's formula for the others.
    double sum = 0;
    double at = q;
    double term = 0;
    for (int k = 0; k < 10 || at <= 10; k++) {
      term = StrictMath.pow(at, -s);
      sum += term;
      if (Math.abs(term) < 0x1p-54 * Math.abs(sum)) {
        return sum;
      }
      at += 1;
    }
    term = StrictMath.pow(at, -s);
    sum += term * at / (s - 1) + 0.5 * term;
    double rising = s / at;
    double factorial = 2;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      double more = BERNOULLI[k - 1] / factorial * rising * term;
      sum += more;
      if (Math.abs(more) < 0x1p-54 * Math.abs(sum)) {
        break;
      }
      rising *= (s + 2 * k - 1) / at * ((s + 2 * k) / at);
      factorial *= (2 * k + 1) * (2.0 * k + 2);
    }
    return sum;
  }
}
