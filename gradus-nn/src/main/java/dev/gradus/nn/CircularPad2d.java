package dev.gradus.nn;

/// The input again, around images. **Shape**: (N, C, H, W) or without N. **Source**:
/// torch.nn.CircularPad2d.
public final class CircularPad2d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right, top, bottom.
  public CircularPad2d(long... widths) {
    super(PaddingMode.CIRCULAR, 2, widths);
  }
}
