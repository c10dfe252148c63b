package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// One step of a gated recurrent unit: `cell.call(x)` from a state of 0, or `cell.call(x, h)`.
/// **Shape**: (batch, size) or (size). **Source**: torch.nn.GRUCell.
public final class GRUCell extends RecurrentCell {
  /// Creates it with biases.
  public GRUCell(long inputSize, long hiddenSize) {
    this(inputSize, hiddenSize, true);
  }

  /// Creates it with or without biases.
  public GRUCell(long inputSize, long hiddenSize, boolean bias) {
    super(inputSize, hiddenSize, bias, 3);
  }

  @Override
  public Tensor forward(Tensor... x) {
    if (x.length != 1) {
      Inputs.require(this, x, "input", "hx");
    }
    Tensor given = x.length == 2 ? x[1] : null;
    check(x[0], given);
    Tensor in = batch(x[0]);
    Tensor h = stateOrZeros(given, in);
    Tensor next = Gradus.gruCell(in, h, weightIh(), weightHh(), biasIh(), biasHh());
    return x[0].dim() == 2 ? next : next.squeeze(0);
  }
}
