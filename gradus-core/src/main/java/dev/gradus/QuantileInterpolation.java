package dev.gradus;

import dev.gradus.error.GradusArgumentException;

/// What a quantile is that lies between two elements.
public enum QuantileInterpolation {
  /// On the straight line between them.
  LINEAR,
  /// The lower element.
  LOWER,
  /// The higher element.
  HIGHER,
  /// Halfway between them.
  MIDPOINT,
  /// The nearer element, the one of even rank where both are as near.
  NEAREST;

  /// The one of PyTorch's name. **Errors**: another name.
  public static QuantileInterpolation of(String name) {
    return switch (name) {
      case "linear" -> LINEAR;
      case "lower" -> LOWER;
      case "higher" -> HIGHER;
      case "midpoint" -> MIDPOINT;
      case "nearest" -> NEAREST;
      default ->
          throw new GradusArgumentException(
              "quantile() interpolation must be one of linear, lower, higher, midpoint or nearest, but got "
                  + name);
    };
  }
}
