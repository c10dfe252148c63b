package dev.gradus.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The product of a column and a contiguous row of floats, as a single sample gives to the gradient
/// of a layer's weight.
///
/// Plain loops multiply a copy of the row into an array of their own and copy that: C2 vectorises a
/// loop over several arrays only where all have the same index. The Vector API needs neither copy.
final class FloatOuter {
  /// Multiplications done by plain loops before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 23;

  /// Rows that take longer to be copied than to be multiplied one by one.
  private static final int SHORT_ROW = 48;

  private static final int WARM_ROW = 1024;

  private static final WarmUp WARMTH = new WarmUp(PATIENCE, FloatOuter::exercises);

  private FloatOuter() {}

  private static WarmUp.Exercise[] exercises() {
    float[] row = new float[WARM_ROW];
    float[] to = new float[WARM_ROW];
    int vectors = WARM_ROW * Float.SIZE / GemmKernels.Width.preferred();
    return new WarmUp.Exercise[] {
      new WarmUp.Exercise(() -> Lanes.scale(1f, row, 0, WARM_ROW, to, 0), 3 * vectors)
    };
  }

  static void multiply(int m, int n, Strided a, Strided b, Strided c, boolean add) {
    boolean inVectors =
        n >= SHORT_ROW && !add && GemmKernels.vectorsAllowed() && WARMTH.ready((long) m * n);
    multiply(m, n, a, b, c, add, inVectors);
  }

  static void multiply(
      int m, int n, Strided a, Strided b, Strided c, boolean add, boolean inVectors) {
    if (add || !inVectors && n >= SHORT_ROW) {
      throughCopies(m, n, a, b, c, add);
      return;
    }
    float[] from = (float[]) a.array();
    float[] row = (float[]) b.array();
    float[] to = (float[]) c.array();
    for (int i = 0; i < m; i++) {
      if (inVectors) {
        Lanes.scale(from[a.at(i, 0)], row, b.offset(), n, to, c.at(i, 0));
      } else {
        scale(from[a.at(i, 0)], row, b.offset(), n, to, c.at(i, 0));
      }
    }
  }

  private static void throughCopies(int m, int n, Strided a, Strided b, Strided c, boolean add) {
    float[] from = (float[]) a.array();
    float[] to = (float[]) c.array();
    float[] row = Arrays.copyOfRange((float[]) b.array(), b.offset(), b.offset() + n);
    float[] product = new float[n];
    for (int i = 0; i < m; i++) {
      scale(from[a.at(i, 0)], row, product);
      if (add) {
        FloatGemmLoops.addRow(product, 0, n, to, c.at(i, 0), c.column(), true);
      } else {
        System.arraycopy(product, 0, to, c.at(i, 0), n);
      }
    }
  }

  // Adding to zero, as every chain does, makes -0 to 0.
  private static void scale(float s, float[] row, float[] product) {
    for (int j = 0; j < product.length; j++) {
      product[j] = fma(s, row[j], 0f);
    }
  }

  private static void scale(float s, float[] row, int x, int n, float[] to, int y) {
    for (int j = 0; j < n; j++) {
      to[y + j] = fma(s, row[x + j], 0f);
    }
  }

  /// The only class here that refers to the Vector API.
  private static final class Lanes {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    static void scale(float s, float[] row, int x, int n, float[] to, int y) {
      FloatVector zero = FloatVector.zero(S);
      FloatVector factor = FloatVector.broadcast(S, s);
      int whole = S.loopBound(n);
      for (int j = 0; j < whole; j += S.length()) {
        factor.fma(FloatVector.fromArray(S, row, x + j), zero).intoArray(to, y + j);
      }
      for (int j = whole; j < n; j++) {
        to[y + j] = fma(s, row[x + j], 0f);
      }
    }
  }
}
