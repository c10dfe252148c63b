package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Draws one number of a distribution for each element of its parameters, exactly as PyTorch's CPU
/// kernels do: the same bits are taken from the generator and the same roundings are made.
///
/// Parameters lie side by side, floating, in the dtype of the results.
public final class RandomSamples {
  private static final double FLOAT_THIRD = 1f / 3f;
  private static final double SQUEEZE = 0.0331f;

  private RandomSamples() {}

  /// Poisson numbers. From a mean of 10 on by transformed rejection (Hörmann, "The transformed
  /// rejection method for generating Poisson random variables", 1993), below by multiplying uniform
  /// numbers.
  public static void poisson(
      MersenneTwister g, DType dtype, Object x, int xo, Object y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      double mean = Widening.number(dtype, x, xo + i);
      Widening.write(dtype, mean >= 10 ? manyEvents(g, mean) : fewEvents(g, mean), y, yo + i);
    }
  }

  private static long fewEvents(MersenneTwister g, double mean) {
    if (mean == 0) {
      return 0;
    }
    double none = StrictMath.exp(-mean);
    double product = g.nextDouble();
    long events = 0;
    while (product > none) {
      events++;
      product *= g.nextDouble();
    }
    return events;
  }

  private static long manyEvents(MersenneTwister g, double mean) {
    double logMean = StrictMath.log(mean);
    double b = 0.931 + 2.53 * Math.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double logScale = StrictMath.log(1.1239 + 1.1328 / (b - 3.4));
    double sure = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = g.nextDouble() - 0.5;
      double v = g.nextDouble();
      double edge = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / edge + b) * u + mean + 0.43);
      if (edge >= 0.07 && v <= sure) {
        return (long) k;
      }
      if (k < 0 || edge < 0.013 && v > edge) {
        continue;
      }
      double bound = -mean + k * logMean - GammaFunctions.lgamma(k + 1);
      if (StrictMath.log(v) + logScale - StrictMath.log(a / (edge * edge) + b) <= bound) {
        return (long) k;
      }
    }
  }

  /// Binomial numbers, of `n` trials with probability `p`.
  public static void binomial(
      MersenneTwister g,
      DType dtype,
      Object n,
      int no,
      Object p,
      int po,
      Object y,
      int yo,
      int count) {
    Binomial one = new Binomial(g, dtype);
    for (int i = 0; i < count; i++) {
      double trials = Widening.number(dtype, n, no + i);
      double chance = Widening.number(dtype, p, po + i);
      Widening.write(dtype, one.draw(trials, chance), y, yo + i);
    }
  }

  /// Numbers of the gamma distribution of scale 1 with these shapes, none less than the least
  /// normal number of the dtype.
  public static void gamma(
      MersenneTwister g, DType dtype, Object x, int xo, Object y, int yo, int count) {
    double least =
        switch (dtype) {
          case FLOAT64 -> Double.MIN_NORMAL;
          case FLOAT16 -> 0x1p-14;
          default -> Float.MIN_NORMAL;
        };
    for (int i = 0; i < count; i++) {
      double shape = Widening.number(dtype, x, xo + i);
      double drawn = rounded(dtype, gamma(g, dtype, shape));
      Widening.write(dtype, drawn < least ? least : drawn, y, yo + i);
    }
  }

  /// One of them: Marsaglia and Tsang, "A simple method for generating gamma variables" (2000),
  /// doi:10.1145/358407.358414. The constants are float32 in every dtype.
  static double gamma(MersenneTwister g, DType dtype, double shape) {
    if (Double.isNaN(shape)) {
      return shape;
    }
    double scale = 1;
    double alpha = shape;
    if (alpha < 1) {
      if (alpha == 0) {
        return 0;
      }
      double power = dtype == DType.FLOAT64 ? 1 / alpha : (float) (1 / alpha);
      scale = StrictMath.pow(1 - g.nextDouble(), power);
      alpha = rounded(dtype, alpha + 1);
    }
    double third = alpha - FLOAT_THIRD;
    double d = dtype == DType.FLOAT64 ? third : (float) third;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x;
      double root;
      do {
        x = g.nextNormal();
        root = 1 + c * x;
      } while (root <= 0);
      double v = root * root * root;
      double u = 1 - g.nextDouble();
      double xx = x * x;
      if (u < 1 - SQUEEZE * xx * xx
          || StrictMath.log(u) < 0.5 * xx + d * (1 - v + StrictMath.log(v))) {
        return scale * d * v;
      }
    }
  }

  /// `rrelu`: for each element that is not above 0 a factor between `low` and `high`, else 1.
  public static void slopes(
      MersenneTwister g,
      DType dtype,
      Object x,
      int xo,
      Object y,
      int yo,
      int count,
      double low,
      double high) {
    for (int i = 0; i < count; i++) {
      boolean drawn = Widening.number(dtype, x, xo + i) <= 0;
      double factor = drawn ? g.nextDouble() * (high - low) + low : 1;
      if (y instanceof float[] v) {
        v[yo + i] = (float) factor;
      } else {
        ((double[]) y)[yo + i] = factor;
      }
    }
  }

  /// `multinomial` with replacement: for each row of weights that many places, found in the
  /// weights' running sum.
  ///
  /// @param classes weights in a row
  public static void multinomial(
      MersenneTwister g,
      DType dtype,
      Object weights,
      int wo,
      int rows,
      int classes,
      long[] y,
      int samples) {
    double[] running = new double[classes];
    DType sum = dtype == DType.FLOAT64 ? dtype : DType.FLOAT32;
    for (int r = 0; r < rows; r++) {
      accumulate(dtype, weights, wo + r * classes, sum, running);
      for (int i = 0; i < samples; i++) {
        y[r * samples + i] = place(running, g.nextDouble());
      }
    }
  }

  private static void accumulate(DType dtype, Object x, int at, DType type, double[] running) {
    double sum = 0;
    for (int j = 0; j < running.length; j++) {
      sum = rounded(type, sum + Widening.number(dtype, x, at + j));
      running[j] = sum;
    }
    for (int j = 0; j < running.length; j++) {
      running[j] = rounded(type, running[j] / sum);
    }
    running[running.length - 1] = 1;
  }

  private static int place(double[] running, double u) {
    int low = 0;
    int high = running.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (running[middle] < u) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static double rounded(DType dtype, double value) {
    return switch (dtype) {
      case FLOAT64 -> value;
      case FLOAT16, BFLOAT16 -> Halves.widen(dtype, Halves.narrow(dtype, (float) value));
      default -> (float) value;
    };
  }
}
