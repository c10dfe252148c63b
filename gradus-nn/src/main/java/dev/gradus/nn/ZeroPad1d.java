package dev.gradus.nn;

/// Zeros around signals. **Shape**: (N, C, L) or without N. **Source**: torch.nn.ZeroPad1d.
public final class ZeroPad1d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right.
  public ZeroPad1d(long... widths) {
    super(PaddingMode.ZEROS, 1, widths);
  }
}
