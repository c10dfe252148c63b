package dev.gradus.bench.work;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.bench.Workload;
import dev.gradus.nn.Layer;
import dev.gradus.optim.Optimizer;
import java.util.List;
import java.util.function.Function;

/// A step of training as one writes it with Gradus.
final class TrainingStep implements Workload {
  /// How many losses are compared: enough that every part of a step has had its effect on one.
  static final int COMPARED = 5;

  private final Layer model;
  private final Optimizer<?> optimizer;
  private final Tensor x;
  private final Tensor target;

  TrainingStep(
      Layer model, Function<List<Tensor>, Optimizer<?>> optimizer, Tensor x, long[] labels) {
    Weights.fill(model.parameters());
    this.model = model;
    this.optimizer = optimizer.apply(model.parameters());
    this.x = x;
    this.target = Gradus.tensor(labels);
  }

  @Override
  public Object run() {
    try (var _ = Gradus.scope()) {
      return step();
    }
  }

  private Tensor step() {
    optimizer.zeroGrad();
    Tensor loss = Gradus.crossEntropy(model.call(x), target);
    loss.backward();
    optimizer.step();
    return loss;
  }

  @Override
  public float[] numbers() {
    float[] losses = new float[COMPARED];
    for (int k = 0; k < losses.length; k++) {
      losses[k] = (float) step().item();
    }
    return losses;
  }
}
