package dev.gradus.bench.work;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.SplittableRandom;

/// Numbers for both sides, the same in every run.
final class Data {
  private Data() {}

  /// Normal numbers.
  static float[] floats(long count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(count)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /// Classes below `classes`.
  static long[] labels(int count, int classes, long seed) {
    return new SplittableRandom(seed).longs(count, 0, classes).toArray();
  }

  static Tensor tensor(long seed, long... sizes) {
    return Gradus.tensor(floats(count(sizes), seed)).view(sizes);
  }

  /// First weights: normal, and the smaller the more of them meet in a sum.
  static float[] weights(long seed, long... sizes) {
    float[] values = floats(count(sizes), seed);
    float scale = (float) (1 / Math.sqrt((double) values.length / sizes[0]));
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return values;
  }

  static long count(long... sizes) {
    long count = 1;
    for (long size : sizes) {
      count *= size;
    }
    return count;
  }
}
