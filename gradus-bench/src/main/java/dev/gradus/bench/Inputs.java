package dev.gradus.bench;

import static dev.gradus.Gradus.stack;
import static dev.gradus.Gradus.tensor;

import dev.gradus.Tensor;
import java.util.Random;
import java.util.stream.Stream;

/// Matrices of floats about as large as `randn` gives them, the same in every run.
final class Inputs {
  private Inputs() {}

  static Tensor matrix(int rows, int columns, long seed) {
    Random random = new Random(seed);
    return column(rows, random).add(column(columns, random).t()).mul(Math.sqrt(0.5));
  }

  private static Tensor column(int size, Random random) {
    return stack(
        Stream.generate(() -> tensor(random.nextGaussian()).unsqueeze(0)).limit(size).toList(), 0);
  }
}
