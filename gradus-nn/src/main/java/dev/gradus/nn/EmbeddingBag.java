package dev.gradus.nn;

import dev.gradus.EmbeddingBagOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// The sum, mean or maximum of bags of trained vectors: `bag.call(input)` for bags of equal size,
/// `bag.call(input, offsets)` for others. **Source**: torch.nn.EmbeddingBag.
public final class EmbeddingBag extends Layer {
  private final EmbeddingBagOptions options;
  private final long count;
  private final long length;

  /// Creates a table of so many vectors of that length, of which a bag gives the mean.
  public EmbeddingBag(long count, long length) {
    this(count, length, EmbeddingBagOptions.DEFAULT);
  }

  /// Creates it with options; weights of numbers are an argument of the call.
  public EmbeddingBag(long count, long length, EmbeddingBagOptions options) {
    this.options = Rows.withinRange(options, count);
    this.count = count;
    this.length = length;
    parameter("weight", Gradus.empty(count, length));
    resetParameters();
  }

  private EmbeddingBag(Tensor weight, boolean freeze, EmbeddingBagOptions options) {
    if (weight.dim() != 2) {
      throw new GradusArgumentException("Embeddings parameter is expected to be 2-dimensional");
    }
    this.count = weight.size(0);
    this.length = weight.size(1);
    this.options = Rows.withinRange(options, count);
    parameter("weight", weight).requiresGrad_(!freeze);
  }

  /// A table of these vectors, frozen or not. **Source**: torch.nn.EmbeddingBag.from\_pretrained.
  public static EmbeddingBag fromPretrained(
      Tensor weight, boolean freeze, EmbeddingBagOptions options) {
    return new EmbeddingBag(weight, freeze, options);
  }

  /// Draws the table anew.
  public void resetParameters() {
    Init.normal_(weight());
    Rows.clear(weight(), options.paddingIdx());
  }

  /// The table.
  public Tensor weight() {
    return get("weight");
  }

  @Override
  public Tensor forward(Tensor... x) {
    if (x.length == 0 || x.length > 3) {
      Inputs.require(this, x, "input", "offsets", "per_sample_weights");
    }
    return bag(x[0], x.length > 1 ? x[1] : null, x.length > 2 ? x[2] : null);
  }

  /// As `call`, with a weight for each number; offsets are null for bags of equal size.
  public Tensor withWeights(Tensor input, @Nullable Tensor offsets, Tensor perSampleWeights) {
    return run(x -> new Tensor[] {bag(x[0], x[1], x[2])}, input, offsets, perSampleWeights)[0];
  }

  private Tensor bag(Tensor input, @Nullable Tensor offsets, @Nullable Tensor weights) {
    return Gradus.embeddingBag(input, weight(), offsets, options.withPerSampleWeights(weights));
  }

  @Override
  public String extraRepr() {
    StringBuilder text = Rows.text(count, length);
    Rows.addNorm(text, options.maxNorm(), options.normType(), options.scaleGradByFreq());
    text.append(", mode='").append(options.mode().torchName()).append('\'');
    if (options.paddingIdx() != null) {
      text.append(", padding_idx=").append(options.paddingIdx());
    }
    return text.toString();
  }
}
