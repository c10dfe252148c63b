package dev.gradus.kernel;

/// Airy's function Ai, in double.
public final class AiryFunction {
  private static final double AT_ZERO = 0.3550280538878172;
  private static final double SLOPE_AT_ZERO = -0.2588194037928068;

  private AiryFunction() {}

  /// Ai: its series near 0, a modified Bessel function above, asymptotic series far below; nan for
  /// infinities, 0 from 103.892 on.
  public static double ai(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      return Double.NaN;
    }
    if (x > 103.892) {
      return 0;
    }
    if (x > 2) {
      double zeta = 2 * x * Math.sqrt(x) / 3;
      double k = BesselFunctions.scaledFalling(1.0 / 3, zeta);
      return StrictMath.exp(-zeta) * k * Math.sqrt(x / 3) / Math.PI;
    }
    return x > -7.5 ? series(x) : wave(-x);
  }

  private static double series(double x) {
    double cube = x * x * x;
    double f = 1;
    double g = x;
    double fTerm = 1;
    double gTerm = x;
    for (int k = 1; k < 60; k++) {
      fTerm *= cube / ((3.0 * k - 1) * (3 * k));
      gTerm *= cube / ((3.0 * k) * (3 * k + 1));
      f += fTerm;
      g += gTerm;
    }
    return AT_ZERO * f + SLOPE_AT_ZERO * g;
  }

  private static double wave(double x) {
    double zeta = 2 * x * Math.sqrt(x) / 3;
    double p = 1;
    double q = 0;
    double term = 1;
    for (int k = 1; k < 30; k++) {
      double next =
          term * (6.0 * k - 5) * (6 * k - 3) * (6 * k - 1) / (216.0 * k * (2 * k - 1) * zeta);
      if (next >= term || next < 0x1p-55) {
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
    double angle = zeta - Math.PI / 4;
    return (p * StrictMath.cos(angle) + q * StrictMath.sin(angle))
        / Math.sqrt(Math.PI * Math.sqrt(x));
  }
}
