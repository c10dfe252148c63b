package dev.gradus.op.loss;

import dev.gradus.Backward;
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
/// Inputs: g, the log-probabilities, the losses, the sums over paths.
///
/// @param ctc the sequences
/// @param zeroInfinity whether sequences of infinite loss get no gradient
record CtcGradient(Ctc ctc, boolean zeroInfinity) implements SingleOperation {
  @Override
  public String name() {
    return "_ctc_loss_backward";
  }

  @Override
  public Tensor forward(Tensor[] in) {
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
    Tensor unit =
        Call.unrecorded(() ->
            Call.run(
                this, Gradus.onesLike(b.x(2)), b.x(1).detach(), b.x(2).detach(), b.x(3).detach()));
    return new @Nullable Tensor[] {g.mul(unit).sum(new int[] {0, 2}, false), null, null, null};
  }

  @Override
  public long savesInputs(long needs) {
    return 14;
  }
}
