package dev.gradus.op.attention;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.kernel.RandomFill;
import java.lang.ref.Reference;

/// Leaves weights out by chance and scales the others up.
public final class Dropout {
  private Dropout() {}

  /// With the numbers that PyTorch draws. **Gradient**: the same of g.
  public static Tensor of(Tensor x, double p) {
    if (p == 1) {
      return x.mul(Gradus.zeros(x.dtype()));
    }
    Tensor kept = Tensor.empty(x.dtype(), x.shape());
    try {
      Gradus.defaultGenerator()
          .draw(g ->
              RandomFill.bernoulli(
                  g, x.dtype(), kept.storage().array(), 0, (int) kept.numel(), 1 - p));
    } finally {
      Reference.reachabilityFence(kept);
    }
    return x.mul(kept.div_(1 - p));
  }
}
