package dev.gradus;

import dev.gradus.dtype.DType;

/// How operations choose the precision in which they compute: [Gradus#autocast(AutocastOptions)].
///
/// @param enabled whether they choose at all
/// @param dtype that of products and convolutions: bfloat16 or float16
/// @param cacheEnabled whether the narrow copy of a parameter is made only once in a scope
public record AutocastOptions(boolean enabled, DType dtype, boolean cacheEnabled) {
  /// In bfloat16, with the cache.
  public static final AutocastOptions DEFAULT = new AutocastOptions(true, DType.BFLOAT16, true);

  /// What holds where no scope is open.
  static final AutocastOptions OFF = DEFAULT.withEnabled(false);

  /// Whether operations choose at all.
  public AutocastOptions withEnabled(boolean on) {
    return new AutocastOptions(on, dtype, cacheEnabled);
  }

  /// That of products and convolutions.
  public AutocastOptions withDtype(DType other) {
    return new AutocastOptions(enabled, other, cacheEnabled);
  }

  /// Whether the narrow copy of a parameter is made only once.
  public AutocastOptions withCacheEnabled(boolean on) {
    return new AutocastOptions(enabled, dtype, on);
  }
}
