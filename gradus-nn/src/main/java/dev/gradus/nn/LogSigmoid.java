package dev.gradus.nn;

import dev.gradus.Tensor;

/// The logarithm of the logistic function. **Source**: torch.nn.LogSigmoid.
public final class LogSigmoid extends Layer {
  /// Creates it.
  public LogSigmoid() {}

  @Override
  public Tensor forward(Tensor x) {
    return x.logsigmoid();
  }
}
