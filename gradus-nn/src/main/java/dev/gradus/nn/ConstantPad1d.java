package dev.gradus.nn;

import dev.gradus.Tensor;

/// A number around signals. **Shape**: (N, C, L) or without N. **Source**: torch.nn.ConstantPad1d.
public final class ConstantPad1d extends Layer {
  private final long[] widths;
  private final double value;

  /// Creates it with one width for all sides.
  public ConstantPad1d(long width, double value) {
    this(new long[] {width}, value);
  }

  /// Creates it with a width for each side: left, right.
  public ConstantPad1d(long[] widths, double value) {
    this.widths = Inputs.expand(widths, 2);
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
