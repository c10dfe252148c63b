package dev.gradus;

import dev.gradus.op.recurrent.Cell;
import dev.gradus.op.recurrent.Layers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Recurrent cells and layers among the statics of [Gradus].
///
/// Weights of inputs are (gates · n, size), of hidden states (gates · n, n), biases (gates · n),
/// with the gates one under the other. The parameters of layers are a list: for every layer and
/// direction the weights of inputs, those of hidden states, and if there are any, the biases of
/// both.
abstract sealed class Recurrent extends Indices permits Blocks {
  /// One step of a long short-term memory: c' = σ(f) c + σ(i) tanh(g), h' = σ(o) tanh(c') with
  /// gates i, f, g, o = wIh·x + bIh + wHh·h + bHh. **Shape**: (batch, size), (batch, n) → (batch,
  /// n). **Gradient**: that of the formula. **Errors**: sizes that do not fit. **Source**:
  /// torch.lstm\_cell; Hochreiter and Schmidhuber 1997.
  public static LstmState lstmCell(
      Tensor input,
      LstmState hx,
      Tensor wIh,
      Tensor wHh,
      @Nullable Tensor bIh,
      @Nullable Tensor bHh) {
    Cell.State next =
        new Cell(Cell.Kind.LSTM, wIh, wHh, bIh, bHh, null)
            .run(input, new Cell.State(hx.hidden(), hx.cell()));
    return new LstmState(next.hidden(), Objects.requireNonNull(next.cell()));
  }

  /// One step of a gated recurrent unit: h' = n + z (h − n) with r and z = σ(wIh·x + bIh + wHh·h +
  /// bHh), n = tanh(wIh·x + bIh + r (wHh·h + bHh)). **Shape**: (batch, size), (batch, n) → (batch,
  /// n). **Gradient**: that of the formula. **Errors**: sizes that do not fit. **Source**:
  /// torch.gru\_cell; Cho et al. 2014.
  public static Tensor gruCell(
      Tensor input, Tensor hx, Tensor wIh, Tensor wHh, @Nullable Tensor bIh, @Nullable Tensor bHh) {
    return step(Cell.Kind.GRU, input, hx, wIh, wHh, bIh, bHh);
  }

  /// One step of an Elman network: tanh(wIh·x + bIh + wHh·h + bHh). **Shape**: (batch, size),
  /// (batch, n) → (batch, n). **Gradient**: that of the formula. **Errors**: sizes that do not fit.
  /// **Source**: torch.rnn\_tanh\_cell; Elman 1990.
  public static Tensor rnnTanhCell(
      Tensor input, Tensor hx, Tensor wIh, Tensor wHh, @Nullable Tensor bIh, @Nullable Tensor bHh) {
    return step(Cell.Kind.TANH, input, hx, wIh, wHh, bIh, bHh);
  }

  /// As [#rnnTanhCell] with relu. **Gradient**: that of the formula. **Source**:
  /// torch.rnn\_relu\_cell.
  public static Tensor rnnReluCell(
      Tensor input, Tensor hx, Tensor wIh, Tensor wHh, @Nullable Tensor bIh, @Nullable Tensor bHh) {
    return step(Cell.Kind.RELU, input, hx, wIh, wHh, bIh, bHh);
  }

  private static Tensor step(
      Cell.Kind kind,
      Tensor input,
      Tensor hx,
      Tensor wIh,
      Tensor wHh,
      @Nullable Tensor bIh,
      @Nullable Tensor bHh) {
    return new Cell(kind, wIh, wHh, bIh, bHh, null).run(input, new Cell.State(hx, null)).hidden();
  }

