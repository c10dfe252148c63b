package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.RecurrentResult;
import dev.gradus.Tensor;

/// Elman networks over sequences: tanh(wIh·x + bIh + wHh·h + bHh), or with relu.
///
/// **Shape**: (steps, batch, size), with `batchFirst` (batch, steps, size), or without batch;
/// states (layers · directions, batch, n). `call` gives the outputs alone, [#withState] the last
/// states too. Parameters start evenly distributed over ±1 / √n. **Source**: torch.nn.RNN; Elman
/// 1990.
public final class RNN extends SingleStateLayer {
  private final boolean relu;

  /// Creates one layer with tanh.
  public RNN(long inputSize, long hiddenSize) {
    this(inputSize, hiddenSize, RecurrentSettings.DEFAULT);
  }

  /// Creates layers with tanh.
  public RNN(long inputSize, long hiddenSize, RecurrentSettings settings) {
    this(inputSize, hiddenSize, settings, false);
  }

  /// Creates layers with tanh or relu.
  public RNN(long inputSize, long hiddenSize, RecurrentSettings settings, boolean relu) {
    super(inputSize, hiddenSize, settings, 1);
    this.relu = relu;
  }

  @Override
  RecurrentResult layers(Tensor x, Tensor h) {
    return relu
        ? Gradus.rnnRelu(x, h, weights(), options())
        : Gradus.rnnTanh(x, h, weights(), options());
  }

  @Override
  RecurrentResult layers(Tensor x, long[] batchSizes, Tensor h) {
    return relu
        ? Gradus.rnnRelu(x, batchSizes, h, weights(), options())
        : Gradus.rnnTanh(x, batchSizes, h, weights(), options());
  }
}
