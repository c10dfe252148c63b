package dev.gradus.nn;

/// What is seen in mirrors at the edges, around images. **Shape**: (N, C, H, W) or without N.
/// **Source**: torch.nn.ReflectionPad2d.
public final class ReflectionPad2d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right, top, bottom.
  public ReflectionPad2d(long... widths) {
    super(PaddingMode.REFLECT, 2, widths);
  }
}
