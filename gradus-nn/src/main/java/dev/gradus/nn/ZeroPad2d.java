package dev.gradus.nn;

/// Zeros around images. **Shape**: (N, C, H, W) or without N. **Source**: torch.nn.ZeroPad2d.
public final class ZeroPad2d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right, top, bottom.
  public ZeroPad2d(long... widths) {
    super(PaddingMode.ZEROS, 2, widths);
  }
}
