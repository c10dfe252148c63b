package dev.gradus.architecture.planted.graph;

import dev.gradus.architecture.planted.Root;

/// The graph knows nothing of what is above it, not even as the element of an array.
public final class LooksUp {
  private LooksUp() {}

  /// None.
  public static Root[] none() {
    return new Root[0];
  }
}
