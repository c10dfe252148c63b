package dev.gradus.nn;

import org.jspecify.annotations.Nullable;

/// The settings of multi-head attention.
///
/// @param dropout the probability with which a weight is left out in training
/// @param bias whether projections have biases
/// @param addBiasKv whether every sequence gets a trained key and value
/// @param addZeroAttn whether every sequence gets a key and a value of zeros
/// @param keyWidth the width of keys, null for that of queries
/// @param valueWidth the width of values, null for that of queries
/// @param batchFirst whether samples come before places
public record AttentionSettings(
    double dropout,
    boolean bias,
    boolean addBiasKv,
    boolean addZeroAttn,
    @Nullable Long keyWidth,
    @Nullable Long valueWidth,
    boolean batchFirst) {
  /// Nothing left out, biases, nothing added, one width, places first.
  public static final AttentionSettings DEFAULT =
      new AttentionSettings(0, true, false, false, null, null, false);

  /// With something left out.
  public AttentionSettings withDropout(double other) {
    return new AttentionSettings(
        other, bias, addBiasKv, addZeroAttn, keyWidth, valueWidth, batchFirst);
  }

  /// With biases or without.
  public AttentionSettings withBias(boolean other) {
    return new AttentionSettings(
        dropout, other, addBiasKv, addZeroAttn, keyWidth, valueWidth, batchFirst);
  }

  /// With a trained key and value or without.
  public AttentionSettings withAddBiasKv(boolean other) {
    return new AttentionSettings(
        dropout, bias, other, addZeroAttn, keyWidth, valueWidth, batchFirst);
  }

  /// With zeros or without.
  public AttentionSettings withAddZeroAttn(boolean other) {
    return new AttentionSettings(dropout, bias, addBiasKv, other, keyWidth, valueWidth, batchFirst);
  }

  /// With keys and values of other widths.
  public AttentionSettings withWidths(@Nullable Long key, @Nullable Long value) {
    return new AttentionSettings(dropout, bias, addBiasKv, addZeroAttn, key, value, batchFirst);
  }

  /// With samples or places first.
  public AttentionSettings withBatchFirst(boolean other) {
    return new AttentionSettings(
        dropout, bias, addBiasKv, addZeroAttn, keyWidth, valueWidth, other);
  }
}
