package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// One step of an Elman network: `cell.call(x)` from a state of 0, or `cell.call(x, h)`. **Shape**:
/// (batch, size) or (size). **Source**: torch.nn.RNNCell.
public final class RNNCell extends RecurrentCell {
  private final boolean relu;

  /// Creates it with biases and tanh.
  public RNNCell(long inputSize, long hiddenSize) {
    this(inputSize, hiddenSize, true, false);
  }

  /// Creates it with or without biases, with tanh or relu.
  public RNNCell(long inputSize, long hiddenSize, boolean bias, boolean relu) {
    super(inputSize, hiddenSize, bias, 1);
    this.relu = relu;
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
    Tensor next =
        relu
            ? Gradus.rnnReluCell(in, h, weightIh(), weightHh(), biasIh(), biasHh())
            : Gradus.rnnTanhCell(in, h, weightIh(), weightHh(), biasIh(), biasHh());
    return x[0].dim() == 2 ? next : next.squeeze(0);
  }

  @Override
  public String extraRepr() {
    return super.extraRepr() + (relu ? ", nonlinearity=relu" : "");
  }
}
