package dev.gradus.architecture.planted.kernel;

import dev.gradus.architecture.planted.dtype.Lowest;
import jdk.incubator.vector.FloatVector;

/// Uses what a kernel may use.
public final class Allowed {
  private Allowed() {}

  /// A name and the vector width.
  public static String name() {
    return Lowest.name() + FloatVector.SPECIES_PREFERRED.length();
  }
}
