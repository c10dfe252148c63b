package dev.gradus.examples;

import dev.gradus.Tensor;
import dev.gradus.nn.Layer;

/// Takes the mean from each column and divides it by the standard deviation, both of the samples
/// that it was made from. They are buffers, so that they are part of what is saved.
final class Standardize extends Layer {
  /// **Shape**: samples (N, features).
  Standardize(Tensor samples) {
    buffer("mean", samples.mean(0));
    // A column that is the same everywhere stays 0.
    buffer("deviation", samples.std(new int[] {0}, 0, false).clampMin(1e-12));
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.sub(get("mean")).div(get("deviation"));
  }
}
