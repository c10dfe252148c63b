package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LstmState;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// One step of a long short-term memory: [#withState] gives the new state, `cell.call(x)` its
/// hidden part alone. **Shape**: (batch, size) or (size). **Source**: torch.nn.LSTMCell.
public final class LSTMCell extends RecurrentCell {
  /// Creates it with biases.
  public LSTMCell(long inputSize, long hiddenSize) {
    this(inputSize, hiddenSize, true);
  }

  /// Creates it with or without biases.
  public LSTMCell(long inputSize, long hiddenSize, boolean bias) {
    super(inputSize, hiddenSize, bias, 4);
  }

  @Override
  public Tensor forward(Tensor x) {
    return step(x, null, null).hidden();
  }

  /// The state after a step from a state, null for 0.
  public LstmState withState(Tensor x, @Nullable LstmState state) {
    Tensor[] y =
        run(
            in -> {
              LstmState next = step(in[0], in[1], in[2]);
              return new Tensor[] {next.hidden(), next.cell()};
            },
            x,
            state == null ? null : state.hidden(),
            state == null ? null : state.cell());
    return new LstmState(y[0], y[1]);
  }

  private LstmState step(Tensor x, @Nullable Tensor hidden, @Nullable Tensor cell) {
    check(x, hidden);
    Tensor in = batch(x);
    LstmState state = new LstmState(stateOrZeros(hidden, in), stateOrZeros(cell, in));
    LstmState next = Gradus.lstmCell(in, state, weightIh(), weightHh(), biasIh(), biasHh());
    return x.dim() == 2 ? next : new LstmState(next.hidden().squeeze(0), next.cell().squeeze(0));
  }
}
