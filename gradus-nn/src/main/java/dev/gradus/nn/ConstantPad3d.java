package dev.gradus.nn;

import dev.gradus.Tensor;

/// A number around volumes. **Shape**: (N, C, D, H, W) or without N. **Source**:
/// torch.nn.ConstantPad3d.
public final class ConstantPad3d extends Layer {
  private final long[] widths;
  private final double value;

  /// Creates it with one width for all sides.
  public ConstantPad3d(long width, double value) {
    this(new long[] {width}, value);
  }

  /// Creates it with a width for each side: left, right, top, bottom, front, back.
  public ConstantPad3d(long[] widths, double value) {
    this.widths = Inputs.expand(widths, 6);
    this.value = value;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.constantPad(widths, value);
  }

  @Override
  public String extraRepr() {
    return "padding=" + LayerText.tuple(widths) + ", value=" + LayerText.whole(value);
  }
}
