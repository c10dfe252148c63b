package dev.gradus.op.embedding;

import dev.gradus.Call;
import dev.gradus.EmbeddingBagOptions;
import dev.gradus.EmbeddingOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// `embedding` and `embedding_bag`, with what they require.
public final class EmbeddingCalls {
  private EmbeddingCalls() {}

  /// `embedding`.
  public static Tensor embedding(Tensor input, Tensor weight, EmbeddingOptions o) {
    refuseSparse("embedding", o.sparse());
    long padding = padding(o.paddingIdx(), weight);
    check(weight, input);
    if (o.maxNorm() != null) {
      renorm(weight, input, o.maxNorm(), o.normType());
    }
    return Call.run(new Embedding(padding, o.scaleGradByFreq()), weight, input);
  }

  /// `embedding_renorm_`, unrecorded.
  public static void renorm(Tensor weight, Tensor input, double maxNorm, double normType) {
    try (var _ = Gradus.noGrad()) {
      Call.inPlace(new Renorm(maxNorm, normType), weight, input);
    }
  }

  static void refuseSparse(String name, boolean sparse) {
    if (sparse) {
      throw new GradusUnsupportedException(
          name
              + ": sparse gradients do not exist in Gradus. Leave sparse out: the gradient is dense and"
              + " has the same values.");
    }
  }

  private static long padding(@Nullable Long padding, Tensor weight) {
    if (padding == null) {
      return -1;
    }
    long rows = weight.size(0);
    if (padding >= rows || padding < -rows) {
      throw new GradusArgumentException(
          "Padding_idx must be within num_embeddings\nembedding: got "
              + padding
              + " for a table of "
              + rows
              + " rows.");
    }
    return padding < 0 ? padding + rows : padding;
  }

  /// Checks a table and the numbers of rows in it.
  static void check(Tensor weight, Tensor input) {
    if (weight.dim() != 2) {
      throw new GradusArgumentException(
          "'weight' must be 2-D\nembedding: it has shape "
              + Sizes.text(weight.layout().sizes())
              + ".");
    }
    positions("embedding", input);
    long rows = weight.size(0);
    for (long number : PlainArrays.longs(Call.allExamples(input))) {
      if (number < 0 || number >= rows) {
        throw new GradusIndexException(
            "index out of range in self\nembedding: got "
                + number
                + " for a table of "
                + rows
                + " rows.");
      }
    }
  }

  static void positions(String name, Tensor input) {
    if (input.dtype() != DType.INT64 && input.dtype() != DType.INT32) {
      throw new GradusArgumentException(
          "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long,"
              + " Int; but got torch."
              + input.dtype().scalarName()
              + "Tensor instead (while checking arguments for "
              + name
              + ")\nConvert it first with to(int64).");
    }
  }

  /// `embedding_bag`.
  public static Tensor bag(
      Tensor input, Tensor weight, @Nullable Tensor offsets, EmbeddingBagOptions o) {
    return BagCall.of(input, weight, offsets, o);
  }
}
