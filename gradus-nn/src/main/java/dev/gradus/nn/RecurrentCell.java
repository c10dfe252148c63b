package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// What the cells of recurrent networks have in common: the parameters of one step.
abstract sealed class RecurrentCell extends Layer permits RNNCell, LSTMCell, GRUCell {
  final long hiddenSize;
  private final long inputSize;
  private final boolean hasBias;

  RecurrentCell(long inputSize, long hiddenSize, boolean bias, int gates) {
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    this.hasBias = bias;
    parameter("weight_ih", Gradus.empty(gates * hiddenSize, inputSize));
    parameter("weight_hh", Gradus.empty(gates * hiddenSize, hiddenSize));
    parameter("bias_ih", bias, () -> Gradus.empty(gates * hiddenSize));
    parameter("bias_hh", bias, () -> Gradus.empty(gates * hiddenSize));
    resetParameters();
  }

  /// Draws the parameters anew: evenly distributed over ±1 / √hidden.
  public final void resetParameters() {
    for (Tensor t : new @Nullable Tensor[] {weightIh(), weightHh(), biasIh(), biasHh()}) {
      if (t != null) {
        Init.bias(t, hiddenSize);
      }
    }
  }

  /// The weights of inputs.
  public final Tensor weightIh() {
    return get("weight_ih");
  }

  /// The weights of hidden states.
  public final Tensor weightHh() {
    return get("weight_hh");
  }

  /// What is added for inputs, or null.
  public final @Nullable Tensor biasIh() {
    return getOrNull("bias_ih");
  }

  /// What is added for hidden states, or null.
  public final @Nullable Tensor biasHh() {
    return getOrNull("bias_hh");
  }

  /// Refuses inputs and states of other dimensions.
  final void check(Tensor x, @Nullable Tensor h) {
    checkDimensions("input", x);
    if (h != null) {
      checkDimensions("hidden", h);
    }
  }

  private void checkDimensions(String what, Tensor x) {
    if (x.dim() != 1 && x.dim() != 2) {
      throw new GradusArgumentException(
          "%s: Expected %s to be 1D or 2D, got %dD instead".formatted(name(), what, x.dim()));
    }
  }

  @Override
  protected final long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    return inputs[0].numel() / inputSize * (weightIh().numel() + weightHh().numel());
  }

  static Tensor batch(Tensor x) {
    return x.dim() == 2 ? x : x.unsqueeze(0);
  }

  final Tensor stateOrZeros(@Nullable Tensor h, Tensor x) {
    return h == null ? Gradus.zeros(x.dtype(), x.size(0), hiddenSize) : batch(h);
  }

  @Override
  public String extraRepr() {
    return inputSize + ", " + hiddenSize + (hasBias ? "" : ", bias=False");
  }
}
