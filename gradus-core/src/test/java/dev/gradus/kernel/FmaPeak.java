package dev.gradus.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Measures how many floating-point operations per second one core reaches with independent chains
/// of fused multiply-adds in registers: the ceiling for a matrix product.
final class FmaPeak {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  private FmaPeak() {}

  /// The best of several runs, in operations per second (an fma counts as two).
  static double measure() {
    float[] sink = new float[S.length()];
    double best = 0;
    for (int i = 0; i < 30; i++) {
      long start = System.nanoTime();
      chains(1_000_000, sink);
      double seconds = (System.nanoTime() - start) / 1e9;
      best = Math.max(best, 2.0 * 12 * S.length() * 1_000_000 / seconds);
    }
    return best;
  }

  private static void chains(int rounds, float[] sink) {
    FloatVector x = FloatVector.broadcast(S, 0.999f);
    FloatVector y = FloatVector.broadcast(S, 0.001f);
    FloatVector c0 = y;
    FloatVector c1 = y;
    FloatVector c2 = y;
    FloatVector c3 = y;
    FloatVector c4 = y;
    FloatVector c5 = y;
    FloatVector c6 = y;
    FloatVector c7 = y;
    FloatVector c8 = y;
    FloatVector c9 = y;
    FloatVector c10 = y;
    FloatVector c11 = y;
    for (int i = 0; i < rounds; i++) {
      c0 = c0.fma(x, y);
      c1 = c1.fma(x, y);
      c2 = c2.fma(x, y);
      c3 = c3.fma(x, y);
      c4 = c4.fma(x, y);
      c5 = c5.fma(x, y);
      c6 = c6.fma(x, y);
      c7 = c7.fma(x, y);
      c8 = c8.fma(x, y);
      c9 = c9.fma(x, y);
      c10 = c10.fma(x, y);
      c11 = c11.fma(x, y);
    }
    FloatVector low = c0.add(c1).add(c2.add(c3)).add(c4.add(c5));
    FloatVector high = c6.add(c7).add(c8.add(c9)).add(c10.add(c11));
    low.add(high).intoArray(sink, 0);
  }

  public static void main(String[] args) {
    System.out.printf("FMA peak %.1f GFLOP/s, %d lanes%n", measure() / 1e9, S.length());
  }
}
