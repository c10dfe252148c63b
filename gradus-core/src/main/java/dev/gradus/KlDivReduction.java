package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import java.util.Locale;

/// What `klDiv` does with the divergences of single elements.
public enum KlDivReduction {
  /// Returns them.
  NONE,
  /// Returns their mean over all elements.
  MEAN,
  /// Returns their sum divided by the size of the first dimension: the mean of the divergences.
  BATCHMEAN,
  /// Returns their sum.
  SUM;

  /// The reduction of that name in PyTorch.
  public static KlDivReduction of(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new GradusArgumentException(name + " is not a valid value for reduction");
    }
  }
}
