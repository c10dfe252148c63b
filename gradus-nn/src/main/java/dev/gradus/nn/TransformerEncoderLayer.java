package dev.gradus.nn;

import dev.gradus.Tensor;

/// Attention of a sequence to itself, and two linear layers, each beside what goes in.
///
/// **Shape**: (places, batch, n), with `batchFirst` (batch, places, n), or without batch.
/// **Source**: torch.nn.TransformerEncoderLayer; Vaswani et al. 2017.
public final class TransformerEncoderLayer extends Layer {
  private final long width;
  private final long heads;
  private final TransformerSettings settings;
  private final MultiheadAttention selfAttention;
  private final Linear linear1;
  private final Dropout dropout;
  private final Linear linear2;
  private final LayerNorm norm1;
  private final LayerNorm norm2;
  private final Dropout dropout1;
  private final Dropout dropout2;

  /// Creates it for vectors of that width and so many heads.
  public TransformerEncoderLayer(long width, long heads) {
    this(width, heads, TransformerSettings.DEFAULT);
  }

  /// Creates it with settings.
  public TransformerEncoderLayer(long width, long heads, TransformerSettings settings) {
    this.width = width;
    this.heads = heads;
    this.settings = settings;
    double p = settings.dropout();
    long inner = settings.dimFeedforward();
    boolean bias = settings.bias();
    this.selfAttention =
        layer("self_attn", new MultiheadAttention(width, heads, settings.attention()));
    this.linear1 = layer("linear1", new Linear(width, inner, bias));
    this.dropout = layer("dropout", new Dropout(p));
    this.linear2 = layer("linear2", new Linear(inner, width, bias));
    this.norm1 = layer("norm1", settings.norm(width));
    this.norm2 = layer("norm2", settings.norm(width));
    this.dropout1 = layer("dropout1", new Dropout(p));
    this.dropout2 = layer("dropout2", new Dropout(p));
  }

  /// Another layer with the same values.
  TransformerEncoderLayer copy() {
    return copied(NnUtils.skipInit(() -> new TransformerEncoderLayer(width, heads, settings)));
  }

  @Override
  public Tensor forward(Tensor x) {
    return computed(x, AttentionMask.NONE);
  }

  /// As `call`, where something is hidden.
  public Tensor withMask(Tensor x, AttentionMask mask) {
    return run(in -> new Tensor[] {computed(in[0], mask)}, x)[0];
  }

  private Tensor computed(Tensor x, AttentionMask mask) {
    if (settings.normFirst()) {
      Tensor y = x.add(attention(norm1.call(x), mask));
      return y.add(feedforward(norm2.call(y)));
    }
    Tensor y = norm1.call(x.add(attention(x, mask)));
    return norm2.call(y.add(feedforward(y)));
  }

  private Tensor attention(Tensor x, AttentionMask mask) {
    return dropout1.call(selfAttention.withWeights(x, x, x, mask.options()).output());
  }

  private Tensor feedforward(Tensor x) {
    Tensor inner = settings.activation().apply(linear1.call(x));
    return dropout2.call(linear2.call(dropout.call(inner)));
  }
}
