package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Decoder layers on each other, which start with the same values: `decoder.call(target, memory)`.
/// **Source**: torch.nn.TransformerDecoder.
public final class TransformerDecoder extends Layer {
  private final ModuleList stack;
  private final @Nullable Layer norm;

  /// Creates it of copies of a layer.
  public TransformerDecoder(TransformerDecoderLayer decoderLayer, int numLayers) {
    this(decoderLayer, numLayers, null);
  }

  /// Creates it with a normalisation behind, or null.
  public TransformerDecoder(
      TransformerDecoderLayer decoderLayer, int numLayers, @Nullable Layer norm) {
    this.stack = layer("layers", new ModuleList());
    for (int i = 0; i < numLayers; i++) {
      stack.append(decoderLayer.copy());
    }
    this.norm = norm == null ? null : layer("norm", norm);
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
    Tensor y = x;
    for (Layer one : stack) {
      y = ((TransformerDecoderLayer) one).withMasks(y, memory, ofTarget, ofMemory);
    }
    return norm == null ? y : norm.call(y);
  }
}
