package dev.gradus.bench;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Normal matrices, the same in every run.
final class Inputs {
  private Inputs() {}

  static Tensor matrix(int rows, int columns, long seed) {
    return Gradus.randn(new Generator().manualSeed(seed), rows, columns);
  }
}
