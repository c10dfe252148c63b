package dev.gradus.nn;

/// The input again, around volumes. **Shape**: (N, C, D, H, W) or without N. **Source**:
/// torch.nn.CircularPad3d.
public final class CircularPad3d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right, top, bottom, front,
  /// back.
  public CircularPad3d(long... widths) {
    super(PaddingMode.CIRCULAR, 3, widths);
  }
}
