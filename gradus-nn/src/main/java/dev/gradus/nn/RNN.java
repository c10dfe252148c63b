package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.RecurrentResult;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Elman networks over sequences: tanh(wIh·x + bIh + wHh·h + bHh), or with relu.
///
/// **Shape**: (steps, batch, size), with `batchFirst` (batch, steps, size), or without batch;
/// states (layers · directions, batch, n). `call` gives the outputs alone, [#withState] the last
/// states too. Parameters start evenly distributed over ±1 / √n. **Source**: torch.nn.RNN; Elman
/// 1990.
public final class RNN extends RecurrentLayer {
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
  public Tensor forward(Tensor x) {
    return computed(x, null).output();
  }

  /// The outputs at every step and the last states, from states of 0.
  public RecurrentResult withState(Tensor x) {
    return withState(x, null);
  }

  /// The outputs at every step and the last states, from these states.
  public RecurrentResult withState(Tensor x, @Nullable Tensor h) {
    Tensor[] y =
        run(
            in -> {
              RecurrentResult r = computed(in[0], in[1]);
              return new Tensor[] {r.output(), r.hidden()};
            },
            x,
            h);
    return new RecurrentResult(y[0], y[1]);
  }

  private RecurrentResult computed(Tensor input, @Nullable Tensor h) {
    boolean batched = checkInput(input);
    Tensor x = batch(input);
    long batch = x.size(batchDim());
    Tensor first =
        h == null
            ? zeroState(x, batch, hiddenSize)
            : state(h, batched, batch, hiddenSize, "Expected hidden size %s, got %s");
    RecurrentResult r = layers(x, first);
    return batched ? r : new RecurrentResult(r.output().squeeze(batchDim()), r.hidden().squeeze(1));
  }

  private RecurrentResult layers(Tensor x, Tensor h) {
    return relu
        ? Gradus.rnnRelu(x, h, weights(), options())
        : Gradus.rnnTanh(x, h, weights(), options());
  }

  /// As [#withState(Tensor, Tensor)] of packed sequences; the states are null for 0.
  public PackedResult withState(PackedSequence x, @Nullable Tensor hidden) {
    checkPacked(x);
    long batch = x.batchSizes()[0];
    Tensor h =
        hidden == null
            ? zeroState(x.data(), batch, hiddenSize)
            : permuted(
                state(hidden, true, batch, hiddenSize, "Expected hidden size %s, got %s"),
                x.sortedIndices());
    Tensor[] y = run(in -> packed(x, in), x.data(), h);
    return new PackedResult(x.withData(y[0]), y[1]);
  }

  private Tensor[] packed(PackedSequence x, Tensor[] in) {
    Tensor h = in[1];
    RecurrentResult r =
        relu
            ? Gradus.rnnRelu(in[0], x.batchSizes(), h, weights(), options())
            : Gradus.rnnTanh(in[0], x.batchSizes(), h, weights(), options());
    return new Tensor[] {r.output(), permuted(r.hidden(), x.unsortedIndices())};
  }
}
