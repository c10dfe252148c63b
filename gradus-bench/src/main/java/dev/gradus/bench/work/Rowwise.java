package dev.gradus.bench.work;

import dev.gradus.Gradus;
import dev.gradus.NormOptions;
import dev.gradus.Tensor;
import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import java.util.List;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Normalisations of each row of a matrix.
final class Rowwise {
  private static final int SIZE = 1024;

  private Rowwise() {}

  static List<Line> lines() {
    Limit limit = Limit.floats(2.0 * SIZE * SIZE);
    return List.of(
        Line.of(
            "softmax 1024×1024", limit, Goal.ratio(1.5), Rowwise::softmax, Rowwise::peerSoftmax),
        Line.of(
            "layer norm 1024×1024",
            limit,
            Goal.ratio(1.5),
            Rowwise::layerNorm,
            Rowwise::peerLayerNorm));
  }

  private static Calls.Scoped softmax() {
    Tensor x = Data.tensor(1, SIZE, SIZE);
    return new Calls.Scoped(() -> x.softmax(-1));
  }

  private static Calls.Closed peerSoftmax() {
    var x = Torch.tensor(1, SIZE, SIZE);
    return new Calls.Closed(() -> x.softmax(-1));
  }

  private static Calls.Scoped layerNorm() {
    Tensor x = Data.tensor(1, SIZE, SIZE);
    NormOptions options =
        NormOptions.DEFAULT.withWeight(Data.tensor(2, SIZE)).withBias(Data.tensor(3, SIZE));
    long[] normalized = {SIZE};
    return new Calls.Scoped(() -> Gradus.layerNorm(x, normalized, options));
  }

  private static Calls.Closed peerLayerNorm() {
    var x = Torch.tensor(1, SIZE, SIZE);
    var weight = new TensorOptional(Torch.tensor(2, SIZE));
    var bias = new TensorOptional(Torch.tensor(3, SIZE));
    long[] normalized = {SIZE};
    return new Calls.Closed(() -> torch.layer_norm(x, normalized, weight, bias, 1e-5, false));
  }
}
