package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Deals channels of groups out in turn. **Shape**: (N, C, …). **Source**: torch.nn.ChannelShuffle.
public final class ChannelShuffle extends Layer {
  private final long factor;

  /// Creates it.
  public ChannelShuffle(long groups) {
    this.factor = groups;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.channelShuffle(x, factor);
  }

  @Override
  public String extraRepr() {
    return "groups=" + factor;
  }
}
