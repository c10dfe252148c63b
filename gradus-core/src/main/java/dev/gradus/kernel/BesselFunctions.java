package dev.gradus.kernel;

/// Bessel functions of the orders 0 and 1 and their modified forms, in double: series near 0,
/// Miller's backward recurrence or an integral in the middle, asymptotic series far away.
public final class BesselFunctions {
  private static final double EULER = 0.5772156649015329;
  private static final double ROOT_HALF = 0.7071067811865476;

  /// From here on the asymptotic series of all functions are exact.
  private static final double FAR = 25;

  private static final double STEP = 0.1;
  private static final int NODES = 64;

  /// 2 sinh²(t / 2) at the nodes of the integral.
  private static final double[] SPREAD = new double[NODES];

  static {
    for (int k = 0; k < NODES; k++) {
      double sinh = StrictMath.sinh(k * STEP / 2);
      SPREAD[k] = 2 * sinh * sinh;
    }
  }

  private BesselFunctions() {}

  // --- Modified, growing ---

  /// I0.
  public static double i0(double x) {
    double a = Math.abs(x);
    return a <= FAR ? growing(0, a) : StrictMath.exp(a) * growingFar(0, a);
  }

  /// I0 times exp(-|x|).
  public static double i0e(double x) {
    double a = Math.abs(x);
    return a <= FAR ? StrictMath.exp(-a) * growing(0, a) : growingFar(0, a);
  }

  /// I1.
  public static double i1(double x) {
    double a = Math.abs(x);
    double size = a <= FAR ? growing(1, a) : StrictMath.exp(a) * growingFar(1, a);
    return x < 0 ? -size : size;
  }

  /// I1 times exp(-|x|).
  public static double i1e(double x) {
    double a = Math.abs(x);
    double size = a <= FAR ? StrictMath.exp(-a) * growing(1, a) : growingFar(1, a);
    return x < 0 ? -size : size;
  }

