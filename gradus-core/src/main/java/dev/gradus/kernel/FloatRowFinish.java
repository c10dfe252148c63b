package dev.gradus.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The last step of a row normalisation in vectors, with the bits of the plain loop.
///
/// Two rows go side by side, because every third load would else be one of weights or biases; and
/// two vectors of each are loaded before any is stored, because rows and results often lie at the
/// same place of a page, where processors take a load for one of what was just stored.
final class FloatRowFinish {
  /// Elements that plain loops take before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 22;

  private static final int WARM_WIDTH = 128;

  private static final WarmUp WARMTH = new WarmUp(PATIENCE, FloatRowFinish::exercises);

  private FloatRowFinish() {}

  /// Whether vectors are allowed and compiled; if not, `elements` count as done without.
  static boolean isReady(long elements) {
    return GemmKernels.vectorsAllowed() && WARMTH.ready(elements);
  }

  private static WarmUp.Exercise[] exercises() {
    float[] row = new float[2 * WARM_WIDTH + 1];
    float[] numbers = new float[2];
    Runnable body =
        () -> {
          rows(row, 0, row, 0, WARM_WIDTH, 2, numbers, numbers, numbers, row, row);
          rows(row, 0, row, 0, WARM_WIDTH + 1, 1, numbers, numbers, numbers, row, row);
        };
    int vectors = 4 * WARM_WIDTH / Lanes.WIDTH;
    return new WarmUp.Exercise[] {new WarmUp.Exercise(body, 9 * vectors)};
  }

  /// `y = (x - first - shift) · scale · w + b` for `m` rows of `n` elements, from `x[at]` and
  /// `y[to]` on.
  static void rows(
      float[] x,
      int at,
      float[] y,
      int to,
      int n,
      int m,
      float[] firsts,
      float[] shifts,
      float[] scales,
      float[] w,
      float[] b) {
    int whole = n / (2 * Lanes.WIDTH) * (2 * Lanes.WIDTH);
    for (int r = 0; r < m; r += 2) {
      // The last of an odd number is done twice.
      int s = Math.min(r + 1, m - 1);
      Lanes.pair(
          x,
          at + r * n,
          at + s * n,
          y,
          to + r * n,
          to + s * n,
          whole,
          firsts[r],
          firsts[s],
          shifts[r],
          shifts[s],
          scales[r],
          scales[s],
          w,
          b);
      rest(x, at + r * n, y, to + r * n, whole, n, firsts[r], shifts[r], scales[r], w, b);
      rest(x, at + s * n, y, to + s * n, whole, n, firsts[s], shifts[s], scales[s], w, b);
    }
  }

  private static void rest(
      float[] x,
      int at,
      float[] y,
      int to,
      int from,
      int n,
      float first,
      float shift,
      float scale,
      float[] w,
      float[] b) {
    for (int i = from; i < n; i++) {
      y[to + i] = (x[at + i] - first - shift) * scale * w[i] + b[i];
    }
  }

  /// What touches the Vector API.
  private static final class Lanes {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final int WIDTH = FLOATS.length();

    private Lanes() {}

    static void pair(
        float[] x,
        int xr,
        int xs,
        float[] y,
        int yr,
        int ys,
        int n,
        float firstR,
        float firstS,
        float shiftR,
        float shiftS,
        float scaleR,
        float scaleS,
        float[] w,
        float[] b) {
      FloatVector fr = FloatVector.broadcast(FLOATS, firstR);
      FloatVector fs = FloatVector.broadcast(FLOATS, firstS);
      FloatVector mr = FloatVector.broadcast(FLOATS, shiftR);
      FloatVector ms = FloatVector.broadcast(FLOATS, shiftS);
      FloatVector cr = FloatVector.broadcast(FLOATS, scaleR);
      FloatVector cs = FloatVector.broadcast(FLOATS, scaleS);
      for (int i = 0; i < n; i += 2 * WIDTH) {
        int j = i + WIDTH;
        FloatVector wi = FloatVector.fromArray(FLOATS, w, i);
        FloatVector wj = FloatVector.fromArray(FLOATS, w, j);
        FloatVector bi = FloatVector.fromArray(FLOATS, b, i);
        FloatVector bj = FloatVector.fromArray(FLOATS, b, j);
        FloatVector ri = FloatVector.fromArray(FLOATS, x, xr + i);
        FloatVector rj = FloatVector.fromArray(FLOATS, x, xr + j);
        FloatVector si = FloatVector.fromArray(FLOATS, x, xs + i);
        FloatVector sj = FloatVector.fromArray(FLOATS, x, xs + j);
        ri.sub(fr).sub(mr).mul(cr).mul(wi).add(bi).intoArray(y, yr + i);
        rj.sub(fr).sub(mr).mul(cr).mul(wj).add(bj).intoArray(y, yr + j);
        si.sub(fs).sub(ms).mul(cs).mul(wi).add(bi).intoArray(y, ys + i);
        sj.sub(fs).sub(ms).mul(cs).mul(wj).add(bj).intoArray(y, ys + j);
      }
    }
  }
}
