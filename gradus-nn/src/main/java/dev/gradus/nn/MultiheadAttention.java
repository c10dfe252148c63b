package dev.gradus.nn;

import dev.gradus.AttentionResult;
import dev.gradus.Gradus;
import dev.gradus.MultiHeadOptions;
import dev.gradus.MultiHeadWeights;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Attention of several heads: `attention.call(query, key, value)` gives the output, [#withWeights]
/// the weights too.
///
/// **Shape**: (places, batch, n), with `batchFirst` (batch, places, n), or without batch. The
/// projections in start as Glorot's, biases as 0. **Source**: torch.nn.MultiheadAttention; Vaswani
/// et al. 2017.
public final class MultiheadAttention extends Layer {
  private final long width;
  private final long heads;
  private final AttentionSettings settings;
  private final Linear out;

  /// Creates it for vectors of that width and so many heads.
  public MultiheadAttention(long width, long heads) {
    this(width, heads, AttentionSettings.DEFAULT);
  }

  /// Creates it with settings. **Errors**: a width that the heads cannot share.
  public MultiheadAttention(long width, long heads, AttentionSettings settings) {
    if (width <= 0 || heads <= 0) {
      throw new GradusArgumentException(
          "embed_dim and num_heads must be greater than 0, got embed_dim=%d and num_heads=%d instead"
              .formatted(width, heads));
    }
    if (width % heads != 0) {
      throw new GradusArgumentException(
          "embed_dim must be divisible by num_heads\nMultiheadAttention: %d and %d."
              .formatted(width, heads));
    }
    this.width = width;
    this.heads = heads;
    this.settings = settings;
    boolean one = oneWidth();
    parameter("in_proj_weight", one, () -> Gradus.empty(3 * width, width));
    parameter("q_proj_weight", !one, () -> Gradus.empty(width, width));
    parameter("k_proj_weight", !one, () -> Gradus.empty(width, keyWidth()));
    parameter("v_proj_weight", !one, () -> Gradus.empty(width, valueWidth()));
    parameter("in_proj_bias", settings.bias(), () -> Gradus.empty(3 * width));
    this.out = layer("out_proj", Linear.forAttention(width, settings.bias()));
    parameter("bias_k", settings.addBiasKv(), () -> Gradus.empty(1, 1, width));
    parameter("bias_v", settings.addBiasKv(), () -> Gradus.empty(1, 1, width));
    resetParameters();
  }

  private long keyWidth() {
    return settings.keyWidth() == null ? width : settings.keyWidth();
  }

  private long valueWidth() {
    return settings.valueWidth() == null ? width : settings.valueWidth();
  }

  private boolean oneWidth() {
    return keyWidth() == width && valueWidth() == width;
  }

  /// Draws the parameters anew, but for the weight of the projection back.
  public void resetParameters() {
    String[] projections =
        oneWidth()
            ? new String[] {"in_proj_weight"}
            : new String[] {"q_proj_weight", "k_proj_weight", "v_proj_weight"};
    for (String name : projections) {
      Init.xavierUniform_(get(name));
    }
    Tensor inBias = getOrNull("in_proj_bias");
    Tensor outBias = out.bias();
    if (inBias != null && outBias != null) {
      Init.zeros_(inBias);
      Init.zeros_(outBias);
    }
    for (String name : new String[] {"bias_k", "bias_v"}) {
      Tensor bias = getOrNull(name);
      if (bias != null) {
        Init.xavierNormal_(bias);
      }
    }
  }

  /// The projection of what the heads give.
  public Linear outProj() {
    return out;
  }

  /// Whether samples come before places.
  boolean batchFirst() {
    return settings.batchFirst();
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "query", "key", "value");
    return attend(x[0], x[1], x[2], MultiHeadOptions.DEFAULT.withWeights(false, true)).output();
  }

  /// The output and the weights, averaged over the heads.
  public AttentionResult withWeights(Tensor query, Tensor key, Tensor value) {
    return withWeights(query, key, value, MultiHeadOptions.DEFAULT);
  }

  /// The output and, if the options ask for them, the weights, with masks. The probability of
  /// leaving out and the zeros are those of the layer's settings.
  public AttentionResult withWeights(
      Tensor query, Tensor key, Tensor value, MultiHeadOptions options) {
    @Nullable Tensor[] y =
        run(
            in -> {
              AttentionResult r = attend(in[0], in[1], in[2], options);
              return array(r.output(), r.weights());
            },
            query,
            key,
            value);
    return new AttentionResult(Layer.there(y[0]), y[1]);
  }

  @SuppressWarnings("NullAway") // The weights are null where nobody asked for them.
  private static Tensor[] array(Tensor output, @Nullable Tensor weights) {
    return new Tensor[] {output, weights};
  }

  private AttentionResult attend(Tensor query, Tensor key, Tensor value, MultiHeadOptions o) {
    boolean turn = settings.batchFirst() && query.dim() == 3;
    Tensor q = turn ? query.transpose(0, 1) : query;
    // What was one tensor stays one: then there is one projection for all three.
    Tensor k = key == query ? q : turn ? key.transpose(0, 1) : key;
    Tensor v = value == key ? k : turn ? value.transpose(0, 1) : value;
    MultiHeadOptions now =
        o.withDropout(training() ? settings.dropout() : 0).withAddZeroAttn(settings.addZeroAttn());
    AttentionResult r = Gradus.multiHeadAttentionForward(q, k, v, weights(), now);
    return turn ? new AttentionResult(r.output().transpose(0, 1), r.weights()) : r;
  }

  // The projection back is a layer, but not called as one.
  @Override
  protected long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    long queries = inputs[0].numel() / width;
    long keys = inputs[1].numel() / keyWidth();
    int places = inputs[1].dim() == 3 && settings.batchFirst() ? 1 : 0;
    long projections = 2 * queries * width + keys * (keyWidth() + valueWidth());
    return projections * width + 2 * queries * inputs[1].size(places) * width;
  }

  private MultiHeadWeights weights() {
    return new MultiHeadWeights(
        heads,
        getOrNull("in_proj_weight"),
        getOrNull("in_proj_bias"),
        out.weight(),
        out.bias(),
        getOrNull("bias_k"),
        getOrNull("bias_v"),
        getOrNull("q_proj_weight"),
        getOrNull("k_proj_weight"),
        getOrNull("v_proj_weight"));
  }
}
