package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.RecurrentOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What recurrent layers have in common: parameters for each layer and direction, and the sizes of
/// inputs and states.
abstract sealed class RecurrentLayer extends Layer permits LSTM, SingleStateLayer {
  final long inputSize;
  final long hiddenSize;
  final RecurrentSettings settings;
  private final List<String> names = new ArrayList<>();

  /// @param gates how many times the hidden size a state's inputs are
  RecurrentLayer(long inputSize, long hiddenSize, RecurrentSettings settings, int gates) {
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    this.settings = settings;
    checkSettings();
    int directions = directions();
    for (int l = 0; l < settings.numLayers(); l++) {
      long in = l == 0 ? inputSize : stateSize() * directions;
      for (int d = 0; d < directions; d++) {
        addParameters("_l" + l + (d == 1 ? "_reverse" : ""), in, gates * hiddenSize);
      }
    }
    resetParameters();
  }

  private void addParameters(String suffix, long in, long gates) {
    add("weight_ih" + suffix, gates, in);
    add("weight_hh" + suffix, gates, stateSize());
    if (settings.bias()) {
      add("bias_ih" + suffix, gates);
      add("bias_hh" + suffix, gates);
    }
    if (settings.projSize() > 0) {
      add("weight_hr" + suffix, settings.projSize(), hiddenSize);
    }
  }

  private void add(String name, long... sizes) {
    names.add(name);
    parameter(name, Gradus.empty(sizes));
  }

  private void checkSettings() {
    double p = settings.dropout();
    check(
        p >= 0 && p <= 1,
        "dropout should be a number in range [0, 1] representing the probability of an element"
            + " being zeroed");
    check(hiddenSize > 0, "hidden_size must be greater than zero");
    check(settings.numLayers() > 0, "num_layers must be greater than zero");
    check(
        settings.projSize() >= 0,
        "proj_size should be a positive integer or zero to disable projections");
    check(settings.projSize() < hiddenSize, "proj_size has to be smaller than hidden_size");
    check(
        settings.projSize() == 0 || this instanceof LSTM,
        "proj_size argument is only supported for LSTM, not RNN or GRU");
    if (p > 0 && settings.numLayers() == 1) {
      Gradus.warn(
          "dropout option adds dropout after all but last recurrent layer, so non-zero dropout"
              + " expects num_layers greater than 1, but got dropout="
              + LayerText.of(p)
              + " and num_layers=1");
    }
  }

  private static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  /// Draws the parameters anew: evenly distributed over ±1 / √hidden.
  public final void resetParameters() {
    names.forEach(name -> Init.bias(get(name), hiddenSize));
  }

  final List<Tensor> weights() {
    return names.stream().map(this::get).toList();
  }

  final int directions() {
    return settings.bidirectional() ? 2 : 1;
  }

  /// The size of a hidden state, which may be projected.
  final long stateSize() {
    return settings.projSize() > 0 ? settings.projSize() : hiddenSize;
  }

  final RecurrentOptions options() {
    return new RecurrentOptions(
        settings.bias(),
        settings.numLayers(),
        settings.dropout(),
        training(),
        settings.bidirectional(),
        settings.batchFirst());
  }

  // --- Inputs and states ---

  /// Whether the input is a batch. **Errors**: other dimensions or size.
  final boolean checkInput(Tensor x) {
    if (x.dim() != 2 && x.dim() != 3) {
      throw new GradusArgumentException(
          name() + ": Expected input to be 2D or 3D, got " + x.dim() + "D instead");
    }
    checkSize(x);
    return x.dim() == 3;
  }

  final void checkPacked(PackedSequence x) {
    if (x.data().dim() != 2) {
      throw new GradusArgumentException("input must have 2 dimensions, got " + x.data().dim());
    }
    checkSize(x.data());
  }

  private void checkSize(Tensor x) {
    if (x.size(-1) != inputSize) {
      throw new GradusArgumentException(
          "input.size(-1) must be equal to input_size. Expected "
              + inputSize
              + ", got "
              + x.size(-1));
    }
  }

  final int batchDim() {
    return settings.batchFirst() ? 0 : 1;
  }

  final Tensor batch(Tensor x) {
    return x.dim() == 3 ? x : x.unsqueeze(batchDim());
  }

  /// The first state: zeros.
  final Tensor zeroState(Tensor x, long batch, long size) {
    return Gradus.zeros(x.dtype(), (long) settings.numLayers() * directions(), batch, size);
  }

  /// Refuses states of other dimensions than the input's.
  static void checkDimensions(boolean batched, Tensor... states) {
    int wanted = batched ? 3 : 2;
    if (Arrays.stream(states).allMatch(h -> h.dim() == wanted)) {
      return;
    }
    String input = batched ? "batched 3-D" : "unbatched 2-D";
    throw new GradusArgumentException(
        states.length == 1
            ? "For %s input, hx should also be %d-D but got %d-D tensor"
                .formatted(input, wanted, states[0].dim())
            : "For %s input, hx and cx should also be %d-D but got (%d-D, %d-D) tensors"
                .formatted(input, wanted, states[0].dim(), states[1].dim()));
  }

  /// A state for a batch, of the right dimensions. **Errors**: other sizes.
  final Tensor state(Tensor h, boolean batched, long batch, long size, String sentence) {
    Tensor all = batched ? h : h.unsqueeze(1);
    long[] wanted = {(long) settings.numLayers() * directions(), batch, size};
    if (!Arrays.equals(all.shape(), wanted)) {
      throw new GradusArgumentException(
          sentence.formatted(LayerText.tuple(wanted), Arrays.toString(all.shape())));
    }
    return all;
  }

  @Override
  protected final long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    long steps = inputs[0].numel() / inputSize;
    return steps * weights().stream().filter(w -> w.dim() == 2).mapToLong(Tensor::numel).sum();
  }

  static Tensor permuted(Tensor h, @Nullable Tensor order) {
    return order == null ? h : h.indexSelect(1, order);
  }

  @Override
  public final String extraRepr() {
    StringBuilder text = new StringBuilder().append(inputSize).append(", ").append(hiddenSize);
    if (settings.projSize() != 0) {
      text.append(", proj_size=").append(settings.projSize());
    }
    if (settings.numLayers() != 1) {
      text.append(", num_layers=").append(settings.numLayers());
    }
    text.append(settings.bias() ? "" : ", bias=False");
    text.append(settings.batchFirst() ? ", batch_first=True" : "");
    if (settings.dropout() != 0) {
      text.append(", dropout=").append(LayerText.of(settings.dropout()));
    }
    return text.append(settings.bidirectional() ? ", bidirectional=True" : "").toString();
  }
}
