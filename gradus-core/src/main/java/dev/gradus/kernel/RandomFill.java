package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Fills arrays with random numbers, drawing from a generator exactly as PyTorch's CPU kernels do.
///
/// Each method writes `count` elements side by side from index `yo` on.
public final class RandomFill {
  private static final int GROUP = 16;

  /// Words of the generator that are drawn together.
  private static final int BLOCK = 1024;

  /// From this range on, 64 bits are drawn for a whole number, so that the remainder is even.
  private static final long WIDE_RANGE = 1L << 28;

  /// From this length on, a permutation takes 64 bits for each element.
  private static final long LONG_PERMUTATION = 0xffffffffL / 20;

  private RandomFill() {}

  /// `uniform_(from, to)`; with 0 and 1, `rand`. As many random bits as the dtype has digits.
  public static void uniform(
      MersenneTwister g, DType dtype, Object y, int yo, int count, double from, double to) {
    switch (dtype) {
      case FLOAT64 -> {
        double[] v = (double[]) y;
        for (int i = 0; i < count; i++) {
          v[yo + i] = Math.fma(g.nextDouble(), to - from, from);
        }
      }
      case FLOAT32 -> {
        float[] v = (float[]) y;
        float low = (float) from;
        float width = (float) to - low;
        int[] words = new int[Math.min(count, BLOCK)];
        for (int i = 0; i < count; i += BLOCK) {
          int some = Math.min(BLOCK, count - i);
          g.fill(words, 0, some);
          floats(words, v, yo + i, some, low, width);
        }
      }
      case FLOAT16, BFLOAT16 -> {
        short[] v = (short[]) y;
        float low = round(dtype, (float) from);
        float width = round(dtype, round(dtype, (float) to) - low);
        for (int i = 0; i < count; i++) {
          v[yo + i] = Halves.narrow(dtype, Math.fma(nextHalf(g, dtype), width, low));
        }
      }
      default -> throw new IllegalArgumentException("uniform: not a floating dtype: " + dtype);
    }
  }

  // Apart, so that the compiler makes vectors of it.
  private static void floats(int[] words, float[] v, int at, int count, float low, float width) {
    for (int i = 0; i < count; i++) {
      v[at + i] = Math.fma((words[i] & 0xffffff) * 0x1p-24f, width, low);
    }
  }

  private static float nextHalf(MersenneTwister g, DType dtype) {
    int digits = dtype == DType.FLOAT16 ? 11 : 8;
    return (float) Math.scalb((double) (g.random() & (1 << digits) - 1), -digits);
  }

  private static float round(DType dtype, float value) {
    return Halves.widen(dtype, Halves.narrow(dtype, value));
  }

  /// `normal_(mean, std)`; with 0 and 1, `randn`. The target must be contiguous: PyTorch draws
  /// differently for others, which is [#normalOneByOne].
  ///
  /// From 16 elements on, all are drawn uniformly and then replaced in groups of 16; if a rest is
  /// left, the last 16 are drawn again. Fewer are drawn one by one.
  public static void normal(
      MersenneTwister g, DType dtype, Object y, int yo, int count, double mean, double std) {
    if (count < GROUP) {
      normalOneByOne(g, dtype, y, yo, count, mean, std);
      return;
    }
    for (int i = 0; i < count; i += BLOCK) {
      int some = Math.min(BLOCK, count - i);
      uniform(g, dtype, y, yo + i, some, 0, 1);
      groups(dtype, y, yo + i, some / GROUP, mean, std);
    }
    if (count % GROUP != 0) {
      int last = yo + count - GROUP;
      uniform(g, dtype, y, last, GROUP, 0, 1);
      group(dtype, y, last, mean, std);
    }
  }

  private static void groups(DType dtype, Object y, int at, int count, double mean, double std) {
    if (y instanceof float[] v && FloatNormals.isReady(GROUP * count)) {
      FloatNormals.groups(v, at, count, (float) mean, (float) std);
      return;
    }
    for (int i = 0; i < count; i++) {
      group(dtype, y, at + i * GROUP, mean, std);
    }
  }

