package dev.gradus.nn;

/// What is seen in mirrors at the edges, around signals. **Shape**: (N, C, L) or without N.
/// **Source**: torch.nn.ReflectionPad1d.
public final class ReflectionPad1d extends PadLayer {
  /// Creates it with one width for all sides, or a width for each: left, right.
  public ReflectionPad1d(long... widths) {
    super(PaddingMode.REFLECT, 1, widths);
  }
}
