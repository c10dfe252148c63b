package dev.gradus.bench.work;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import dev.gradus.bench.Workload;
import dev.gradus.optim.Adam;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.TensorVector;

/// The step of an optimiser without anything around it.
final class Updates {
  private static final int COUNT = Elementwise.MILLION;
  private static final double RATE = 0.001;

  private Updates() {}

  /// Fused: parameter, gradient and two moments are read, all but the gradient written, once. A
  /// loop too long for the compiler would be far from that.
  static List<Line> lines() {
    return List.of(
        Line.of(
            "Adam step, 1M parameters",
            Limit.floats(7.0 * COUNT),
            Goal.ratio(2).andShare(0.4),
            AdamStep::new,
            PeerAdamStep::new));
  }

  private static final class AdamStep implements Workload {
    private final Tensor p = Data.tensor(1, COUNT).requiresGrad_();
    private final Adam optimizer = new Adam(List.of(p), RATE);

    AdamStep() {
      p.setGrad(Data.tensor(2, COUNT));
    }

    @Override
    public Object run() {
      try (var _ = Gradus.scope()) {
        optimizer.step();
        return p;
      }
    }

    @Override
    public float[] numbers() {
      run();
      run();
      return p.detach().toFloatArray();
    }
  }

  private static final class PeerAdamStep implements Workload {
    private final org.bytedeco.pytorch.Tensor p = Torch.tensor(1, COUNT).set_requires_grad(true);
    private final org.bytedeco.pytorch.Adam optimizer =
        new org.bytedeco.pytorch.Adam(new TensorVector(p), new AdamOptions(RATE));

    PeerAdamStep() {
      p.mutable_grad().put(Torch.tensor(2, COUNT));
    }

    @Override
    public Object run() {
      try (PointerScope _ = new PointerScope()) {
        optimizer.step();
        return p;
      }
    }

    @Override
    public float[] numbers() {
      run();
      run();
      return Torch.floats(p);
    }
  }
}
