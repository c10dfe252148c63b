package dev.gradus.bench.work;

import dev.gradus.bench.Workload;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SequentialImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// A step of training as one writes it with LibTorch.
final class PeerTrainingStep implements Workload {
  private final SequentialImpl model;
  private final Optimizer optimizer;
  private final Tensor x;
  private final Tensor target;

  PeerTrainingStep(
      SequentialImpl model, Function<TensorVector, Optimizer> optimizer, Tensor x, long[] labels) {
    Weights.fill(model.parameters());
    this.model = model;
    this.optimizer = optimizer.apply(model.parameters());
    this.x = x;
    this.target = torch.tensor(labels);
  }

  @Override
  public Object run() {
    try (PointerScope _ = new PointerScope()) {
      return step();
    }
  }

  private Tensor step() {
    optimizer.zero_grad();
    Tensor loss = torch.cross_entropy(model.forward(x), target);
    loss.backward();
    optimizer.step();
    return loss;
  }

  @Override
  public float[] numbers() {
    float[] losses = new float[TrainingStep.COMPARED];
    for (int k = 0; k < losses.length; k++) {
      losses[k] = step().item_float();
    }
    return losses;
  }
}
