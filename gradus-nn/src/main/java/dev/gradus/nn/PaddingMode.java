package dev.gradus.nn;

import dev.gradus.error.GradusArgumentException;
import java.util.Locale;

/// What stands around an input.
public enum PaddingMode {
  /// Zeros.
  ZEROS,
  /// The input seen in a mirror at its edge, which is not repeated.
  REFLECT,
  /// The edge, again and again.
  REPLICATE,
  /// The input again.
  CIRCULAR;

  /// The mode of that name in PyTorch.
  public static PaddingMode of(String name) {
    for (PaddingMode mode : values()) {
      if (mode.torchName().equals(name)) {
        return mode;
      }
    }
    throw new GradusArgumentException(
        "padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got"
            + " padding_mode='"
            + name
            + "'");
  }

  /// PyTorch's name.
  public String torchName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
