package dev.gradus.bench.work;

import dev.gradus.ConvOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import dev.gradus.bench.Workload;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Convolutions of every channel by itself, three by three.
final class Depthwise {
  private static final int CHANNELS = 64;
  private static final long[] INPUT = {8, CHANNELS, 28, 28};
  private static final long[] WEIGHTS = {CHANNELS, 1, 3, 3};
  private static final long[] ONES = {1, 1};
  private static final ConvOptions OPTIONS =
      ConvOptions.DEFAULT.withPadding(1).withGroups(CHANNELS);

  private Depthwise() {}

  static List<Line> lines() {
    double size = Data.count(INPUT);
    return List.of(
        Line.of(
            "depthwise conv 3×3, 8×64×28×28, forward",
            Limit.floats(2 * size),
            Goal.NONE,
            () -> {
              Tensor x = Data.tensor(1, INPUT);
              Tensor w = Data.tensor(2, WEIGHTS);
              return new Calls.Scoped(() -> Gradus.conv2d(x, w, null, OPTIONS));
            },
            () -> {
              var x = Torch.tensor(1, INPUT);
              var w = Torch.tensor(2, WEIGHTS);
              return new Calls.Closed(() -> peer(x, w));
            }),
        // Result and both gradients each read and write two arrays of that size, or read two.
        Line.of(
            "depthwise conv 3×3, 8×64×28×28, forward and backward",
            Limit.floats(6 * size),
            Goal.NONE,
            Pass::new,
            PeerPass::new));
  }

  private static org.bytedeco.pytorch.Tensor peer(
      org.bytedeco.pytorch.Tensor x, org.bytedeco.pytorch.Tensor w) {
    return torch.conv2d(x, w, new TensorOptional(), ONES, ONES, ONES, CHANNELS);
  }

  private static final class Pass implements Workload {
    private final Tensor x = Data.tensor(1, INPUT).requiresGrad_();
    private final Tensor w = Data.tensor(2, WEIGHTS).requiresGrad_();
    private final Tensor g = Data.tensor(3, INPUT);

    @Override
    public Object run() {
      try (var _ = Gradus.scope()) {
        return pass();
      }
    }

    private Tensor pass() {
      x.setGrad(null);
      w.setGrad(null);
      Tensor y = Gradus.conv2d(x, w, null, OPTIONS);
      y.backward(g);
      return y;
    }

    @Override
    public float[] numbers() {
      pass();
      Tensor first = Objects.requireNonNull(x.grad()).flatten();
      Tensor second = Objects.requireNonNull(w.grad()).flatten();
      return Gradus.cat(List.of(first, second), 0).toFloatArray();
    }
  }

  private static final class PeerPass implements Workload {
    private final org.bytedeco.pytorch.Tensor x = Torch.tensor(1, INPUT).set_requires_grad(true);
    private final org.bytedeco.pytorch.Tensor w = Torch.tensor(2, WEIGHTS).set_requires_grad(true);
    private final org.bytedeco.pytorch.Tensor g = Torch.tensor(3, INPUT);

    @Override
    public Object run() {
      try (PointerScope _ = new PointerScope()) {
        return pass();
      }
    }

    private org.bytedeco.pytorch.Tensor pass() {
      x.mutable_grad().reset();
      w.mutable_grad().reset();
      var y = peer(x, w);
      y.backward(g, new BoolOptional(), false, new TensorArrayRefOptional());
      return y;
    }

    @Override
    public float[] numbers() {
      pass();
      float[] first = Torch.floats(x.grad());
      float[] second = Torch.floats(w.grad());
      float[] all = java.util.Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, all, first.length, second.length);
      return all;
    }
  }
}
