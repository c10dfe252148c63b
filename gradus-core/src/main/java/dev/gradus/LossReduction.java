package dev.gradus;

import java.util.Locale;

/// What a loss does with the losses of single elements.
public enum LossReduction {
  /// Returns them.
  NONE,
  /// Returns their mean.
  MEAN,
  /// Returns their sum.
  SUM;

  /// The reduction of that name in PyTorch: `none`, `mean` or `sum`.
  public static LossReduction of(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new dev.gradus.error.GradusArgumentException(
          name + " is not a valid value for reduction");
    }
  }
}
