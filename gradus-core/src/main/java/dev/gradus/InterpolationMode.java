package dev.gradus;

import java.util.Locale;

/// How values between the elements of an image are found.
public enum InterpolationMode {
  /// The element below, as older versions of image libraries have it.
  NEAREST,
  /// The element whose centre is nearest.
  NEAREST_EXACT,
  /// A line between two elements of a signal.
  LINEAR,
  /// Lines along both dimensions of an image.
  BILINEAR,
  /// Cubic polynomials along both dimensions of an image.
  BICUBIC,
  /// Lines along the three dimensions of a volume.
  TRILINEAR,
  /// The mean over the elements that a new one covers.
  AREA;

  /// PyTorch's name: `nearest-exact`.
  public String torchName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
