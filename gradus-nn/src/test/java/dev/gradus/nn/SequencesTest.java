package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.LstmResult;
import dev.gradus.LstmState;
import dev.gradus.RecurrentResult;
import dev.gradus.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Packed and padded sequences, and recurrent layers over them.
class SequencesTest {
  private static final long[] LENGTHS = {2, 4, 1};

  @Test
  void packingAndPaddingAreInverse() {
    Tensor x = randn(float64, 4, 3, 2);
    PackedSequence packed = Sequences.packPaddedSequence(x, LENGTHS, false, false);

    assertThat(packed.batchSizes()).containsExactly(3, 2, 1, 1);
    assertThat(packed.data().shape()).containsExactly(7, 2);
    assertThat(packed.data().get(0).equal(x.get(0, 1))).isTrue();
    PaddedSequences back = Sequences.padPackedSequence(packed, false);
    assertThat(back.lengths().toLongArray()).containsExactly(LENGTHS);
    assertThat(back.output().get(3, 1).equal(x.get(3, 1))).isTrue();
    assertThat(back.output().get(2, 0).toDoubleArray()).containsOnly(0);
    List<Tensor> apart = Sequences.unpackSequence(packed);
    assertThat(apart.get(1).equal(x.select(1, 1))).isTrue();
    assertThat(Sequences.packSequence(apart, false).data().equal(packed.data())).isTrue();
    assertThat(Sequences.padPackedSequence(packed, true, -1, 6).output().shape())
        .containsExactly(3, 6, 2);
  }

  @Test
  void wrongLengthsAreRefused() {
    Tensor x = randn(4, 3, 2);

    assertThatThrownBy(() -> Sequences.packPaddedSequence(x, LENGTHS, false))
        .hasMessageStartingWith("`lengths` array must be sorted in decreasing order");
    assertThatThrownBy(() -> Sequences.packPaddedSequence(x, new long[] {2, 1, 0}, false))
        .hasMessageStartingWith("Length of all samples has to be greater than 0");
    assertThatThrownBy(() -> Sequences.packPaddedSequence(x, new long[] {2, 1}, false))
        .hasMessageStartingWith("Expected `len(lengths)` to be equal to batch_size, but got 2");
  }

  @Test
  void aPackedSequenceGivesWhatEachSequenceGivesAlone() {
    Tensor x = randn(float64, 4, 3, 2);
    PackedSequence packed = Sequences.packPaddedSequence(x, LENGTHS, false, false);
    RecurrentSettings both = RecurrentSettings.DEFAULT.withBidirectional(true).withNumLayers(2);
    LSTM lstm = new LSTM(2, 3, both.withProjSize(2));
    GRU gru = new GRU(2, 3, both);
    lstm.to(float64);
    gru.to(float64);
    PackedLstmResult r = lstm.withState(packed, null);
    PackedResult g = gru.withState(packed, null);
    Tensor outputs = Sequences.padPackedSequence(r.output(), true).output();
    for (int i = 0; i < LENGTHS.length; i++) {
      Tensor one = x.select(1, i).narrow(0, 0, LENGTHS[i]);
      LstmResult alone = lstm.withState(one);
      RecurrentResult gruAlone = gru.withState(one);
      assertThat(outputs.get(i).narrow(0, 0, LENGTHS[i]).allclose(alone.output())).isTrue();
      assertThat(r.last().cell().select(1, i).allclose(alone.last().cell())).isTrue();
      assertThat(r.last().hidden().select(1, i).allclose(alone.last().hidden())).isTrue();
      assertThat(g.hidden().select(1, i).allclose(gruAlone.hidden())).isTrue();
    }
  }

  @Test
  void cellsAreOneStepOfLayers() {
    Tensor x = randn(float64, 1, 3, 2);
    LSTMCell cell = new LSTMCell(2, 4);
    LSTM lstm = new LSTM(2, 4);
    cell.to(float64);
    lstm.to(float64);
    cell.stateDict().forEach((name, t) -> lstm.get(name + "_l0").detach().copy_(t));
    LstmState start = new LstmState(randn(float64, 1, 3, 4), randn(float64, 1, 3, 4));
    LstmState next =
        cell.withState(x.get(0), new LstmState(start.hidden().get(0), start.cell().get(0)));

    assertThat(lstm.withState(x, start).last().cell().get(0).allclose(next.cell())).isTrue();
    assertThat(lstm.withState(x, start).output().get(0).allclose(next.hidden())).isTrue();
  }

  @Test
  void wrongSizesAreRefusedWithPyTorchsSentences() {
    GRU gru = new GRU(2, 3);

    assertThatThrownBy(() -> gru.call(randn(4)))
        .hasMessage("GRU: Expected input to be 2D or 3D, got 1D instead");
    assertThatThrownBy(() -> gru.call(randn(4, 3, 5)))
        .hasMessage("input.size(-1) must be equal to input_size. Expected 2, got 5");
    assertThatThrownBy(() -> gru.withState(randn(4, 3, 2), randn(1, 2, 3)))
        .hasMessage("Expected hidden size (1, 3, 3), got [1, 2, 3]");
    assertThatThrownBy(() -> new GRU(2, 3, RecurrentSettings.DEFAULT.withProjSize(1)))
        .hasMessage("proj_size argument is only supported for LSTM, not RNN or GRU");
    assertThatThrownBy(() -> new RNNCell(2, 3).call(tensor(1.0)))
        .hasMessage("RNNCell: Expected input to be 1D or 2D, got 0D instead");
  }
}
