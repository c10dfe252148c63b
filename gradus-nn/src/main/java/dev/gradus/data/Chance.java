package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.dtype.DType;

/// Single random numbers from a seed, drawn from a [Generator] in blocks.
///
/// `StrictMath` is used wherever synthetic data is computed: `Math.sin` and its like may give other
/// last bits once they are compiled.
final class Chance {
  private static final int BLOCK = 1024;
  private final Generator generator;
  private double[] block = {};
  private int next;

  Chance(long seed) {
    generator = new Generator().manualSeed(seed);
  }

  /// A number in [0, 1).
  double uniform() {
    if (next == block.length) {
      block = Gradus.rand(generator, DType.FLOAT64, BLOCK).toDoubleArray();
      next = 0;
    }
    return block[next++];
  }

  /// A number in [low, high).
  double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /// A whole number in [0, n).
  int below(int n) {
    return (int) (uniform() * n);
  }

  /// A number of the standard normal distribution (Box and Muller 1958).
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }
}
