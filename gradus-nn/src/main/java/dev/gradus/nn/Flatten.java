package dev.gradus.nn;

import dev.gradus.Tensor;

/// Makes one dimension of several, by default of all but the first. **Source**: torch.nn.Flatten.
public final class Flatten extends Layer {
  private final int start;
  private final int end;

  /// Creates it for all dimensions but the first.
  public Flatten() {
    this(1, -1);
  }

  /// Creates it for the dimensions from `start` to `end`.
  public Flatten(int start, int end) {
    this.start = start;
    this.end = end;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.flatten(start, end);
  }

  @Override
  public String extraRepr() {
    return "start_dim=" + start + ", end_dim=" + end;
  }
}
