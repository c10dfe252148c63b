package dev.gradus;

/// The options of `gridSample`.
///
/// @param mode how values between elements are found: bilinear, nearest or bicubic; in volumes,
///   bilinear is trilinear
/// @param padding what is outside
/// @param alignCorners whether -1 and 1 are the centres of the corner elements, instead of their
///   outer edges
public record GridSampleOptions(InterpolationMode mode, Outside padding, boolean alignCorners) {
  /// What is outside of the image.
  public enum Outside {
    /// Zeros.
    ZEROS,
    /// The border elements.
    BORDER,
    /// The image, mirrored again and again.
    REFLECTION
  }

  /// Bilinear, zeros outside, corners not aligned.
  public static final GridSampleOptions DEFAULT =
      new GridSampleOptions(InterpolationMode.BILINEAR, Outside.ZEROS, false);

  /// With another mode.
  public GridSampleOptions withMode(InterpolationMode other) {
    return new GridSampleOptions(other, padding, alignCorners);
  }

  /// With something else outside.
  public GridSampleOptions withPadding(Outside other) {
    return new GridSampleOptions(mode, other, alignCorners);
  }

  /// With other corners.
  public GridSampleOptions withAlignCorners(boolean other) {
    return new GridSampleOptions(mode, padding, other);
  }
}
