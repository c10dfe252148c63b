package dev.gradus.op.loss;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Ctc;
import dev.gradus.op.pointwise.PlainArrays;
import org.jspecify.annotations.Nullable;

/// The negative log-likelihood of label sequences. Input: log-probabilities (steps, batch, labels).
/// Results: the losses, and the logarithms of the sums over paths for the gradient.
///
/// Gradient: see [CtcGradient].
///
/// @param ctc the sequences
/// @param zeroInfinity whether sequences of infinite loss get no gradient
record CtcLoss(Ctc ctc, boolean zeroInfinity) implements Operation {
  @Override
  public String name() {
    return "_ctc_loss";
  }

  @Override
  public String node() {
    return Operation.nodeName("ctc_loss", 0);
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor alpha = Tensor.empty(DType.FLOAT64, ctc.batch(), ctc.steps(), ctc.states());
    double[] losses = new double[ctc.batch()];
    ctc.forward(PlainArrays.doubles(x[0]), (double[]) alpha.storage().array(), losses);
    return new Tensor[] {PlainArrays.tensor(losses, x[0].dtype(), ctc.batch()), alpha};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor only = g[0];
    if (only == null) {
      return new @Nullable Tensor[1];
    }
    return new @Nullable Tensor[] {
      Call.run(new CtcGradient(ctc, zeroInfinity), only, b.x(0), b.y(0), b.y(1))
    };
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 3;
  }
}
