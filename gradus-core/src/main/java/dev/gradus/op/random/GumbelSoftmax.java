package dev.gradus.op.random;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.shape.Layout;

/// Samples of a distribution over classes that have a gradient by its logarithms.
public final class GumbelSoftmax {
  private GumbelSoftmax() {}

  /// `gumbel_softmax(logits, tau, hard, dim)`.
  public static Tensor of(Tensor logits, double tau, boolean hard, int dim) {
    Filling how = Fillings.exponential(logits.dtype(), 1);
    Tensor noise =
        Call.unrecorded(() ->
            Samples.filled(how, logits.dtype(), Layout.contiguous(logits.shape()), null)
                .log_()
                .neg_());
    Tensor soft = logits.add(noise).div(tau).softmax(dim);
    if (!hard) {
      return soft;
    }
    Tensor place = soft.detach().argmax(dim, true);
    Tensor one = Gradus.zeros(logits.dtype(), logits.shape()).scatter_(dim, place, 1.0);
    return one.sub(soft.detach()).add(soft);
  }
}
