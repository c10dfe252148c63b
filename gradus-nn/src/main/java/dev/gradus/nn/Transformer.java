package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

/// An encoder of sources and a decoder of targets: `transformer.call(source, target)`.
///
/// **Shape**: (places, batch, n), with `batchFirst` (batch, places, n), or without batch. All
/// matrices start as Glorot's. **Source**: torch.nn.Transformer; Vaswani et al. 2017.
public final class Transformer extends Layer {
  private final long width;
  private final boolean batchFirst;
  private final TransformerEncoder encoder;
  private final TransformerDecoder decoder;

  /// Creates that of the paper: 512 wide, 8 heads, 6 layers each.
  public Transformer() {
    this(512, 8, 6, 6, TransformerSettings.DEFAULT);
  }

  /// Creates it.
  public Transformer(
      long width, long heads, int encoderLayers, int decoderLayers, TransformerSettings settings) {
    this.width = width;
    this.batchFirst = settings.batchFirst();
    this.encoder =
        layer(
            "encoder",
            new TransformerEncoder(
                new TransformerEncoderLayer(width, heads, settings),
                encoderLayers,
                settings.norm(width)));
    this.decoder =
        layer(
            "decoder",
            new TransformerDecoder(
                new TransformerDecoderLayer(width, heads, settings),
                decoderLayers,
                settings.norm(width)));
    resetParameters();
  }

  /// Draws all matrices anew.
  public void resetParameters() {
    for (Tensor p : parameters()) {
      if (p.dim() > 1) {
        Init.xavierUniform_(p);
      }
    }
  }

  /// The encoder.
  public TransformerEncoder encoder() {
    return encoder;
  }

  /// The decoder.
  public TransformerDecoder decoder() {
    return decoder;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "src", "tgt");
    AttentionMask none = AttentionMask.NONE;
    return computed(x[0], x[1], none, none, none);
  }

  /// As `call`, where something of the source, the target, or of what the encoder gives is hidden.
  public Tensor withMasks(
      Tensor source,
      Tensor target,
      AttentionMask ofSource,
      AttentionMask ofTarget,
      AttentionMask ofMemory) {
    return run(
        in -> new Tensor[] {computed(in[0], in[1], ofSource, ofTarget, ofMemory)}, source, target)[
        0];
  }

  private Tensor computed(
      Tensor source,
      Tensor target,
      AttentionMask ofSource,
      AttentionMask ofTarget,
      AttentionMask ofMemory) {
    int batch = batchFirst ? 0 : 1;
    if (source.dim() == 3 && source.size(batch) != target.size(batch)) {
      throw new GradusArgumentException("the batch number of src and tgt must be equal");
    }
    if (source.size(-1) != width || target.size(-1) != width) {
      throw new GradusArgumentException(
          "the feature number of src and tgt must be equal to d_model");
    }
    Tensor memory = encoder.withMask(source, ofSource);
    return decoder.withMasks(target, memory, ofTarget, ofMemory);
  }

  /// A mask to add to scores that hides the future: −inf above the diagonal, else 0. **Source**:
  /// torch.nn.Transformer.generate\_square\_subsequent\_mask.
  public static Tensor generateSquareSubsequentMask(long size) {
    return Gradus.full(new long[] {size, size}, Double.NEGATIVE_INFINITY).triu(1);
  }
}
