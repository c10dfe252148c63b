package dev.gradus.nn;

import org.jspecify.annotations.Nullable;

/// The settings of [Upsample]: either sizes or factors.
///
/// @param size the sizes of the result, or one for all; null if factors are given
/// @param scaleFactor by how much each dimension gets longer, or one for all; null if sizes are
///   given
/// @param mode `nearest`, `nearest-exact`, `linear`, `bilinear`, `trilinear`, `bicubic` or `area`
/// @param alignCorners for the linear and cubic modes: whether the first and last places of input
///   and result lie on each other; null for not
/// @param recomputeScaleFactor whether the factors follow from the sizes
public record UpsampleSettings(
    long @Nullable [] size,
    double @Nullable [] scaleFactor,
    String mode,
    @Nullable Boolean alignCorners,
    boolean recomputeScaleFactor) {
  /// Nearest places, a result of these sizes.
  public static UpsampleSettings size(long... size) {
    return new UpsampleSettings(size.clone(), null, "nearest", null, false);
  }

  /// Nearest places, longer by these factors.
  public static UpsampleSettings scale(double... factors) {
    return new UpsampleSettings(null, factors.clone(), "nearest", null, false);
  }

  /// With another mode.
  public UpsampleSettings withMode(String other) {
    return new UpsampleSettings(size, scaleFactor, other, alignCorners, recomputeScaleFactor);
  }

  /// With corners on each other, or not.
  public UpsampleSettings withAlignCorners(@Nullable Boolean other) {
    return new UpsampleSettings(size, scaleFactor, mode, other, recomputeScaleFactor);
  }

  /// With factors that follow from the sizes, or not.
  public UpsampleSettings withRecomputeScaleFactor(boolean other) {
    return new UpsampleSettings(size, scaleFactor, mode, alignCorners, other);
  }
}
