package dev.gradus.conformance.bind;

import dev.gradus.AttentionResult;
import dev.gradus.LstmResult;
import dev.gradus.LstmState;
import dev.gradus.RecurrentResult;
import dev.gradus.Tensor;
import dev.gradus.nn.AdaptiveLogSoftmaxWithLoss;
import dev.gradus.nn.GRU;
import dev.gradus.nn.LSTM;
import dev.gradus.nn.LSTMCell;
import dev.gradus.nn.Layer;
import dev.gradus.nn.MultiheadAttention;
import dev.gradus.nn.RNN;
import java.util.List;
import java.util.Objects;

/// What PyTorch's call of a layer returns, flattened, where Gradus has another method for all of
/// it.
final class LayerCalls {
  private LayerCalls() {}

  static List<Tensor> outputs(Layer layer, List<Tensor> x) {
    return switch (layer) {
      case RNN rnn -> of(rnn.withState(x.get(0), x.size() > 1 ? x.get(1) : null));
      case GRU gru -> of(gru.withState(x.get(0), x.size() > 1 ? x.get(1) : null));
      case LSTM lstm -> {
        LstmState state = x.size() > 2 ? new LstmState(x.get(1), x.get(2)) : null;
        LstmResult r = lstm.withState(x.get(0), state);
        yield List.of(r.output(), r.last().hidden(), r.last().cell());
      }
      case LSTMCell cell -> {
        LstmState state = x.size() > 2 ? new LstmState(x.get(1), x.get(2)) : null;
        LstmState r = cell.withState(x.get(0), state);
        yield List.of(r.hidden(), r.cell());
      }
      case MultiheadAttention attention -> {
        AttentionResult r = attention.withWeights(x.get(0), x.get(1), x.get(2));
        yield List.of(r.output(), Objects.requireNonNull(r.weights()));
      }
      case IndexedPool pool -> pool.both(x.get(0));
      case AdaptiveLogSoftmaxWithLoss softmax -> {
        AdaptiveLogSoftmaxWithLoss.OutputAndLoss r = softmax.withLoss(x.get(0), x.get(1));
        yield List.of(r.output(), r.loss());
      }
      default -> List.of(layer.call(x.toArray(new Tensor[0])));
    };
  }

  private static List<Tensor> of(RecurrentResult r) {
    return List.of(r.output(), r.hidden());
  }
}
