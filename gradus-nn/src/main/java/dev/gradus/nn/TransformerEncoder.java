package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Encoder layers on each other, which start with the same values. **Source**:
/// torch.nn.TransformerEncoder.
public final class TransformerEncoder extends Layer {
  private final ModuleList stack;
  private final @Nullable Layer norm;

  /// Creates it of copies of a layer.
  public TransformerEncoder(TransformerEncoderLayer encoderLayer, int numLayers) {
    this(encoderLayer, numLayers, null);
  }

  /// Creates it with a normalisation behind, or null.
  public TransformerEncoder(
      TransformerEncoderLayer encoderLayer, int numLayers, @Nullable Layer norm) {
    this.stack = layer("layers", new ModuleList());
    for (int i = 0; i < numLayers; i++) {
      stack.append(encoderLayer.copy());
    }
    this.norm = norm == null ? null : layer("norm", norm);
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
    Tensor y = x;
    for (Layer one : stack) {
      y = ((TransformerEncoderLayer) one).withMask(y, mask);
    }
    return norm == null ? y : norm.call(y);
  }
}
