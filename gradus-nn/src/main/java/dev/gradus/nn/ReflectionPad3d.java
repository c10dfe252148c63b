package dev.gradus.nn;

/// What is seen in mirrors at the edges, around volumes. **Shape**: (N, C, D, H, W) or without N.
/// **Source**: torch.nn.ReflectionPad3d.
public final class ReflectionPad3d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right, top, bottom, front,
  /// back.
  public ReflectionPad3d(long... widths) {
    super(PaddingMode.REFLECT, 3, widths);
  }
}
