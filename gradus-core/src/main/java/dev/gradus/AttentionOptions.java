package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of `scaledDotProductAttention`.
///
/// @param attnMask bool: which keys a query sees; else what is added to scores; null for nothing
/// @param dropout the probability with which a weight is left out
/// @param isCausal whether a query sees only the keys up to its own place
/// @param scale the factor of scores, or null for 1 / √width
/// @param enableGqa whether several heads of queries share one of keys and values
public record AttentionOptions(
    @Nullable Tensor attnMask,
    double dropout,
    boolean isCausal,
    @Nullable Double scale,
    boolean enableGqa) {
  /// All keys, nothing left out, the usual factor, a head of keys for every head of queries.
  public static final AttentionOptions DEFAULT = new AttentionOptions(null, 0, false, null, false);

  /// With a mask.
  public AttentionOptions withAttnMask(@Nullable Tensor other) {
    return new AttentionOptions(other, dropout, isCausal, scale, enableGqa);
  }

  /// With another probability.
  public AttentionOptions withDropout(double other) {
    return new AttentionOptions(attnMask, other, isCausal, scale, enableGqa);
  }

  /// With or without the future.
  public AttentionOptions withIsCausal(boolean other) {
    return new AttentionOptions(attnMask, dropout, other, scale, enableGqa);
  }

  /// With another factor.
  public AttentionOptions withScale(double other) {
    return new AttentionOptions(attnMask, dropout, isCausal, other, enableGqa);
  }

  /// With or without shared heads.
  public AttentionOptions withEnableGqa(boolean other) {
    return new AttentionOptions(attnMask, dropout, isCausal, scale, other);
  }
}
