package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of multi-head attention.
///
/// @param attnMask (l, s) or (batch · heads, l, s); bool: which keys are hidden; else what is added
///   to scores; or null
/// @param keyPaddingMask (batch, s), likewise, or null
/// @param dropout the probability with which a weight is left out
/// @param needWeights whether the weights are returned
/// @param averageWeights whether they are averaged over the heads
/// @param addZeroAttn whether every sequence gets a key and a value of zeros
/// @param isCausal whether the mask is known to hide just the future
/// @param staticK keys in place of the projected ones (batch · heads, s, n / heads), or null
/// @param staticV values, likewise
public record MultiHeadOptions(
    @Nullable Tensor attnMask,
    @Nullable Tensor keyPaddingMask,
    double dropout,
    boolean needWeights,
    boolean averageWeights,
    boolean addZeroAttn,
    boolean isCausal,
    @Nullable Tensor staticK,
    @Nullable Tensor staticV) {
  /// No masks, nothing left out, averaged weights.
  public static final MultiHeadOptions DEFAULT =
      new MultiHeadOptions(null, null, 0, true, true, false, false, null, null);

  /// With a mask of keys by queries.
  public MultiHeadOptions withAttnMask(@Nullable Tensor other) {
    return new MultiHeadOptions(
        other,
        keyPaddingMask,
        dropout,
        needWeights,
        averageWeights,
        addZeroAttn,
        isCausal,
        staticK,
        staticV);
  }

  /// With a mask of keys by samples.
  public MultiHeadOptions withKeyPaddingMask(@Nullable Tensor other) {
    return new MultiHeadOptions(
        attnMask,
        other,
        dropout,
        needWeights,
        averageWeights,
        addZeroAttn,
        isCausal,
        staticK,
        staticV);
  }

  /// With another probability.
  public MultiHeadOptions withDropout(double other) {
    return new MultiHeadOptions(
        attnMask,
        keyPaddingMask,
        other,
        needWeights,
        averageWeights,
        addZeroAttn,
        isCausal,
        staticK,
        staticV);
  }

  /// With or without weights, averaged or not.
  public MultiHeadOptions withWeights(boolean needed, boolean averaged) {
    return new MultiHeadOptions(
        attnMask,
        keyPaddingMask,
        dropout,
        needed,
        averaged,
        addZeroAttn,
        isCausal,
        staticK,
        staticV);
  }

  /// With or without zeros.
  public MultiHeadOptions withAddZeroAttn(boolean other) {
    return new MultiHeadOptions(
        attnMask,
        keyPaddingMask,
        dropout,
        needWeights,
        averageWeights,
        other,
        isCausal,
        staticK,
        staticV);
  }

  /// With or without the hint.
  public MultiHeadOptions withIsCausal(boolean other) {
    return new MultiHeadOptions(
        attnMask,
        keyPaddingMask,
        dropout,
        needWeights,
        averageWeights,
        addZeroAttn,
        other,
        staticK,
        staticV);
  }

  /// With keys and values in place of the projected ones.
  public MultiHeadOptions withStatic(@Nullable Tensor k, @Nullable Tensor v) {
    return new MultiHeadOptions(
        attnMask,
        keyPaddingMask,
        dropout,
        needWeights,
        averageWeights,
        addZeroAttn,
        isCausal,
        k,
        v);
  }
}
