package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// x where it is positive, else w · x with a trained w, one for all or one for each channel.
/// **Shape**: (N, C, …). **Source**: torch.nn.PReLU.
public final class PReLU extends Layer {
  private final long count;
  private final double start;

  /// Creates it with one slope, which starts as 0.25.
  public PReLU() {
    this(1, 0.25);
  }

  /// Creates it with a slope for each of so many channels.
  public PReLU(long numParameters) {
    this(numParameters, 0.25);
  }

  /// Creates it with slopes that start as `init`.
  public PReLU(long numParameters, double init) {
    this.count = numParameters;
    this.start = init;
    parameter("weight", Gradus.empty(count));
    resetParameters();
  }

  /// Starts anew.
  public void resetParameters() {
    Init.constant_(weight(), start);
  }

  /// The slopes.
  public Tensor weight() {
    return get("weight");
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.prelu(weight());
  }

  @Override
  public String extraRepr() {
    return "num_parameters=" + count;
  }
}
