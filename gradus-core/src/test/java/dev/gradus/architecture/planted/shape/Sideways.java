package dev.gradus.architecture.planted.shape;

import dev.gradus.architecture.planted.dtype.Lowest;
import jdk.incubator.vector.FloatVector;

/// Shapes know nothing of dtypes, and nothing of vectors.
public final class Sideways {
  private Sideways() {}

  /// A name and the vector width.
  public static String name() {
    return Lowest.name() + FloatVector.SPECIES_PREFERRED.length();
  }
}
