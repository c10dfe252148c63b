package dev.gradus.op.loss;

import dev.gradus.Batching;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.kernel.Ctc;
import dev.gradus.op.pointwise.PlainArrays;
import java.util.Arrays;

/// The inputs that say what the sequences of `ctc_loss` are: the labels of all one after the other,
/// where those of each begin, the steps of each, the number of labels of each.
final class CtcSequences {
  private CtcSequences() {}

  /// The sequences.
  ///
  /// @param first the first of these four inputs
  static Ctc of(Tensor logs, Tensor[] x, int first, int blank) {
    return new Ctc(
        (int) logs.size(0),
        (int) logs.size(1),
        (int) logs.size(2),
        PlainArrays.longs(x[first]),
        ints(x[first + 1]),
        ints(x[first + 2]),
        ints(x[first + 3]),
        blank);
  }

  private static int[] ints(Tensor x) {
    return Arrays.stream(PlainArrays.longs(x)).mapToInt(n -> (int) n).toArray();
  }

  /// The sequences of all examples as those of one, put in the place of the inputs.
  static void fold(Batching b, Tensor[] x, int first, Tensor[] into) {
    long step = b.sizes(first)[0];
    Tensor before = Gradus.arange(b.size()).mul(b.has(first) ? step : 0).unsqueeze(1);
    into[first] = b.has(first) ? x[first].flatten() : x[first];
    into[first + 1] = b.front(x, first + 1).add(before).flatten();
    into[first + 2] = b.front(x, first + 2).flatten();
    into[first + 3] = b.front(x, first + 3).flatten();
  }

  /// Input `i` of all examples, whose dimension 1 is that of the sequences.
  static Tensor folded(Batching b, Tensor[] x, int i) {
    return b.front(x, i).transpose(0, 1).flatten(1, 2);
  }
}
