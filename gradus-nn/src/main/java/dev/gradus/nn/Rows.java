package dev.gradus.nn;

import dev.gradus.EmbeddingBagOptions;
import dev.gradus.EmbeddingOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// What tables of vectors have in common.
final class Rows {
  private Rows() {}

  static EmbeddingOptions withinRange(EmbeddingOptions options, long count) {
    Long padding = options.paddingIdx();
    return padding == null
        ? options
        : options.withPaddingIdx(wrapped("Padding_idx", padding, count));
  }

  static EmbeddingBagOptions withinRange(EmbeddingBagOptions options, long count) {
    Long padding = options.paddingIdx();
    return padding == null
        ? options
        : options.withPaddingIdx(wrapped("padding_idx", padding, count));
  }

  private static long wrapped(String name, long padding, long count) {
    if (padding >= count || padding < -count) {
      throw new GradusArgumentException(name + " must be within num_embeddings");
    }
    return padding < 0 ? padding + count : padding;
  }

  static void clear(Tensor weight, @Nullable Long row) {
    if (row != null) {
      Gradus.noGrad(() -> weight.select(0, row).zero_());
    }
  }

  static StringBuilder text(long count, long length) {
    return new StringBuilder().append(count).append(", ").append(length);
  }

  static void addNorm(
      StringBuilder text, @Nullable Double maxNorm, double normType, boolean scaled) {
    if (maxNorm != null) {
      text.append(", max_norm=").append(LayerText.of(maxNorm));
    }
    if (normType != 2) {
      text.append(", norm_type=").append(LayerText.of(normType));
    }
    if (scaled) {
      text.append(", scale_grad_by_freq=True");
    }
  }
}