  private static double growing(int order, double a) {
    double z = a * a / 4;
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 0x1p-54 * sum; k++) {
      term *= z / (k * (double) (k + order));
      sum += term;
    }
    return order == 0 ? sum : a / 2 * sum;
  }

  private static double growingFar(int order, double a) {
    return hankel(4 * order * order, a, -1) / Math.sqrt(a) / Math.sqrt(2 * Math.PI);
  }

  /// The sum of sign^k ((μ - 1²) (μ - 3²) … (μ - (2k - 1)²)) / (k! (8 x)^k).
  private static double hankel(double mu, double x, int sign) {
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 40; k++) {
      double odd = 2 * k - 1;
      double next = term * sign * (mu - odd * odd) / (8 * k * x);
      if (Math.abs(next) >= Math.abs(term) || Math.abs(next) < 0x1p-55) {
        break;
      }
      term = next;
      sum += term;
    }
    return sum;
  }

  // --- Modified, falling ---

  /// K0: infinite at 0, nan below.
  public static double k0(double x) {
    return x > 0 ? falling(0, x, false) : x == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  /// K0 times exp(x).
  public static double k0e(double x) {
    return x > 0 ? falling(0, x, true) : x == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  /// K1: infinite at 0, nan below.
  public static double k1(double x) {
    return x > 0 ? falling(1, x, false) : x == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  /// K1 times exp(x).
  public static double k1e(double x) {
    return x > 0 ? falling(1, x, true) : x == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  private static double falling(int order, double x, boolean scaled) {
    if (x < 1) {
      double near = order == 0 ? fallingNear(x) : fallingNearOne(x);
      return scaled ? near * StrictMath.exp(x) : near;
    }
    double far = scaledFalling(order, x);
    return scaled ? far : StrictMath.exp(-x) * far;
  }

  /// exp(x) Kν(x) from 1 on: the integral of exp(-x (cosh t - 1)) cosh νt.
  static double scaledFalling(double order, double x) {
    if (x > FAR) {
      return Math.sqrt(Math.PI / 2) / Math.sqrt(x) * hankel(4 * order * order, x, 1);
    }
    double sum = 0.5;
    for (int k = 1; k < NODES; k++) {
      double decay = x * SPREAD[k];
      if (decay > 42) {
        break;
      }
      sum += StrictMath.exp(-decay) * (order == 0 ? 1 : StrictMath.cosh(order * k * STEP));
    }
    return sum * STEP;
  }

  private static double fallingNear(double x) {
    double z = x * x / 4;
    double term = 1;
    double harmonic = 0;
    double log = -StrictMath.log(x / 2) - EULER;
    double sum = log;
    for (int k = 1; k < 20; k++) {
      term *= z / ((double) k * k);
      harmonic += 1.0 / k;
      sum += term * (log + harmonic);
    }
    return sum;
  }

  private static double fallingNearOne(double x) {
    double z = x * x / 4;
    double term = 1;
    double log = StrictMath.log(x / 2) + EULER;
    double harmonic = 0;
    double sum = 0;
    for (int k = 0; k < 20; k++) {
      // ψ(k + 1) + ψ(k + 2), without Euler's constant
      double both = harmonic + harmonic + 1.0 / (k + 1);
      sum += term * (log - both / 2);
      harmonic += 1.0 / (k + 1);
      term *= z / ((k + 1) * (k + 2.0));
    }
    return 1 / x + x / 2 * sum;
  }

  // --- Oscillating ---

  /// J0.
  public static double j0(double x) {
    double a = Math.abs(x);
    return a < FAR ? Near.of(a).j0 : wave(0, a, false);
  }

  /// J1.
  public static double j1(double x) {
    double a = Math.abs(x);
    double value = a < FAR ? Near.of(a).j1 : wave(1, a, false);
    return x < 0 ? -value : value;
  }

  /// Y0: -inf at 0, nan below.
  public static double y0(double x) {
    if (!(x > 0)) {
      return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }
    return x < FAR ? Near.of(x).y0(x) : wave(0, x, true);
  }

  /// Y1: -inf at 0, nan below.
  public static double y1(double x) {
    if (!(x > 0)) {
      return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }
    return x < FAR ? Near.of(x).y1(x) : wave(1, x, true);
  }

  /// sin(x) / x.
  public static double sphericalJ0(double x) {
    if (Double.isInfinite(x)) {
      return 0;
    }
    double z = x * x;
    return Math.abs(x) < 1e-4 ? 1 - z / 6 : StrictMath.sin(x) / x;
  }

  /// Amplitude and phase of the asymptotic series.
  private static double wave(int order, double x, boolean second) {
    double mu = 4 * order;
    double p = 1;
    double q = 0;
    double term = 1;
    for (int k = 1; k < 40; k++) {
      double odd = 2 * k - 1;
      double next = term * (mu - odd * odd) / (8 * k * x);
      if (Math.abs(next) >= Math.abs(term) || Math.abs(next) < 0x1p-55) {
        break;
      }
      term = next;
      int turn = k % 4;
      if (k % 2 == 0) {
        p += turn == 2 ? -term : term;
      } else {
        q += turn == 3 ? -term : term;
      }
    }
    double sin = StrictMath.sin(x);
    double cos = StrictMath.cos(x);
    // Of the angle less one or three eighths of a turn.
    double c = order == 0 ? cos + sin : sin - cos;
    double s = order == 0 ? sin - cos : -sin - cos;
    double sum = second ? p * s + q * c : p * c - q * s;
    return ROOT_HALF * sum * Math.sqrt(2 / Math.PI) / Math.sqrt(x);
  }

  /// J0 and J1 up to [#FAR], with the sums of the others that make Y0 and Y1 of them.
  private record Near(double j0, double j1, double even, double odd) {
    static Near of(double x) {
      return x < 2 ? bySeries(x) : backwards(x);
    }

    private static Near bySeries(double x) {
      double z = -x * x / 4;
      double[] j = new double[24];
      for (int n = 0; n < j.length; n++) {
        double term = 1;
        for (int k = 1; k <= n; k++) {
          term *= x / 2 / k;
        }
        double sum = 0;
        for (int k = 1; Math.abs(term) > 0x1p-58 * Math.abs(sum) && term != 0; k++) {
          sum += term;
          term *= z / (k * (double) (n + k));
        }
        j[n] = sum;
      }
      return of(j, 1);
    }

    /// J of a high order is nothing; those below follow from the two above them, up to a factor
    /// that J0 + 2 J2 + 2 J4 + … = 1 decides.
    private static Near backwards(double x) {
      int n = 2 * ((int) x / 2 + 26);
      double[] j = new double[n + 2];
      j[n] = 1e-200;
      double norm = 0;
      for (int k = n; k > 0; k--) {
        j[k - 1] = 2 * k / x * j[k] - j[k + 1];
        if (k % 2 == 1) {
          norm += k == 1 ? j[0] : 2 * j[k - 1];
        }
      }
      return of(j, norm + 2 * j[n]);
    }

    private static Near of(double[] j, double norm) {
      double even = 0;
      double odd = 0;
      for (int k = 1; 2 * k + 1 < j.length; k++) {
        int sign = k % 2 == 0 ? 1 : -1;
        even += sign * j[2 * k] / k;
        odd += sign * j[2 * k + 1] * (2 * k + 1) / (k * (k + 1.0));
      }
      return new Near(j[0] / norm, j[1] / norm, even / norm, odd / norm);
    }

    double y0(double x) {
      return 2 / Math.PI * ((StrictMath.log(x / 2) + EULER) * j0 - 2 * even);
    }

    double y1(double x) {
      return 2 / Math.PI * ((StrictMath.log(x / 2) + EULER - 1) * j1 - 1 / x * j0 - odd);
    }
  }
}
