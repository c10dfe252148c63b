package dev.gradus.nn;

import dev.gradus.EmbeddingOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

/// A table of trained vectors, of which whole numbers name some.
///
/// **Shape**: (…) of int64 or int32 to (…, n). The table starts normally distributed, the row of
/// the padding as 0. **Source**: torch.nn.Embedding.
public final class Embedding extends Layer {
  private final EmbeddingOptions options;
  private final long count;
  private final long length;

  /// Creates a table of so many vectors of that length.
  public Embedding(long count, long length) {
    this(count, length, EmbeddingOptions.DEFAULT);
  }

  /// Creates it with options.
  public Embedding(long count, long length, EmbeddingOptions options) {
    this.options = Rows.withinRange(options, count);
    this.count = count;
    this.length = length;
    parameter("weight", Gradus.empty(count, length));
    resetParameters();
  }

  private Embedding(Tensor weight, boolean freeze, EmbeddingOptions options) {
    if (weight.dim() != 2) {
      throw new GradusArgumentException("Embeddings parameter is expected to be 2-dimensional");
    }
    this.count = weight.size(0);
    this.length = weight.size(1);
    this.options = Rows.withinRange(options, count);
    parameter("weight", weight).requiresGrad_(!freeze);
  }

  /// A table of these vectors, frozen or not. **Source**: torch.nn.Embedding.from\_pretrained.
  public static Embedding fromPretrained(Tensor weight, boolean freeze, EmbeddingOptions options) {
    return new Embedding(weight, freeze, options);
  }

  /// A frozen table of these vectors.
  public static Embedding fromPretrained(Tensor weight) {
    return fromPretrained(weight, true, EmbeddingOptions.DEFAULT);
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
  public Tensor forward(Tensor x) {
    return Gradus.embedding(x, weight(), options);
  }

  @Override
  public String extraRepr() {
    StringBuilder text = Rows.text(count, length);
    if (options.paddingIdx() != null) {
      text.append(", padding_idx=").append(options.paddingIdx());
    }
    Rows.addNorm(text, options.maxNorm(), options.normType(), options.scaleGradByFreq());
    return text.append(options.sparse() ? ", sparse=True" : "").toString();
  }
}
