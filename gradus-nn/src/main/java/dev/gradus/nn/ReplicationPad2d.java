package dev.gradus.nn;

/// The edges again and again, around images. **Shape**: (N, C, H, W) or without N. **Source**:
/// torch.nn.ReplicationPad2d.
public final class ReplicationPad2d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right, top, bottom.
  public ReplicationPad2d(long... widths) {
    super(PaddingMode.REPLICATE, 2, widths);
  }
}
