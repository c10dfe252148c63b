package dev.gradus.kernel;

/// How a gamma distributed number moves with the shape of its distribution.
public final class GammaShape {
  private static final double STEP = 1.0 / 16;
  private static final int LONG_RULE = 68;
  private static final int SHORT_RULE = 51;
  private static final double LEAST = -700;
  private static final double FALL = 40;
  private static final double MANY = 10;
  private static final int ROUNDS = 20;
  private static final double SMALL = 0.25;

  private GammaShape() {}

  /// The derivative of `x` by the shape `a` where the part of the distribution below `x` stays what
  /// it is: -(∂P(a, x)/∂a) / p(x), with P the part below x and p its density.
  ///
  /// Figurnov et al., "Implicit reparameterization gradients" (2018). With L = log x - ψ(a) the
  /// derivative of P is the integral of (log t - ψ(a)) p(t) over what lies below x, or the negative
  /// of that over what lies above. On the side of x where that factor keeps its sign nothing
  /// cancels; with t = x e^±y it is x ∫ (|L| + y) e^φ(y) dy over y > 0, φ(y) = ±a y - x (e^±y - 1).
  /// Double exponential rules (Takahasi and Mori 1974) give it to eight digits or more where x is
  /// above 1e-30.
  public static double derivative(double a, double x) {
    if (!(a > 0 && x >= 0)) {
      return Double.NaN;
    }
    if (x == 0) {
      return 0;
    }
    double distance = StrictMath.log(x) - GammaFunctions.digamma(a);
    return x * STEP * Math.PI / 2 * (distance >= 0 ? above(a, x, distance) : below(a, x, distance));
  }

  /// The side below falls like an exponential.
  private static double below(double a, double x, double distance) {
    double width = 1 / (Math.abs(a - x) + Math.sqrt(Math.max(a, x)));
    double sum = 0;
    for (int i = -LONG_RULE; i <= LONG_RULE; i++) {
      double tau = i * STEP;
      double y = width * StrictMath.exp(Math.PI / 2 * StrictMath.sinh(tau));
      double phi = (x - a) * y - x * excess(-y);
      if (phi > LEAST) {
        sum += StrictMath.cosh(tau) * y * (y - distance) * StrictMath.exp(phi);
      }
    }
    return sum;
  }

  /// The side above ends: beyond the last y less than e^-40 is left.
  private static double above(double a, double x, double distance) {
    double last = last(a, x);
    double sum = 0;
    for (int i = -SHORT_RULE; i <= SHORT_RULE; i++) {
      double tau = i * STEP;
      double u = Math.PI / 2 * StrictMath.sinh(tau);
      double y = last / (1 + StrictMath.exp(-2 * u));
      double cosh = StrictMath.cosh(u);
      double weight = last / 2 * StrictMath.cosh(tau) / (cosh * cosh);
      sum += weight * (distance + y) * StrictMath.exp((a - x) * y - x * excess(y));
    }
    return sum;
  }

  private static double last(double a, double x) {
    if (a > MANY) {
      return (0.5 + Math.sqrt(0.25 + 2 * FALL * x)) / x;
    }
    double y = StrictMath.log1p(FALL / x);
    for (int i = 0; i < ROUNDS; i++) {
      y = StrictMath.log1p((FALL + a * y) / x);
    }
    return y;
  }

  /// e^y - 1 - y without cancellation.
  private static double excess(double y) {
    if (Math.abs(y) > SMALL) {
      return StrictMath.expm1(y) - y;
    }
    double sum = 1;
    for (int k = 14; k > 2; k--) {
      sum = 1 + sum * y / k;
    }
    return sum * y * y / 2;
  }
}
