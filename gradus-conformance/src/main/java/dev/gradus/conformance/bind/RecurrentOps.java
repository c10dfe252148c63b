package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.LstmResult;
import dev.gradus.LstmState;
import dev.gradus.RecurrentOptions;
import dev.gradus.RecurrentResult;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recurrent cells and layers.
final class RecurrentOps {
  private static final String WEIGHTS =
      ", w_ih: tensor, w_hh: tensor, b_ih: tensor = None, b_hh: tensor = None";
  private static final String OPTIONS =
      ", has_biases: bool, num_layers: int, dropout: number, train: bool, bidirectional: bool";

  /// A step of a cell with one state.
  private interface Step {
    Tensor run(
        Tensor input,
        Tensor hx,
        Tensor wIh,
        Tensor wHh,
        @Nullable Tensor bIh,
        @Nullable Tensor bHh);
  }

  /// Layers with one state.
  private interface Steps {
    RecurrentResult run(Tensor input, Tensor hx, List<Tensor> params, RecurrentOptions options);
  }

  /// Layers with one state over packed sequences.
  private interface PackedSteps {
    RecurrentResult run(
        Tensor data, long[] sizes, Tensor hx, List<Tensor> params, RecurrentOptions options);
  }

  private RecurrentOps() {}

  static void bind(Bindings<Tensor> b) {
    cell(b, "gru_cell", Gradus::gruCell);
    cell(b, "rnn_tanh_cell", Gradus::rnnTanhCell);
    cell(b, "rnn_relu_cell", Gradus::rnnReluCell);
    layers(b, "gru", Gradus::gru, Gradus::gru);
    layers(b, "rnn_tanh", Gradus::rnnTanh, Gradus::rnnTanh);
    layers(b, "rnn_relu", Gradus::rnnRelu, Gradus::rnnRelu);
    b.op(
        "lstm_cell",
        "input: tensor, hx: tensors" + WEIGHTS,
        a -> {
          LstmState next =
              Gradus.lstmCell(
                  a.tensor("input"),
                  state(a),
                  a.tensor("w_ih"),
                  a.tensor("w_hh"),
                  a.tensorOrNull("b_ih"),
                  a.tensorOrNull("b_hh"));
          return List.of(next.hidden(), next.cell());
        });
    b.op(
        "lstm",
        "data: tensor, batch_sizes: tensor, hx: tensors, params: tensors" + OPTIONS,
        a ->
            list(
                Gradus.lstm(
                    a.tensor("data"),
                    a.tensor("batch_sizes").toLongArray(),
                    state(a),
                    a.tensors("params"),
                    options(a, false))));
    b.op(
        "lstm",
        "input: tensor, hx: tensors, params: tensors" + OPTIONS + ", batch_first: bool",
        a ->
            list(
                Gradus.lstm(
                    a.tensor("input"),
                    state(a),
                    a.tensors("params"),
                    options(a, a.flag("batch_first")))));
  }

  private static LstmState state(Arguments<Tensor> a) {
    List<Tensor> hx = a.tensors("hx");
    return new LstmState(hx.get(0), hx.get(1));
  }

  private static List<Tensor> list(LstmResult r) {
    return List.of(r.output(), r.last().hidden(), r.last().cell());
  }

  private static List<Tensor> list(RecurrentResult r) {
    return List.of(r.output(), r.hidden());
  }

  private static RecurrentOptions options(Arguments<Tensor> a, boolean batchFirst) {
    return new RecurrentOptions(
        a.flag("has_biases"),
        a.intValue("num_layers"),
        a.real("dropout"),
        a.flag("train"),
        a.flag("bidirectional"),
        batchFirst);
  }

  private static void cell(Bindings<Tensor> b, String name, Step step) {
    b.op(
        name,
        "input: tensor, hx: tensor" + WEIGHTS,
        a ->
            step.run(
                a.tensor("input"),
                a.tensor("hx"),
                a.tensor("w_ih"),
                a.tensor("w_hh"),
                a.tensorOrNull("b_ih"),
                a.tensorOrNull("b_hh")));
  }

  private static void layers(Bindings<Tensor> b, String name, Steps steps, PackedSteps packed) {
    b.op(
        name,
        "data: tensor, batch_sizes: tensor, hx: tensor, params: tensors" + OPTIONS,
        a ->
            list(
                packed.run(
                    a.tensor("data"),
                    a.tensor("batch_sizes").toLongArray(),
                    a.tensor("hx"),
                    a.tensors("params"),
                    options(a, false))));
    b.op(
        name,
        "input: tensor, hx: tensor, params: tensors" + OPTIONS + ", batch_first: bool",
        a ->
            list(
                steps.run(
                    a.tensor("input"),
                    a.tensor("hx"),
                    a.tensors("params"),
                    options(a, a.flag("batch_first")))));
  }
}
