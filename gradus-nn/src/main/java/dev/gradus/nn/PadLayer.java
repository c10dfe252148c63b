package dev.gradus.nn;

import dev.gradus.Tensor;

/// What the layers that put places around an input have in common.
abstract sealed class PadLayer extends Layer
    permits ZeroPad1d,
        ZeroPad2d,
        ZeroPad3d,
        ReflectionPad1d,
        ReflectionPad2d,
        ReflectionPad3d,
        ReplicationPad1d,
        ReplicationPad2d,
        ReplicationPad3d,
        CircularPad1d,
        CircularPad2d,
        CircularPad3d {
  private final PaddingMode mode;
  private final long[] widths;

  PadLayer(PaddingMode mode, int dims, long[] widths) {
    this.mode = mode;
    this.widths = Inputs.expand(widths, 2 * dims);
  }

  @Override
  public final Tensor forward(Tensor x) {
    return mode.pad(x, widths);
  }

  @Override
  public final String extraRepr() {
    return LayerText.tuple(widths);
  }
}
