package dev.gradus.nn;

/// The input again, around signals. **Shape**: (N, C, L) or without N. **Source**:
/// torch.nn.CircularPad1d.
public final class CircularPad1d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right.
  public CircularPad1d(long... widths) {
    super(PaddingMode.CIRCULAR, 1, widths);
  }
}
