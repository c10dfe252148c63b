package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of `interpolate`: either sizes or factors.
///
/// @param size the new sizes, one for each dimension behind the channels or one for all; or null
/// @param scaleFactor by what the sizes are multiplied, likewise; or null
/// @param mode how values are found
/// @param alignCorners whether the centres of the corner elements stay where they are, instead of
///   their outer edges; null is false, and all that the modes `nearest` and `area` take
/// @param recomputeScaleFactor whether positions follow from the new sizes instead of the factors
/// @param antialias whether an image that shrinks is smoothed first
public record InterpolateOptions(
    long @Nullable [] size,
    double @Nullable [] scaleFactor,
    InterpolationMode mode,
    @Nullable Boolean alignCorners,
    @Nullable Boolean recomputeScaleFactor,
    boolean antialias) {

  /// To these sizes, by the nearest elements.
  public static InterpolateOptions size(long... size) {
    return new InterpolateOptions(size.clone(), null, InterpolationMode.NEAREST, null, null, false);
  }

  /// By these factors, by the nearest elements.
  public static InterpolateOptions scale(double... factor) {
    return new InterpolateOptions(
        null, factor.clone(), InterpolationMode.NEAREST, null, null, false);
  }

  /// With another mode.
  public InterpolateOptions withMode(InterpolationMode other) {
    return new InterpolateOptions(
        size, scaleFactor, other, alignCorners, recomputeScaleFactor, antialias);
  }

  /// With corners that stay, or not.
  public InterpolateOptions withAlignCorners(@Nullable Boolean other) {
    return new InterpolateOptions(size, scaleFactor, mode, other, recomputeScaleFactor, antialias);
  }

  /// With positions from the new sizes, or not.
  public InterpolateOptions withRecomputeScaleFactor(@Nullable Boolean other) {
    return new InterpolateOptions(size, scaleFactor, mode, alignCorners, other, antialias);
  }

  /// With smoothing, or not.
  public InterpolateOptions withAntialias(boolean other) {
    return new InterpolateOptions(
        size, scaleFactor, mode, alignCorners, recomputeScaleFactor, other);
  }
}
