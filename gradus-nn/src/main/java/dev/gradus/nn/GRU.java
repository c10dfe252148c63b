package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.RecurrentResult;
import dev.gradus.Tensor;

/// Gated recurrent units over sequences.
///
/// **Shape**: (steps, batch, size), with `batchFirst` (batch, steps, size), or without batch;
/// states (layers · directions, batch, n). `call` gives the outputs alone, [#withState] the last
/// states too. Parameters start evenly distributed over ±1 / √n. **Source**: torch.nn.GRU; Cho et
/// al. 2014.
public final class GRU extends SingleStateLayer {
  /// Creates one layer.
  public GRU(long inputSize, long hiddenSize) {
    this(inputSize, hiddenSize, RecurrentSettings.DEFAULT);
  }

  /// Creates layers.
  public GRU(long inputSize, long hiddenSize, RecurrentSettings settings) {
    super(inputSize, hiddenSize, settings, 3);
  }

  @Override
  RecurrentResult layers(Tensor x, Tensor h) {
    return Gradus.gru(x, h, weights(), options());
  }

  @Override
  RecurrentResult layers(Tensor x, long[] batchSizes, Tensor h) {
    return Gradus.gru(x, batchSizes, h, weights(), options());
  }
}
