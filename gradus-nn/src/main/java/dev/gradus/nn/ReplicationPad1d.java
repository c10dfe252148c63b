package dev.gradus.nn;

/// The edges again and again, around signals. **Shape**: (N, C, L) or without N. **Source**:
/// torch.nn.ReplicationPad1d.
public final class ReplicationPad1d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right.
  public ReplicationPad1d(long... widths) {
    super(PaddingMode.REPLICATE, 1, widths);
  }
}