  /// Layers of long short-term memories over sequences. **Shape**: (steps, batch, size), states
  /// (layers · directions, batch, n) → (steps, batch, directions · n). Where the hidden state is
  /// smaller than the cell, every layer has a projection of it behind its other parameters.
  /// **Gradient**: that of the steps. **Errors**: sizes and numbers that do not fit. **Source**:
  /// torch.lstm.
  public static LstmResult lstm(
      Tensor input, LstmState hx, List<Tensor> params, RecurrentOptions options) {
    return result(Layers.run(Cell.Kind.LSTM, input, hx.hidden(), hx.cell(), params, options));
  }

  /// As [#lstm(Tensor, LstmState, List, RecurrentOptions)] of packed sequences, the longest first:
  /// the rows of each step stand together, and `batchSizes` says how many there are.
  public static LstmResult lstm(
      Tensor data, long[] batchSizes, LstmState hx, List<Tensor> params, RecurrentOptions options) {
    return result(
        Layers.packed(Cell.Kind.LSTM, data, batchSizes, hx.hidden(), hx.cell(), params, options));
  }

  private static LstmResult result(Layers.Result r) {
    return new LstmResult(r.output(), new LstmState(r.hidden(), Objects.requireNonNull(r.cell())));
  }

  /// Layers of gated recurrent units over sequences, with the shapes of [#lstm(Tensor, LstmState,
  /// List, RecurrentOptions)]. **Gradient**: that of the steps. **Source**: torch.gru.
  public static RecurrentResult gru(
      Tensor input, Tensor hx, List<Tensor> params, RecurrentOptions options) {
    return result(Cell.Kind.GRU, input, hx, params, options);
  }

  /// As [#gru(Tensor, Tensor, List, RecurrentOptions)] of packed sequences.
  public static RecurrentResult gru(
      Tensor data, long[] batchSizes, Tensor hx, List<Tensor> params, RecurrentOptions options) {
    return result(Cell.Kind.GRU, data, batchSizes, hx, params, options);
  }

  /// Layers of Elman networks over sequences, with the shapes of [#lstm(Tensor, LstmState, List,
  /// RecurrentOptions)]. **Gradient**: that of the steps. **Source**: torch.rnn\_tanh.
  public static RecurrentResult rnnTanh(
      Tensor input, Tensor hx, List<Tensor> params, RecurrentOptions options) {
    return result(Cell.Kind.TANH, input, hx, params, options);
  }

  /// As [#rnnTanh(Tensor, Tensor, List, RecurrentOptions)] of packed sequences.
  public static RecurrentResult rnnTanh(
      Tensor data, long[] batchSizes, Tensor hx, List<Tensor> params, RecurrentOptions options) {
    return result(Cell.Kind.TANH, data, batchSizes, hx, params, options);
  }

  /// As [#rnnTanh(Tensor, Tensor, List, RecurrentOptions)] with relu. **Gradient**: that of the
  /// steps. **Source**: torch.rnn\_relu.
  public static RecurrentResult rnnRelu(
      Tensor input, Tensor hx, List<Tensor> params, RecurrentOptions options) {
    return result(Cell.Kind.RELU, input, hx, params, options);
  }

  /// As [#rnnRelu(Tensor, Tensor, List, RecurrentOptions)] of packed sequences.
  public static RecurrentResult rnnRelu(
      Tensor data, long[] batchSizes, Tensor hx, List<Tensor> params, RecurrentOptions options) {
    return result(Cell.Kind.RELU, data, batchSizes, hx, params, options);
  }

  private static RecurrentResult result(
      Cell.Kind kind, Tensor input, Tensor hx, List<Tensor> params, RecurrentOptions options) {
    Layers.Result r = Layers.run(kind, input, hx, null, params, options);
    return new RecurrentResult(r.output(), r.hidden());
  }

  private static RecurrentResult result(
      Cell.Kind kind,
      Tensor data,
      long[] batchSizes,
      Tensor hx,
      List<Tensor> params,
      RecurrentOptions options) {
    Layers.Result r = Layers.packed(kind, data, batchSizes, hx, null, params, options);
    return new RecurrentResult(r.output(), r.hidden());
  }
}
