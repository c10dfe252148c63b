package dev.gradus.op.loss;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.Ctc;
import dev.gradus.op.pointwise.PlainArrays;
import org.jspecify.annotations.Nullable;

/// The gradient of [CtcLoss] as PyTorch has it: g times the probability of a label minus the share
/// of paths that emit it. That is the gradient by the scores before the log-softmax, which the
/// latter's own gradient leaves as it is.
///
/// Inputs: g, the log-probabilities, the losses, the sums over paths, and those of [CtcSequences].
///
/// @param blank the blank
/// @param zeroInfinity whether sequences of infinite loss get no gradient
record CtcGradient(int blank, boolean zeroInfinity) implements SingleOperation {
  @Override
  public String name() {
    return "_ctc_loss_backward";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Ctc ctc = CtcSequences.of(in[1], in, 4, blank);
    double[] z = new double[ctc.steps() * ctc.batch() * ctc.labels()];
    ctc.backward(
        PlainArrays.doubles(in[0]),
        PlainArrays.doubles(in[1]),
        PlainArrays.doubles(in[3]),
        PlainArrays.doubles(in[2]),
        zeroInfinity,
        z);
    return PlainArrays.tensor(z, in[1].dtype(), ctc.steps(), ctc.batch(), ctc.labels());
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    if (b.needs(1)) {
      throw new GradusUnsupportedException(
          "derivative for aten::_ctc_loss_backward is not implemented"
              + "\nctc_loss: its gradient has none; PyTorch has none either.");
    }
    Tensor[] own = new Tensor[8];
    for (int i = 1; i < own.length; i++) {
      own[i] = b.x(i).detach();
    }
    own[0] = Gradus.onesLike(own[2]);
    Tensor unit = Call.unrecorded(() -> Call.run(this, own));
    @Nullable Tensor[] out = new @Nullable Tensor[8];
    out[0] = g.mul(unit).sum(new int[] {0, 2}, false);
    return out;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    Tensor[] all = x.clone();
    all[0] = b.front(x, 0).flatten();
    all[1] = CtcSequences.folded(b, x, 1);
    all[2] = b.front(x, 2).flatten();
    all[3] = b.front(x, 3).flatten(0, 1);
    CtcSequences.fold(b, x, 4, all);
    return Call.run(this, all).unflatten(1, b.size(), b.sizes(1)[1]).movedim(1, 0);
  }

  @Override
  public long savesInputs(long needs) {
    return 254;
  }
}
