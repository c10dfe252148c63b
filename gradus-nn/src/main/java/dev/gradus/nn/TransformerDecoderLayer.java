package dev.gradus.nn;

import dev.gradus.Tensor;

/// Attention of a sequence to itself and to a memory, and two linear layers, each beside what goes
/// in: `layer.call(target, memory)`.
///
/// **Shape**: (places, batch, n), with `batchFirst` (batch, places, n), or without batch.
/// **Source**: torch.nn.TransformerDecoderLayer; Vaswani et al. 2017.
public final class TransformerDecoderLayer extends Layer {
  private final long width;
  private final long heads;
  private final TransformerSettings settings;
  private final MultiheadAttention selfAttention;
  private final MultiheadAttention crossAttention;
  private final Linear linear1;
  private final Dropout dropout;
  private final Linear linear2;
  private final LayerNorm norm1;
  private final LayerNorm norm2;
  private final LayerNorm norm3;
  private final Dropout dropout1;
  private final Dropout dropout2;
  private final Dropout dropout3;

  /// Creates it for vectors of that width and so many heads.
  public TransformerDecoderLayer(long width, long heads) {
    this(width, heads, TransformerSettings.DEFAULT);
  }

  /// Creates it with settings.
  public TransformerDecoderLayer(long width, long heads, TransformerSettings settings) {
    this.width = width;
    this.heads = heads;
    this.settings = settings;
    double p = settings.dropout();
    long inner = settings.dimFeedforward();
    boolean bias = settings.bias();
    AttentionSettings attention = settings.attention();
    this.selfAttention = layer("self_attn", new MultiheadAttention(width, heads, attention));
    this.crossAttention = layer("multihead_attn", new MultiheadAttention(width, heads, attention));
    this.linear1 = layer("linear1", new Linear(width, inner, bias));
    this.dropout = layer("dropout", new Dropout(p));
    this.linear2 = layer("linear2", new Linear(inner, width, bias));
    this.norm1 = layer("norm1", settings.norm(width));
    this.norm2 = layer("norm2", settings.norm(width));
    this.norm3 = layer("norm3", settings.norm(width));
    this.dropout1 = layer("dropout1", new Dropout(p));
    this.dropout2 = layer("dropout2", new Dropout(p));
    this.dropout3 = layer("dropout3", new Dropout(p));
  }

  /// Another layer with the same values.
  TransformerDecoderLayer copy() {
    return copied(NnUtils.skipInit(() -> new TransformerDecoderLayer(width, heads, settings)));
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "tgt", "memory");
    return computed(x[0], x[1], AttentionMask.NONE, AttentionMask.NONE);
  }

  /// As `call`, where something of the target or of the memory is hidden.
  public Tensor withMasks(
      Tensor target, Tensor memory, AttentionMask ofTarget, AttentionMask ofMemory) {
    return run(in -> new Tensor[] {computed(in[0], in[1], ofTarget, ofMemory)}, target, memory)[0];
  }

  private Tensor computed(Tensor x, Tensor memory, AttentionMask ofTarget, AttentionMask ofMemory) {
    if (settings.normFirst()) {
      Tensor y = x.add(toItself(norm1.call(x), ofTarget));
      Tensor z = y.add(toMemory(norm2.call(y), memory, ofMemory));
      return z.add(feedforward(norm3.call(z)));
    }
    Tensor y = norm1.call(x.add(toItself(x, ofTarget)));
    Tensor z = norm2.call(y.add(toMemory(y, memory, ofMemory)));
    return norm3.call(z.add(feedforward(z)));
  }

  private Tensor toItself(Tensor x, AttentionMask mask) {
    return dropout1.call(selfAttention.withWeights(x, x, x, mask.options()).output());
  }

  private Tensor toMemory(Tensor x, Tensor memory, AttentionMask mask) {
    return dropout2.call(crossAttention.withWeights(x, memory, memory, mask.options()).output());
  }

  private Tensor feedforward(Tensor x) {
    Tensor inner = settings.activation().apply(linear1.call(x));
    return dropout3.call(linear2.call(dropout.call(inner)));
  }
}
