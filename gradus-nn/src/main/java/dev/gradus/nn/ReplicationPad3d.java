package dev.gradus.nn;

/// The edges again and again, around volumes. **Shape**: (N, C, D, H, W) or without N. **Source**:
/// torch.nn.ReplicationPad3d.
public final class ReplicationPad3d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right, top, bottom, front,
  /// back.
  public ReplicationPad3d(long... widths) {
    super(PaddingMode.REPLICATE, 3, widths);
  }
}
