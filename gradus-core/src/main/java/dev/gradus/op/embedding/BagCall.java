package dev.gradus.op.embedding;

import dev.gradus.Call;
import dev.gradus.EmbeddingBagOptions;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// `embedding_bag`, with what it requires.
final class BagCall {
  private BagCall() {}

  static Tensor of(Tensor input, Tensor weight, @Nullable Tensor offsets, EmbeddingBagOptions o) {
    Tensor samples = o.perSampleWeights();
    if (samples != null && !input.layout().sameSizes(samples.layout())) {
      throw new GradusArgumentException(
          "embedding_bag: If per_sample_weights ("
              + Sizes.torchSize(samples.layout().sizes())
              + ") is not None, then it must have the same shape as the input ("
              + Sizes.torchSize(input.layout().sizes())
              + ")");
    }
    table(weight);
    BagStarts starts = BagStarts.of(input, offsets, o.includeLastOffset());
    checkMode(o);
    EmbeddingCalls.refuseSparse("embedding_bag", o.sparse());
    EmbeddingCalls.positions("embedding_bag", input);
    starts.check();
    checkRange(input, weight.size(0));
    starts.checkEnd();
    long padding = padding(o.paddingIdx(), weight.size(0));
    if (o.maxNorm() != null) {
      EmbeddingCalls.renorm(weight, input, o.maxNorm(), o.normType());
    }
    Tensor rows = input.detach().reshape(-1).to(DType.INT64);
    if (padding >= 0) {
      rows = rows.maskedFill(rows.eq(padding), -1L);
    }
    if (o.mode() == EmbeddingBagOptions.Mode.MAX) {
      return Call.runAll(new BagMax(starts.count()), weight, rows, starts.bags())[0];
    }
    boolean mean = o.mode() == EmbeddingBagOptions.Mode.MEAN;
    BagSum op = new BagSum(starts.count(), mean, o.scaleGradByFreq(), false);
    return samples == null
        ? Call.run(op, weight, rows, starts.bags())
        : Call.run(op, weight, rows, starts.bags(), samples.reshape(-1));
  }

  private static void table(Tensor weight) {
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
  }

  private static void checkRange(Tensor input, long rows) {
    for (long number : PlainArrays.longs(Call.allExamples(input))) {
      if (number < 0 || number >= rows) {
        throw new GradusArgumentException(
            "embedding_bag: Expected idx >= 0 && idx < num_embeddings but found idx to be "
                + number
                + "\nThe table has "
                + rows
                + " rows.");
      }
    }
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

  private static long padding(@Nullable Long padding, long rows) {
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
