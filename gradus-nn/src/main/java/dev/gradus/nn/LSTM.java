package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LstmResult;
import dev.gradus.LstmState;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Long short-term memories over sequences.
///
/// **Shape**: (steps, batch, size), with `batchFirst` (batch, steps, size), or without batch;
/// states (layers · directions, batch, n). `call` gives the outputs alone, [#withState] the last
/// states too. Parameters start evenly distributed over ±1 / √n. **Source**: torch.nn.LSTM;
/// Hochreiter and Schmidhuber 1997; projections: Sak et al. 2014.
public final class LSTM extends RecurrentLayer {
  private static final String HIDDEN = "Expected hidden[0] size %s, got %s";
  private static final String CELL = "Expected hidden[1] size %s, got %s";

  /// Creates one layer.
  public LSTM(long inputSize, long hiddenSize) {
    this(inputSize, hiddenSize, RecurrentSettings.DEFAULT);
  }

  /// Creates layers.
  public LSTM(long inputSize, long hiddenSize, RecurrentSettings settings) {
    super(inputSize, hiddenSize, settings, 4);
  }

  @Override
  public Tensor forward(Tensor x) {
    return computed(x, null).output();
  }

  /// The outputs at every step and the last states, from states of 0.
  public LstmResult withState(Tensor x) {
    return withState(x, null);
  }

  /// The outputs at every step and the last states, from these states.
  public LstmResult withState(Tensor x, @Nullable LstmState first) {
    Tensor[] y =
        run(
            in -> array(computed(in[0], pair(in[1], in[2]))),
            x,
            first == null ? null : first.hidden(),
            first == null ? null : first.cell());
    return new LstmResult(y[0], new LstmState(y[1], y[2]));
  }

  private static @Nullable LstmState pair(@Nullable Tensor hidden, @Nullable Tensor cell) {
    return hidden == null || cell == null ? null : new LstmState(hidden, cell);
  }

  private static Tensor[] array(LstmResult r) {
    return new Tensor[] {r.output(), r.last().hidden(), r.last().cell()};
  }

  private LstmResult computed(Tensor input, @Nullable LstmState first) {
    boolean batched = checkInput(input);
    Tensor x = batch(input);
    LstmState h = first(x, x.size(batchDim()), batched, first);
    LstmResult r = Gradus.lstm(x, h, weights(), options());
    if (batched) {
      return r;
    }
    LstmState last = new LstmState(r.last().hidden().squeeze(1), r.last().cell().squeeze(1));
    return new LstmResult(r.output().squeeze(batchDim()), last);
  }

  private LstmState first(Tensor x, long batch, boolean batched, @Nullable LstmState given) {
    if (given == null) {
      return new LstmState(zeroState(x, batch, stateSize()), zeroState(x, batch, hiddenSize));
    }
    checkDimensions(batched, given.hidden(), given.cell());
    return new LstmState(
        state(given.hidden(), batched, batch, stateSize(), HIDDEN),
        state(given.cell(), batched, batch, hiddenSize, CELL));
  }

  /// As [#withState(Tensor, LstmState)] of packed sequences; the states are null for 0.
  public PackedLstmResult withState(PackedSequence x, @Nullable LstmState given) {
    checkPacked(x);
    LstmState first = first(x.data(), x.batchSizes()[0], true, given);
    Tensor order = given == null ? null : x.sortedIndices();
    Tensor[] y =
        run(
            in -> packed(x, in),
            x.data(),
            permuted(first.hidden(), order),
            permuted(first.cell(), order));
    return new PackedLstmResult(x.withData(y[0]), new LstmState(y[1], y[2]));
  }

  private Tensor[] packed(PackedSequence x, Tensor[] in) {
    LstmState h = new LstmState(in[1], in[2]);
    LstmResult r = Gradus.lstm(in[0], x.batchSizes(), h, weights(), options());
    Tensor back = x.unsortedIndices();
    return new Tensor[] {
      r.output(), permuted(r.last().hidden(), back), permuted(r.last().cell(), back)
    };
  }
}
