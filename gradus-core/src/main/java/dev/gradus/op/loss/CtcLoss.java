package dev.gradus.op.loss;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.Ctc;
import dev.gradus.op.pointwise.PlainArrays;
import org.jspecify.annotations.Nullable;

/// The negative log-likelihood of label sequences. Inputs: log-probabilities (steps, batch,
/// labels), and those of [CtcSequences]. Results: the losses, and the logarithms of the sums over
/// paths for the gradient.
///
/// Gradient: see [CtcGradient].
///
/// @param blank the blank
/// @param zeroInfinity whether sequences of infinite loss get no gradient
record CtcLoss(int blank, boolean zeroInfinity) implements Operation {
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
    Ctc ctc = CtcSequences.of(x[0], x, 1, blank);
    checkLabels(ctc);
    Tensor alpha = Tensor.empty(DType.FLOAT64, ctc.batch(), ctc.steps(), ctc.states());
    double[] losses = new double[ctc.batch()];
    ctc.forward(PlainArrays.doubles(x[0]), (double[]) alpha.storage().array(), losses);
    return new Tensor[] {PlainArrays.tensor(losses, x[0].dtype(), ctc.batch()), alpha};
  }

  private static void checkLabels(Ctc ctc) {
    for (int b = 0; b < ctc.batch(); b++) {
      for (int k = 0; k < ctc.targetLengths()[b]; k++) {
        long label = ctc.targets()[ctc.starts()[b] + k];
        if (label < 0 || label >= ctc.labels()) {
          throw new GradusArgumentException(
              "ctc_loss: label "
                  + k
                  + " of sequence "
                  + b
                  + " is "
                  + label
                  + "; there are "
                  + ctc.labels()
                  + " labels, so targets are 0 … "
                  + (ctc.labels() - 1)
                  + ".");
        }
      }
    }
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    Tensor[] all = x.clone();
    all[0] = CtcSequences.folded(b, x, 0);
    CtcSequences.fold(b, x, 1, all);
    Tensor[] y = Call.runAll(this, all).clone();
    long batch = b.sizes(0)[1];
    for (int k = 0; k < 2; k++) {
      y[k] = y[k].unflatten(0, b.size(), batch);
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    @Nullable Tensor[] out = new @Nullable Tensor[5];
    Tensor only = g[0];
    if (only != null) {
      out[0] =
          Call.run(
              new CtcGradient(blank, zeroInfinity),
              only,
              b.x(0),
              b.y(0),
              b.y(1),
              b.x(1),
              b.x(2),
              b.x(3),
              b.x(4));
    }
    return out;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public long savesInputs(long needs) {
    return 31;
  }

  @Override
  public long savesOutputs(long needs) {
    return 3;
  }
}