  private static void group(DType dtype, Object y, int at, double mean, double std) {
    if (y instanceof float[] v) {
      BoxMuller.floats(v, at, (float) mean, (float) std);
    } else if (y instanceof double[] v) {
      BoxMuller.doubles(v, at, mean, std);
    } else if (y instanceof short[] v) {
      halfGroup(dtype, v, at, round(dtype, (float) mean), round(dtype, (float) std));
    } else {
      throw new IllegalArgumentException("normal: not a floating dtype: " + dtype);
    }
  }

  /// PyTorch computes this in the narrow type, with a rounding after each step.
  private static void halfGroup(DType dtype, short[] v, int at, float mean, float std) {
    for (int j = at; j < at + GROUP / 2; j++) {
      float u1 = round(dtype, 1 - Halves.widen(dtype, v[j]));
      float u2 = Halves.widen(dtype, v[j + GROUP / 2]);
      float log = round(dtype, (float) StrictMath.log(u1));
      float radius = round(dtype, (float) Math.sqrt(round(dtype, -2 * log)));
      float turn = round(dtype, (float) (2 * Math.PI * u2));
      float cos = round(dtype, (float) StrictMath.cos(turn));
      float sin = round(dtype, (float) StrictMath.sin(turn));
      float first = round(dtype, round(dtype, radius * cos) * std);
      float second = round(dtype, round(dtype, radius * sin) * std);
      v[j] = Halves.narrow(dtype, first + mean);
      v[j + GROUP / 2] = Halves.narrow(dtype, second + mean);
    }
  }

  /// `normal_(mean, std)` of a target that is not contiguous or has fewer than 16 elements.
  public static void normalOneByOne(
      MersenneTwister g, DType dtype, Object y, int yo, int count, double mean, double std) {
    for (int i = 0; i < count; i++) {
      Widening.write(dtype, g.nextNormal() * std + mean, y, yo + i);
    }
  }

  /// `randint(low, high)`: whole numbers from `low` up to `high - 1`.
  public static void randint(
      MersenneTwister g, DType dtype, Object y, int yo, int count, long low, long high) {
    long range = high - low;
    boolean wide = Long.compareUnsigned(range, WIDE_RANGE) >= 0;
    for (int i = 0; i < count; i++) {
      long value =
          low
              + (wide
                  ? Long.remainderUnsigned(g.random64(), range)
                  : Integer.toUnsignedLong(g.random()) % range);
      Widening.write(dtype, value, y, yo + i);
    }
  }

