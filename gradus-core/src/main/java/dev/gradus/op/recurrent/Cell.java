package dev.gradus.op.recurrent;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One step of a recurrent layer.
///
/// @param kind what it does
/// @param wIh the weights of inputs, gates one under the other
/// @param wHh the weights of hidden states
/// @param bIh what is added to the first product, or null
/// @param bHh what is added to the second, or null
/// @param wHr the projection of hidden states, or null
public record Cell(
    Kind kind,
    Tensor wIh,
    Tensor wHh,
    @Nullable Tensor bIh,
    @Nullable Tensor bHh,
    @Nullable Tensor wHr) {
  /// The kinds of cells.
  public enum Kind {
    TANH,
    RELU,
    LSTM,
    GRU
  }

  /// A hidden state and, for long short-term memories, a cell.
  ///
  /// @param hidden the hidden state
  /// @param cell the cell, or null
  public record State(Tensor hidden, @Nullable Tensor cell) {
    State narrow(long from, long count) {
      return new State(
          hidden.narrow(0, from, count), cell == null ? null : cell.narrow(0, from, count));
    }
  }

  /// The share of the input in the gates, of any number of steps at once.
  Tensor gates(Tensor x) {
    return Gradus.linear(x, wIh, bIh);
  }

  /// The state after a step.
  State step(Tensor gates, State before) {
    Tensor own = Gradus.linear(before.hidden, wHh, bHh);
    return switch (kind) {
      case TANH -> new State(gates.add(own).tanh(), null);
      case RELU -> new State(gates.add(own).relu(), null);
      case GRU -> new State(Call.run(new GruGates(), gates, own, before.hidden), null);
      case LSTM -> {
        Tensor cell = Objects.requireNonNull(before.cell);
        Tensor[] next = Call.runAll(new LstmGates(), gates.add(own), cell);
        Tensor hidden = wHr == null ? next[0] : next[0].matmul(wHr.t());
        yield new State(hidden, next[1]);
      }
    };
  }

  /// One step from an input, with checks.
  public State run(Tensor input, State before) {
    if (input.dim() != 2 || before.hidden.dim() != 2) {
      throw new GradusArgumentException(
          "recurrent cell: the input has "
              + input.dim()
              + " dimensions and the hidden state "
              + before.hidden.dim()
              + "; both have two, (batch, size).");
    }
    checkInput(input);
    check(input, before.hidden, 0);
    if (before.cell != null) {
      check(input, before.cell, 1);
    }
    return step(gates(input), before);
  }

  void checkInput(Tensor input) {
    if (input.size(-1) != wIh.size(1)) {
      throw new GradusArgumentException(
          "input has inconsistent input_size: got " + input.size(-1) + " expected " + wIh.size(1));
    }
  }

  private void check(Tensor input, Tensor state, int which) {
    if (input.size(0) != state.size(0)) {
      throw new GradusArgumentException(
          "Input batch size "
              + input.size(0)
              + " doesn't match hidden"
              + which
              + " batch size "
              + state.size(0));
    }
    if (state.size(1) != wHh.size(1)) {
      throw new GradusArgumentException(
          "hidden"
              + which
              + " has inconsistent hidden_size: got "
              + state.size(1)
              + ", expected "
              + wHh.size(1));
    }
  }
}
