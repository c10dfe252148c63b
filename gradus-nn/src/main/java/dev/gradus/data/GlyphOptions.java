package dev.gradus.data;

import dev.gradus.error.GradusArgumentException;

/// How [Synthetic#glyphs] are drawn and distorted. Every amount may be 0.
///
/// @param side the height and width of an image in pixels
/// @param affine turning, scaling, slanting and moving; at 1 up to 15 degrees either way and a
///   tenth of the side
/// @param elastic the largest smooth displacement of a point, in sides
/// @param thickness how much the width of the pen varies, in parts of its mean
/// @param noise the standard deviation of what is added to each pixel
/// @param missing the chance that a piece of the sign is wiped out
public record GlyphOptions(
    int side, double affine, double elastic, double thickness, double noise, double missing) {
  /// 16 by 16 pixels, with all distortions.
  public static final GlyphOptions DEFAULT = new GlyphOptions(16, 1, 0.04, 0.4, 0.08, 0.3);

  /// 16 by 16 pixels, clean.
  public static final GlyphOptions CLEAN = new GlyphOptions(16, 0, 0, 0, 0, 0);

  /// Checks the values.
  public GlyphOptions {
    if (side < 4 || side > 1024) {
      throw new GradusArgumentException("glyphs: got side " + side + "; from 4 to 1024 pixels.");
    }
    for (double amount : new double[] {affine, elastic, thickness, noise, missing}) {
      if (!(amount >= 0 && amount <= 10)) {
        throw new GradusArgumentException(
            "glyphs: got " + amount + " as an amount of distortion; from 0 to 10.");
      }
    }
  }

  /// With another `side`.
  public GlyphOptions withSide(int other) {
    return new GlyphOptions(other, affine, elastic, thickness, noise, missing);
  }

  /// With another `affine`.
  public GlyphOptions withAffine(double other) {
    return new GlyphOptions(side, other, elastic, thickness, noise, missing);
  }

  /// With another `elastic`.
  public GlyphOptions withElastic(double other) {
    return new GlyphOptions(side, affine, other, thickness, noise, missing);
  }

  /// With another `thickness`.
  public GlyphOptions withThickness(double other) {
    return new GlyphOptions(side, affine, elastic, other, noise, missing);
  }

  /// With another `noise`.
  public GlyphOptions withNoise(double other) {
    return new GlyphOptions(side, affine, elastic, thickness, other, missing);
  }

  /// With another `missing`.
  public GlyphOptions withMissing(double other) {
    return new GlyphOptions(side, affine, elastic, thickness, noise, other);
  }
}
