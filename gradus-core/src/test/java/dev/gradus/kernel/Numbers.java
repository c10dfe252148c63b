package dev.gradus.kernel;

import java.util.Random;

/// Numbers for tests of normalisations.
final class Numbers {
  private Numbers() {}

  /// Normally distributed around 5, so that a mean is not near zero.
  static float[] aroundFive(Random random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (5 + random.nextGaussian());
    }
    return x;
  }

  static double[] wide(float[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i];
    }
    return y;
  }
}
