package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.MultiHeadOptions;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// What an attention may not see.
///
/// @param mask (queries, keys) or (batch · heads, queries, keys); bool: which keys are hidden; else
///   what is added to scores; or null
/// @param keyPadding (batch, keys), likewise, or null
/// @param isCausal whether the mask is known to hide just the future
public record AttentionMask(@Nullable Tensor mask, @Nullable Tensor keyPadding, boolean isCausal) {
  /// Everything is seen.
  public static final AttentionMask NONE = new AttentionMask(null, null, false);

  /// Nothing later is seen, in sequences of that length.
  public static AttentionMask causal(long length) {
    return new AttentionMask(Gradus.ones(Gradus.bool, length, length).triu(1), null, true);
  }

  /// With a mask of keys by queries.
  public AttentionMask withMask(@Nullable Tensor other) {
    return new AttentionMask(other, keyPadding, isCausal);
  }

  /// With a mask of keys by samples.
  public AttentionMask withKeyPadding(@Nullable Tensor other) {
    return new AttentionMask(mask, other, isCausal);
  }

  MultiHeadOptions options() {
    return MultiHeadOptions.DEFAULT
        .withWeights(false, true)
        .withAttnMask(mask)
        .withKeyPaddingMask(keyPadding)
        .withIsCausal(isCausal);
  }
}