  /// `random_()` without bounds: the whole numbers that the dtype holds exactly, from 0 on.
  public static void random(MersenneTwister g, DType dtype, Object y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      long bits = Integer.toUnsignedLong(dtype.itemSize() == 8 ? 0 : g.random());
      long value =
          switch (dtype) {
            case BOOL -> bits & 1;
            case UINT8 -> bits % (1L << 8);
            case INT8 -> bits % (1L << 7);
            case INT16 -> bits % (1L << 15);
            case INT32 -> bits % (1L << 31);
            case FLOAT16 -> bits % ((1L << 11) + 1);
            case BFLOAT16 -> bits % ((1L << 8) + 1);
            case FLOAT32 -> bits % ((1L << 24) + 1);
            case INT64 -> g.random64() & Long.MAX_VALUE;
            case FLOAT64 -> Long.remainderUnsigned(g.random64(), (1L << 53) + 1);
            case COMPLEX64, COMPLEX128 ->
                throw new IllegalArgumentException("random: not a real dtype: " + dtype);
          };
      Widening.write(dtype, value, y, yo + i);
    }
  }

  /// `random_` over all 64 bits: from the least of all longs, without an upper bound.
  public static void anyBits(MersenneTwister g, DType dtype, Object y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      Widening.write(dtype, g.random64(), y, yo + i);
    }
  }

  /// `randperm(n)` into `n` elements.
  public static void randperm(MersenneTwister g, DType dtype, Object y, int yo, int n) {
    long[] order = new long[n];
    if (n < LONG_PERMUTATION) {
      for (int i = 0; i < n; i++) {
        order[i] = i;
      }
      for (int i = 0; i < n - 1; i++) {
        int z = i + (int) (Integer.toUnsignedLong(g.random()) % (n - i));
        long saved = order[i];
        order[i] = order[z];
        order[z] = saved;
      }
    } else {
      for (int i = 0; i < n; i++) {
        int z = (int) Long.remainderUnsigned(g.random64(), i + 1L);
        order[i] = order[z];
        order[z] = i;
      }
    }
    for (int i = 0; i < n; i++) {
      Widening.write(dtype, order[i], y, yo + i);
    }
  }

  /// `bernoulli_(p)` with one probability for all, also the factors of dropout: zeros, and
  /// `present` with probability `p`.
  public static void bernoulli(
      MersenneTwister g, DType dtype, Object y, int yo, int count, double p, double present) {
    // Of 53 bits: as many of them as a double has digits, so that nothing is rounded.
    long below = (long) Math.ceil(p * 0x1p53);
    int[] words = new int[2 * Math.min(count, BLOCK / 2)];
    for (int i = 0; i < count; i += BLOCK / 2) {
      int some = Math.min(BLOCK / 2, count - i);
      g.fill(words, 0, 2 * some);
      switch (y) {
        case float[] v -> present(words, below, present, v, yo + i, some);
        case double[] v -> present(words, below, present, v, yo + i, some);
        case byte[] v -> present(words, below, present, v, yo + i, some);
        default -> {
          for (int j = 0; j < some; j++) {
            Widening.write(dtype, isBelow(words, j, below) ? present : 0, y, yo + i + j);
          }
        }
      }
    }
  }

  // Whether number j of 64 bits, the upper half first, is below in its lower 53.
  private static boolean isBelow(int[] words, int j, long below) {
    long upper = words[2 * j] & (1L << 21) - 1;
    return (upper << 32 | words[2 * j + 1] & 0xffffffffL) < below;
  }

  private static void present(
      int[] words, long below, double present, float[] v, int at, int count) {
    float one = (float) present;
    for (int j = 0; j < count; j++) {
      v[at + j] = isBelow(words, j, below) ? one : 0;
    }
  }

  private static void present(
      int[] words, long below, double present, double[] v, int at, int count) {
    double one = present;
    for (int j = 0; j < count; j++) {
      v[at + j] = isBelow(words, j, below) ? one : 0;
    }
  }

  private static void present(
      int[] words, long below, double present, byte[] v, int at, int count) {
    byte one = (byte) present;
    for (int j = 0; j < count; j++) {
      v[at + j] = isBelow(words, j, below) ? one : 0;
    }
  }

  /// `bernoulli(p)` with a probability for each element, of dtype `pType`, side by side from `po`
  /// on.
  public static void bernoulli(
      MersenneTwister g, DType dtype, Object y, int yo, int count, DType pType, Object p, int po) {
    double[] one = new double[1];
    for (int i = 0; i < count; i++) {
      Widening.doubles(pType, p, po + i, 1, 1, one, 0);
      double u = pType == DType.FLOAT64 ? g.nextDouble() : g.nextFloat();
      Widening.write(dtype, u < one[0] ? 1L : 0L, y, yo + i);
    }
  }

  /// `exponential_(lambda)`.
  public static void exponential(
      MersenneTwister g, DType dtype, Object y, int yo, int count, double lambda) {
    for (int i = 0; i < count; i++) {
      double value = -1.0 / lambda * StrictMath.log1p(-g.nextDouble());
      Widening.write(dtype, value, y, yo + i);
    }
  }

  /// `cauchy_(median, sigma)`.
  public static void cauchy(
      MersenneTwister g, DType dtype, Object y, int yo, int count, double median, double sigma) {
    for (int i = 0; i < count; i++) {
      double value = median + sigma * StrictMath.tan(Math.PI * (g.nextDouble() - 0.5));
      Widening.write(dtype, value, y, yo + i);
    }
  }

  /// `log_normal_(mean, std)`.
  public static void logNormal(
      MersenneTwister g, DType dtype, Object y, int yo, int count, double mean, double std) {
    for (int i = 0; i < count; i++) {
      Widening.write(dtype, StrictMath.exp(g.nextNormal() * std + mean), y, yo + i);
    }
  }

  /// `geometric_(p)`: how many trials until the first success.
  public static void geometric(
      MersenneTwister g, DType dtype, Object y, int yo, int count, double p) {
    for (int i = 0; i < count; i++) {
      double value = Math.ceil(StrictMath.log(g.nextDouble()) / StrictMath.log1p(-p));
      Widening.write(dtype, value, y, yo + i);
    }
  }
}
