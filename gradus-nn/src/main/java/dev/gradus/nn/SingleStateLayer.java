package dev.gradus.nn;

import dev.gradus.RecurrentResult;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Recurrent layers whose state is one tensor: what [RNN] and [GRU] have in common.
abstract sealed class SingleStateLayer extends RecurrentLayer permits GRU, RNN {
  SingleStateLayer(long inputSize, long hiddenSize, RecurrentSettings settings, int gates) {
    super(inputSize, hiddenSize, settings, gates);
  }

  /// All layers over sequences of equal length.
  abstract RecurrentResult layers(Tensor x, Tensor h);

  /// All layers over packed sequences.
  abstract RecurrentResult layers(Tensor x, long[] batchSizes, Tensor h);

  @Override
  public final Tensor forward(Tensor x) {
    return computed(x, null).output();
  }

  /// The outputs at every step and the last states, from states of 0.
  public final RecurrentResult withState(Tensor x) {
    return withState(x, null);
  }

  /// The outputs at every step and the last states, from these states.
  public final RecurrentResult withState(Tensor x, @Nullable Tensor h) {
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
    Tensor first = h == null ? zeroState(x, batch, hiddenSize) : given(h, batched, batch);
    RecurrentResult r = layers(x, first);
    return batched ? r : new RecurrentResult(r.output().squeeze(batchDim()), r.hidden().squeeze(1));
  }

  private Tensor given(Tensor h, boolean batched, long batch) {
    checkDimensions(batched, h);
    return state(h, batched, batch, hiddenSize, "Expected hidden size %s, got %s");
  }

  /// As [#withState(Tensor, Tensor)] of packed sequences; the states are null for 0.
  public final PackedResult withState(PackedSequence x, @Nullable Tensor hidden) {
    checkPacked(x);
    long batch = x.batchSizes()[0];
    Tensor h =
        hidden == null
            ? zeroState(x.data(), batch, hiddenSize)
            : permuted(given(hidden, true, batch), x.sortedIndices());
    Tensor[] y = run(in -> packed(x, in), x.data(), h);
    return new PackedResult(x.withData(y[0]), y[1]);
  }

  private Tensor[] packed(PackedSequence x, Tensor[] in) {
    Tensor h = in[1];
    RecurrentResult r = layers(in[0], x.batchSizes(), h);
    return new Tensor[] {r.output(), permuted(r.hidden(), x.unsortedIndices())};
  }
}
