package dev.gradus.bench.work;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorVector;

/// The same first weights in a network of ours and in the peer's: both list their parameters in the
/// same order.
final class Weights {
  private Weights() {}

  static void fill(List<Tensor> parameters) {
    try (var _ = Gradus.noGrad()) {
      for (int k = 0; k < parameters.size(); k++) {
        Tensor p = parameters.get(k);
        p.copy_(Gradus.tensor(Data.weights(100 + k, p.shape())).view(p.shape()));
      }
    }
  }

  static void fill(TensorVector parameters) {
    try (var _ = new NoGradGuard()) {
      for (int k = 0; k < parameters.size(); k++) {
        var p = parameters.get(k);
        long[] sizes = new long[(int) p.dim()];
        for (int d = 0; d < sizes.length; d++) {
          sizes[d] = p.size(d);
        }
        p.copy_(Torch.of(Data.weights(100 + k, sizes), sizes));
      }
    }
  }
}
