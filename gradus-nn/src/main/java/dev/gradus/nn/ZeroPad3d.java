package dev.gradus.nn;

/// Zeros around volumes. **Shape**: (N, C, D, H, W) or without N. **Source**: torch.nn.ZeroPad3d.
public final class ZeroPad3d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right, top, bottom, front,
  /// back.
  public ZeroPad3d(long... widths) {
    super(PaddingMode.ZEROS, 3, widths);
  }
}
