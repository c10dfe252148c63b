package dev.gradus.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [BoxMuller#floats] on the Vector API: the same steps, and so the same bits.
///
/// In vectors of the width that everything has, because C2 leaves code of two widths half compiled:
/// the eight pairs of a group are one vector of 256 bits, those of two groups one of 512. Callers
/// ask [#isReady] first, before which nothing here touches the Vector API.
final class FloatNormals {
  private static final int GROUP = 16;

  /// Numbers made by plain loops before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 17;

  private static final int WARM_GROUPS = 16;

  private static final WarmUp WARMTH = new WarmUp(PATIENCE, FloatNormals::exercises);

  private FloatNormals() {}

  /// Whether vectors are allowed, wide enough and compiled; if not, `numbers` count as made
  /// without.
  static boolean isReady(int numbers) {
    return isWide() && WARMTH.ready(numbers);
  }

  private static boolean isWide() {
    return GemmKernels.vectorsAllowed() && GemmKernels.Width.preferred() >= GROUP / 2 * Float.SIZE;
  }

  /// Compiles it now.
  static void warmUp() {
    if (isWide()) {
      WARMTH.now();
    }
  }

  private static WarmUp.Exercise[] exercises() {
    float[] x = new float[WARM_GROUPS * GROUP];
    return new WarmUp.Exercise[] {
      new WarmUp.Exercise(
          () -> {
            for (int i = 0; i < x.length; i++) {
              x[i] = i * (1f / (WARM_GROUPS * GROUP));
            }
            groups(x, 0, WARM_GROUPS, 0, 1);
          },
          WARM_GROUPS * 64)
    };
  }

  /// Replaces `count` groups of sixteen uniform numbers from `at` on by normal ones.
  static void groups(float[] x, int at, int count, float mean, float std) {
    int whole = count / Lanes.GROUPS * Lanes.GROUPS;
    Lanes.radii(x, at, whole);
    Lanes.turns(x, at, whole, mean, std);
    for (int i = whole; i < count; i++) {
      BoxMuller.floats(x, at + i * GROUP, mean, std);
    }
  }

  /// The only class here that refers to the Vector API. Two loops, and choices by bits: C2 does not
  /// take more operations into one method.
  private static final class Lanes {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    /// Groups whose pairs are a vector.
    static final int GROUPS = S.length() / (GROUP / 2);

    /// Which elements of two vectors side by side are first and second in their pairs: of each
    /// group the one half and the other. Either is its own way back.
    private static final FloatVector FIRST = half(0);

    private static final FloatVector SECOND = half(GROUP / 2);

    private static FloatVector half(int from) {
      float[] places = new float[S.length()];
      for (int i = 0; i < places.length; i++) {
        places[i] = i / (GROUP / 2) * GROUP + i % (GROUP / 2) + from;
      }
      return FloatVector.fromArray(S, places, 0);
    }

    private static FloatVector first(FloatVector low, FloatVector high) {
      return GROUPS == 1 ? low : FIRST.selectFrom(low, high);
    }

    private static FloatVector second(FloatVector low, FloatVector high) {
      return GROUPS == 1 ? high : SECOND.selectFrom(low, high);
    }

    /// The first half of each group.
    static void radii(float[] x, int at, int count) {
      int lanes = S.length();
      for (int i = at; i < at + count * GROUP; i += 2 * lanes) {
        FloatVector low = FloatVector.fromArray(S, x, i);
        FloatVector high = FloatVector.fromArray(S, x, i + lanes);
        FloatVector radius = log(broadcast(1f).sub(first(low, high))).mul(-2f).sqrt();
        FloatVector angle = second(low, high);
        first(radius, angle).intoArray(x, i);
        second(radius, angle).intoArray(x, i + lanes);
      }
    }

    /// The logarithm of numbers that are at least 2⁻²⁴ and at most 1.
    private static FloatVector log(FloatVector u) {
      IntVector bits = u.reinterpretAsInts();
      IntVector half = bits.and(0x7fffff).or(0x3f000000);
      // All ones where the number is below the root of 1/2.
      int root = Float.floatToRawIntBits(BoxMuller.SQRT_HALF);
      IntVector low = half.sub(root).lanewise(VectorOperators.ASHR, 31);
      IntVector number = bits.lanewise(VectorOperators.LSHR, 23).sub(126).add(low);
      FloatVector exponent = floats(number);
      FloatVector x = half.reinterpretAsFloats().sub(1f).add(half.and(low).reinterpretAsFloats());
      FloatVector z = x.mul(x);
      FloatVector y = polynomial(BoxMuller.LOG, x).mul(x);
      y = y.fma(z, exponent.mul(BoxMuller.LN2_LOW));
      y = z.neg().fma(broadcast(0.5f), y);
      return exponent.fma(broadcast(BoxMuller.LN2_HIGH), x.add(y));
    }

    /// Both halves, the first with radii.
    static void turns(float[] x, int at, int count, float mean, float std) {
      int lanes = S.length();
      for (int i = at; i < at + count * GROUP; i += 2 * lanes) {
        FloatVector low = FloatVector.fromArray(S, x, i);
        FloatVector high = FloatVector.fromArray(S, x, i + lanes);
        FloatVector radius = first(low, high);
        FloatVector angle = second(low, high).mul(BoxMuller.TURN);
        IntVector eighth = ints(angle.mul(BoxMuller.EIGHTHS_PER_RADIAN)).add(1).and(~1);
        FloatVector eighths = floats(eighth);
        FloatVector a = angle;
        for (float part : BoxMuller.EIGHTH_TURN) {
          a = eighths.fma(broadcast(-part), a);
        }
        FloatVector z = a.mul(a);
        FloatVector y = polynomial(BoxMuller.COS, z).mul(z);
        IntVector cos = y.fma(z, z.mul(-0.5f)).add(1f).reinterpretAsInts();
        FloatVector w = polynomial(BoxMuller.SIN, z).mul(z);
        IntVector sin = w.fma(a, a).reinterpretAsInts();
        IntVector swapped = eighth.lanewise(VectorOperators.LSHL, 30);
        IntVector other = xor(cos, sin).and(swapped.lanewise(VectorOperators.ASHR, 31));
        FloatVector x1 = normal(radius, negated(xor(cos, other), eighth.add(2)), mean, std);
        FloatVector x2 = normal(radius, negated(xor(sin, other), eighth), mean, std);
        first(x1, x2).intoArray(x, i);
        second(x1, x2).intoArray(x, i + lanes);
      }
    }

    private static FloatVector normal(FloatVector radius, FloatVector part, float mean, float std) {
      return radius.mul(part).fma(broadcast(std), broadcast(mean));
    }

    /// With the other sign where the bit of 4 is set.
    private static FloatVector negated(IntVector bits, IntVector where) {
      return xor(bits, where.and(4).lanewise(VectorOperators.LSHL, 29)).reinterpretAsFloats();
    }

    private static IntVector xor(IntVector a, IntVector b) {
      return a.lanewise(VectorOperators.XOR, b);
    }

    private static FloatVector polynomial(float[] coefficients, FloatVector x) {
      FloatVector y = broadcast(coefficients[0]);
      for (int k = 1; k < coefficients.length; k++) {
        y = y.fma(x, broadcast(coefficients[k]));
      }
      return y;
    }

    private static FloatVector broadcast(float value) {
      return FloatVector.broadcast(S, value);
    }

    private static IntVector ints(FloatVector x) {
      return (IntVector) x.convert(VectorOperators.F2I, 0);
    }

    private static FloatVector floats(IntVector x) {
      return (FloatVector) x.convert(VectorOperators.I2F, 0);
    }
  }
}
