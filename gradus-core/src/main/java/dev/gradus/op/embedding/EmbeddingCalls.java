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
import java.util.Arrays;
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

  private static void refuseSparse(String name, boolean sparse) {
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

  private static void positions(String name, Tensor input) {
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
    Tensor samples = o.perSampleWeights();
    if (samples != null && !input.layout().sameSizes(samples.layout())) {
      throw new GradusArgumentException(
          "embedding_bag: If per_sample_weights ("
              + Sizes.torchSize(samples.layout().sizes())
              + ") is not None, then it must have the same shape as the input ("
              + Sizes.torchSize(input.layout().sizes())
              + ")");
    }
    if (weight.dim() != 2) {
      throw new GradusArgumentException(
          "weight has to be a 2D Tensor, but got Tensor of dimension " + weight.dim());
    }
    if (!weight.dtype().isFloatingPoint()) {
      throw new GradusArgumentException(
          "Expected tensor for argument #1 'weight' to have one of the following scalar types: Half,"
              + " BFloat16, Float, Double; but got torch."
              + weight.dtype().scalarName()
              + "Tensor instead (while checking arguments for embedding_bag)");
    }
    long[] starts = starts(input, offsets);
    checkMode(o);
    refuseSparse("embedding_bag", o.sparse());
    positions("embedding_bag", input);
    Bags bags =
        Bags.of(
            PlainArrays.longs(input),
            starts,
            o.includeLastOffset() && offsets != null,
            bagPadding(o.paddingIdx(), weight.size(0)),
            weight.size(0));
    if (o.maxNorm() != null) {
      renorm(weight, input, o.maxNorm(), o.normType());
    }
    if (o.mode() == EmbeddingBagOptions.Mode.MAX) {
      return Call.run(BagMax.of(bags, weight), weight);
    }
    boolean mean = o.mode() == EmbeddingBagOptions.Mode.MEAN;
    BagSum op = new BagSum(bags, mean, o.scaleGradByFreq());
    return samples == null ? Call.run(op, weight) : Call.run(op, weight, samples.reshape(-1));
  }

  private static long[] starts(Tensor input, @Nullable Tensor offsets) {
    if (input.dim() == 2) {
      if (offsets != null) {
        throw new GradusArgumentException(
            "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of"
                + " fixed length sequences. However, found offsets of type <class 'torch.Tensor'>");
      }
      long[] starts = new long[(int) input.size(0)];
      Arrays.setAll(starts, b -> b * input.size(1));
      return starts;
    }
    if (input.dim() != 1) {
      throw new GradusArgumentException(
          "input has to be 1D or 2D Tensor, but got Tensor of dimension " + input.dim());
    }
    if (offsets == null) {
      throw new GradusArgumentException("offsets has to be a 1D Tensor but got None");
    }
    if (offsets.dim() != 1) {
      throw new GradusArgumentException(
          "offsets has to be a 1D Tensor\nembedding_bag: it has shape "
              + Sizes.text(offsets.layout().sizes())
              + ".");
    }
    if (offsets.dtype() != DType.INT64 && offsets.dtype() != DType.INT32) {
      throw new GradusArgumentException(
          "Expected tensor for argument #1 'offsets' to have one of the following scalar types: Long,"
              + " Int; but got torch."
              + offsets.dtype().scalarName()
              + "Tensor instead (while checking arguments for embedding_bag)");
    }
    return PlainArrays.longs(offsets);
  }

  private static void checkMode(EmbeddingBagOptions o) {
    boolean max = o.mode() == EmbeddingBagOptions.Mode.MAX;
    if (max && o.scaleGradByFreq()) {
      throw new GradusArgumentException(
          "max mode does not support scaling the gradient by the frequency");
    }
    if (max && o.sparse()) {
      throw new GradusArgumentException("max mode does not support sparse weights");
    }
    if (o.perSampleWeights() != null && o.mode() != EmbeddingBagOptions.Mode.SUM) {
      throw new GradusUnsupportedException(
          "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for"
              + " mode='sum' (got mode='"
              + o.mode().torchName()
              + "'). Please open a feature request on GitHub.");
    }
  }

  private static long bagPadding(@Nullable Long padding, long rows) {
    if (padding == null) {
      return -1;
    }
    if (padding < -rows || padding >= rows) {
      throw new GradusArgumentException(
          "padding_idx must be within the number of embeddings, -"
              + rows
              + " through "
              + (rows - 1)
              + ", but got "
              + padding);
    }
    return padding < 0 ? padding + rows : padding;
  }
}
