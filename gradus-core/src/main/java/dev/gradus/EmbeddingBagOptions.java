package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The options of `embeddingBag`.
///
/// @param mode what a bag gives
/// @param perSampleWeights a weight for every number, for sums, or null
/// @param includeLastOffset whether the last offset is where the last bag ends
/// @param paddingIdx the number that stands for no row, from the end if negative, or null
/// @param maxNorm the length to which longer rows are shortened in place, or null
/// @param normType the order of the norm
/// @param scaleGradByFreq whether the gradient of a row is divided by how often it was named
/// @param sparse whether the gradient should be sparse, which is refused
public record EmbeddingBagOptions(
    Mode mode,
    @Nullable Tensor perSampleWeights,
    boolean includeLastOffset,
    @Nullable Long paddingIdx,
    @Nullable Double maxNorm,
    double normType,
    boolean scaleGradByFreq,
    boolean sparse) {
  /// What a bag gives.
  public enum Mode {
    /// The sum of its rows.
    SUM,
    /// Their mean.
    MEAN,
    /// The largest element of each column.
    MAX;

    /// The mode of that name in PyTorch.
    public static Mode of(String name) {
      for (Mode mode : values()) {
        if (mode.torchName().equals(name)) {
          return mode;
        }
      }
      throw new GradusArgumentException(
          "mode has to be one of sum, mean or max\nembedding_bag: got '" + name + "'.");
    }

    /// PyTorch's name.
    public String torchName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The mean, nothing else.
  public static final EmbeddingBagOptions DEFAULT =
      new EmbeddingBagOptions(Mode.MEAN, null, false, null, null, 2, false, false);

  /// With another mode.
  public EmbeddingBagOptions withMode(Mode other) {
    return new EmbeddingBagOptions(
        other,
        perSampleWeights,
        includeLastOffset,
        paddingIdx,
        maxNorm,
        normType,
        scaleGradByFreq,
        sparse);
  }

  /// With weights.
  public EmbeddingBagOptions withPerSampleWeights(@Nullable Tensor other) {
    return new EmbeddingBagOptions(
        mode, other, includeLastOffset, paddingIdx, maxNorm, normType, scaleGradByFreq, sparse);
  }

  /// With or without the end of the last bag.
  public EmbeddingBagOptions withIncludeLastOffset(boolean other) {
    return new EmbeddingBagOptions(
        mode, perSampleWeights, other, paddingIdx, maxNorm, normType, scaleGradByFreq, sparse);
  }

  /// With a padding.
  public EmbeddingBagOptions withPaddingIdx(long other) {
    return new EmbeddingBagOptions(
        mode,
        perSampleWeights,
        includeLastOffset,
        other,
        maxNorm,
        normType,
        scaleGradByFreq,
        sparse);
  }

  /// With a greatest length.
  public EmbeddingBagOptions withMaxNorm(double other) {
    return new EmbeddingBagOptions(
        mode,
        perSampleWeights,
        includeLastOffset,
        paddingIdx,
        other,
        normType,
        scaleGradByFreq,
        sparse);
  }

  /// With another norm.
  public EmbeddingBagOptions withNormType(double other) {
    return new EmbeddingBagOptions(
        mode,
        perSampleWeights,
        includeLastOffset,
        paddingIdx,
        maxNorm,
        other,
        scaleGradByFreq,
        sparse);
  }

  /// With or without scaling.
  public EmbeddingBagOptions withScaleGradByFreq(boolean other) {
    return new EmbeddingBagOptions(
        mode, perSampleWeights, includeLastOffset, paddingIdx, maxNorm, normType, other, sparse);
  }

  /// With or without sparse gradients.
  public EmbeddingBagOptions withSparse(boolean other) {
    return new EmbeddingBagOptions(
        mode,
        perSampleWeights,
        includeLastOffset,
        paddingIdx,
        maxNorm,
        normType,
        scaleGradByFreq,
        other);
  }
}
