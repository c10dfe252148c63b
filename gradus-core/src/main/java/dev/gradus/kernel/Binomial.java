package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Draws binomial numbers as PyTorch does: few successes by adding up the waits between them, many
/// by transformed rejection (Hörmann, "The generation of binomial random variates", 1993).
///
/// What PyTorch computes in the dtype of the parameters is rounded to it.
final class Binomial {
  /// log k! less Stirling's formula without its series, for k from 0 to 9.
  private static final double[] TAILS = tails();

  private final MersenneTwister g;
  private final DType dtype;

  Binomial(MersenneTwister g, DType dtype) {
    this.g = g;
    this.dtype = dtype;
  }

  private static double[] tails() {
    double[] tails = new double[10];
    double halfLogTau = 0.5 * StrictMath.log(2 * Math.PI);
    double logFactorial = 0;
    for (int k = 0; k < tails.length; k++) {
      double n = k + 1;
      logFactorial += k == 0 ? 0 : StrictMath.log(k);
      tails[k] = logFactorial - ((k + 0.5) * StrictMath.log(n) - n + halfLogTau);
    }
    return tails;
  }

  private double round(double value) {
    return RandomSamples.rounded(dtype, value);
  }

  double draw(double trials, double chance) {
    if (Double.isNaN(trials) || Double.isNaN(chance)) {
      return Double.NaN;
    }
    if (trials <= 0 || chance <= 0) {
      return 0;
    }
    if (chance >= 1) {
      return trials;
    }
    return chance <= 0.5
        ? successes(trials, chance)
        : trials - successes(trials, round(1 - chance));
  }

  private double successes(double trials, double chance) {
    return round(trials * chance) >= 10 ? rejection(trials, chance) : waits(trials, chance);
  }

  private double waits(double trials, double chance) {
    double logFailure = round(StrictMath.log1p(-chance));
    double passed = 0;
    double found = 0;
    while (true) {
      passed += Math.ceil(StrictMath.log(g.nextDouble()) / logFailure);
      if (passed > trials) {
        return found;
      }
      found = round(found + 1);
    }
  }

  private double rejection(double n, double p) {
    double failure = round(1 - p);
    double mean = round(n * p);
    double deviation = round(Math.sqrt(round(mean * failure)));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double centre = mean + 0.5;
    double sure = 0.92 - 4.2 / b;
    double odds = round(p / failure);
    double alpha = (2.83 + 5.1 / b) * deviation;
    double mode = Math.floor(round(round(n + 1) * p));
    while (true) {
      double u = g.nextDouble() - 0.5;
      double v = g.nextDouble();
      double edge = 0.5 - Math.abs(u);
      double k = round(Math.floor((2 * a / edge + b) * u + centre));
      if (k < 0 || k > n) {
        continue;
      }
      if (edge >= 0.07 && v <= sure) {
        return k;
      }
      double height = StrictMath.log(v * alpha / (a / (edge * edge) + b));
      if (height <= bound(n, k, mode, odds)) {
        return k;
      }
    }
  }

  /// The logarithm of the probability of `k` over that of the mode, up to a constant.
  private double bound(double n, double k, double mode, double odds) {
    double rest = round(round(n - k) + 1);
    double modeRest = n - mode + 1;
    return (mode + 0.5) * StrictMath.log((mode + 1) / (odds * modeRest))
        + round(n + 1) * StrictMath.log(modeRest / rest)
        + (k + 0.5) * StrictMath.log(odds * rest / round(k + 1))
        + tail(mode)
        + tail(n - mode)
        - tail(k)
        - tail(round(n - k));
  }

  private static double tail(double k) {
    if (k <= 9) {
      return TAILS[(int) k];
    }
    double square = (k + 1) * (k + 1);
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
  }
}
