package dev.gradus.kernel;

import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Turns rows of floats into columns in registers, several times as fast as element by element.
///
/// Only where vectors have 512 bits: selecting from two vectors is one instruction there, and many
/// elsewhere. Callers ask [#isReady] first, before which nothing here touches the Vector API.
final class FloatTranspose {
  /// Elements turned by plain loops before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 22;

  private static final int LANES = 16;

  private static final int AT_ONCE = 4;

  /// Columns of a wide panel.
  static final int WIDE = 3 * LANES;

  private static final WarmUp WARMTH = new WarmUp(PATIENCE, FloatTranspose::exercises);

  private static volatile @Nullable TransposeKernel eight;
  private static volatile @Nullable TransposeKernel sixteen;
  private static volatile @Nullable DotsKernel dots;

  private FloatTranspose() {}

  /// Whether vectors are allowed, wide enough and compiled; if not, `elements` count as turned
  /// without.
  static boolean isReady(int elements) {
    return GemmKernels.vectorsAllowed() && WARMTH.ready(elements) && eight != null;
  }

  private static WarmUp.Exercise[] exercises() {
    if (GemmKernels.Width.preferred() < LANES * Float.SIZE) {
      return new WarmUp.Exercise[0];
    }
    float[] from = new float[LANES * LANES];
    float[] to = new float[LANES * LANES];
    sixteen = TransposeGenerator.generate(LANES);
    dots = DotsGenerator.generate();
    eight = TransposeGenerator.generate(LANES / 2);
    return new WarmUp.Exercise[] {
      new WarmUp.Exercise(() -> eight(from, 0, LANES, LANES, to, 0), 2 * LANES * 4),
      new WarmUp.Exercise(() -> sixteen(from, 0, LANES, LANES, to, 0, LANES), LANES * 8),
      new WarmUp.Exercise(() -> panels(from, 0, LANES, LANES, 2, to, 0), LANES * 8),
      new WarmUp.Exercise(() -> dots(LANES, from, 0, from, 0, LANES, to, 0), LANES * 8),
      new WarmUp.Exercise(() -> widePanels(from, 0, LANES, LANES / 4, 1, to, 0), LANES * 2)
    };
  }

  /// Generates the kernels where nobody has.
  static void generate() {
    var _ = exercises();
  }

  /// `to[o + 8·p + r] = from[x + r·row + p]` for eight `r` and `depth` of `p`, a multiple of
  /// sixteen.
  static void eight(float[] from, int x, int row, int depth, float[] to, int o) {
    Objects.requireNonNull(eight).run(depth, from, x, row, to, o, LANES);
  }

  /// `to[o + p·step + r] = from[x + r·row + p]` for sixteen `r` and `depth` of `p`, a multiple of
  /// sixteen.
  static void sixteen(float[] from, int x, int row, int depth, float[] to, int o, int step) {
    Objects.requireNonNull(sixteen).run(depth, from, x, row, to, o, step);
  }

  /// `to[o + r] = Σ a[ao + p]·b[bo + r·row + p]` for sixteen `r` and `depth` of `p`, a multiple of
  /// sixteen: a chain by ascending `p` for each, started at zero.
  static void dots(int depth, float[] a, int ao, float[] b, int bo, int row, float[] to, int o) {
    Objects.requireNonNull(dots).run(depth, a, ao, b, bo, row, to, o);
  }

  /// Panels of eight of rows that are turned already: `to[o + 8·depth·k + 8·p + r] = from[x +
  /// p·column + 8·k + r]` for eight `r` and `panels` of `k`.
  ///
  /// Some panels at once: far columns crowd one part of the cache, which would lose what a panel
  /// has not used of a line before the next one comes.
  static void panels(float[] from, int x, int column, int depth, int panels, float[] to, int o) {
    int pairs = panels / 2;
    for (int k = 0; k < pairs; k += AT_ONCE / 2) {
      int end = Math.min(pairs, k + AT_ONCE / 2);
      int p = 0;
      for (; p + 1 < depth; p += 2) {
        for (int one = k; one < end; one++) {
          int y = o + 8 * (2 * depth * one + p);
          Lanes.twoByTwo(from, x + p * column + LANES * one, column, to, y, 8 * depth);
        }
      }
      for (int one = 2 * k; p < depth && one < 2 * end; one++) {
        System.arraycopy(from, x + p * column + 8 * one, to, o + 8 * (depth * one + p), 8);
      }
    }
    for (int p = 0; 2 * pairs < panels && p < depth; p++) {
      int y = o + 8 * (2 * depth * pairs + p);
      System.arraycopy(from, x + p * column + LANES * pairs, to, y, 8);
    }
  }

  /// Panels of 48 columns of contiguous rows: `to[o + 48·(depth·k + p) + q] = from[x + p·row + 48·k
  /// + q]`.
  ///
  /// Some panels at once, so that a row is read for longer before the next one, which is a page
  /// away.
  static void widePanels(float[] from, int x, int row, int depth, int panels, float[] to, int o) {
    for (int k = 0; k < panels; k += AT_ONCE) {
      int end = Math.min(panels, k + AT_ONCE);
      for (int p = 0; p < depth; p++) {
        for (int one = k; one < end; one++) {
          Lanes.copyThree(from, x + p * row + WIDE * one, to, o + WIDE * (depth * one + p));
        }
      }
    }
  }

  /// The only class here that refers to the Vector API.
  private static final class Lanes {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;

    private static final FloatVector LOWER =
        lanes(0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
    private static final FloatVector UPPER =
        lanes(8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);

    private static FloatVector lanes(float... which) {
      return FloatVector.fromArray(S, which, 0);
    }

    static void copyThree(float[] from, int x, float[] to, int y) {
      FloatVector a = FloatVector.fromArray(S, from, x);
      FloatVector b = FloatVector.fromArray(S, from, x + LANES);
      FloatVector c = FloatVector.fromArray(S, from, x + 2 * LANES);
      a.intoArray(to, y);
      b.intoArray(to, y + LANES);
      c.intoArray(to, y + 2 * LANES);
    }

    /// Two neighbouring rows of two neighbouring panels, which are `next` apart.
    static void twoByTwo(float[] from, int x, int column, float[] to, int y, int next) {
      FloatVector a = FloatVector.fromArray(S, from, x);
      FloatVector b = FloatVector.fromArray(S, from, x + column);
      LOWER.selectFrom(a, b).intoArray(to, y);
      UPPER.selectFrom(a, b).intoArray(to, y + next);
    }
  }
}
