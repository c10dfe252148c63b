package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of `embedding`.
///
/// @param paddingIdx the row that gets no gradient, from the end if negative, or null
/// @param maxNorm the length to which longer rows are shortened in place, or null
/// @param normType the order of the norm
/// @param scaleGradByFreq whether the gradient of a row is divided by how often it was named
/// @param sparse whether the gradient should be sparse, which is refused
public record EmbeddingOptions(
    @Nullable Long paddingIdx,
    @Nullable Double maxNorm,
    double normType,
    boolean scaleGradByFreq,
    boolean sparse) {
  /// No padding, no greatest length, the Euclidean norm, no scaling.
  public static final EmbeddingOptions DEFAULT = new EmbeddingOptions(null, null, 2, false, false);

  /// With a padding.
  public EmbeddingOptions withPaddingIdx(long other) {
    return new EmbeddingOptions(other, maxNorm, normType, scaleGradByFreq, sparse);
  }

  /// With a greatest length.
  public EmbeddingOptions withMaxNorm(double other) {
    return new EmbeddingOptions(paddingIdx, other, normType, scaleGradByFreq, sparse);
  }

  /// With another norm.
  public EmbeddingOptions withNormType(double other) {
    return new EmbeddingOptions(paddingIdx, maxNorm, other, scaleGradByFreq, sparse);
  }

  /// With or without scaling.
  public EmbeddingOptions withScaleGradByFreq(boolean other) {
    return new EmbeddingOptions(paddingIdx, maxNorm, normType, other, sparse);
  }

  /// With or without sparse gradients.
  public EmbeddingOptions withSparse(boolean other) {
    return new EmbeddingOptions(paddingIdx, maxNorm, normType, scaleGradByFreq, other);
  }
}
