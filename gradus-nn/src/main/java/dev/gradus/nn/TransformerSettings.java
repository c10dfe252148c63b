package dev.gradus.nn;

import dev.gradus.Tensor;
import java.util.function.UnaryOperator;

/// The settings of the layers of transformers.
///
/// @param dimFeedforward the width between both linear layers
/// @param dropout the probability with which something is left out in training
/// @param activation what stands between both linear layers
/// @param layerNormEps what is added to variances
/// @param batchFirst whether samples come before places
/// @param normFirst whether what goes in is normalised, and not what comes out
/// @param bias whether linear layers and normalisations have biases
public record TransformerSettings(
    long dimFeedforward,
    double dropout,
    UnaryOperator<Tensor> activation,
    double layerNormEps,
    boolean batchFirst,
    boolean normFirst,
    boolean bias) {
  /// 2048 wide, 0.1, relu, 1e-5, places first, normalised behind, with biases.
  public static final TransformerSettings DEFAULT =
      new TransformerSettings(2048, 0.1, Tensor::relu, 1e-5, false, false, true);

  /// With another width.
  public TransformerSettings withDimFeedforward(long other) {
    return new TransformerSettings(
        other, dropout, activation, layerNormEps, batchFirst, normFirst, bias);
  }

  /// With another probability.
  public TransformerSettings withDropout(double other) {
    return new TransformerSettings(
        dimFeedforward, other, activation, layerNormEps, batchFirst, normFirst, bias);
  }

  /// With another activation: `withActivation(Tensor::gelu)`.
  public TransformerSettings withActivation(UnaryOperator<Tensor> other) {
    return new TransformerSettings(
        dimFeedforward, dropout, other, layerNormEps, batchFirst, normFirst, bias);
  }

  /// With another addition to variances.
  public TransformerSettings withLayerNormEps(double other) {
    return new TransformerSettings(
        dimFeedforward, dropout, activation, other, batchFirst, normFirst, bias);
  }

  /// With samples or places first.
  public TransformerSettings withBatchFirst(boolean other) {
    return new TransformerSettings(
        dimFeedforward, dropout, activation, layerNormEps, other, normFirst, bias);
  }

  /// With what goes in normalised, or what comes out.
  public TransformerSettings withNormFirst(boolean other) {
    return new TransformerSettings(
        dimFeedforward, dropout, activation, layerNormEps, batchFirst, other, bias);
  }

  /// With biases or without.
  public TransformerSettings withBias(boolean other) {
    return new TransformerSettings(
        dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, other);
  }

  AttentionSettings attention() {
    return AttentionSettings.DEFAULT.withDropout(dropout).withBias(bias).withBatchFirst(batchFirst);
  }

  LayerNorm norm(long width) {
    return new LayerNorm(width, LayerNormSettings.DEFAULT.withEps(layerNormEps).withBias(bias));
  }
}
