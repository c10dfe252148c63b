package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.PadMode;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Locale;

/// What stands around an input.
public enum PaddingMode {
  /// Zeros.
  ZEROS(PadMode.CONSTANT),
  /// The input seen in a mirror at its edge, which is not repeated.
  REFLECT(PadMode.REFLECT),
  /// The edge, again and again.
  REPLICATE(PadMode.REPLICATE),
  /// The input again.
  CIRCULAR(PadMode.CIRCULAR);

  private final PadMode mode;

  PaddingMode(PadMode mode) {
    this.mode = mode;
  }

  /// Places around an input, in pairs of widths (before, behind) from the last dimension on.
  Tensor pad(Tensor x, long[] widths) {
    return Gradus.pad(x, widths, mode);
  }

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
