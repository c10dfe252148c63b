package dev.gradus.train;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusStateException;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.ParameterGroup;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// One step of the optimiser: the gradients of a batch, or of several together, and the change.
final class Step {
  private final Trainer trainer;
  private final Optimizer<?> optimizer;
  private final TrainerOptions options;

  Step(Trainer trainer) {
    this.trainer = trainer;
    this.optimizer = trainer.optimizer();
    this.options = trainer.options();
  }

  /// What a step did.
  ///
  /// @param loss the mean loss per sample before it
  /// @param batches how many batches went into it
  /// @param samples how many samples
  record Result(double loss, long batches, long samples) {}

  /// Makes a step from the next batches, of which there is at least one.
  Result make(Iterator<List<Tensor>> iterator) {
    List<List<Tensor>> batches = new ArrayList<>();
    long samples = 0;
    while (batches.size() < options.accumulation() && iterator.hasNext()) {
      List<Tensor> batch = iterator.next();
      batches.add(batch);
      samples += batch.getLast().size(0);
    }
    // An optimiser that searches along a line asks for the loss several times.
    long all = samples;
    Tensor loss = optimizer.step(() -> gradients(batches, all));
    return new Result(loss.item(), batches.size(), samples);
  }

  private Tensor gradients(List<List<Tensor>> batches, long samples) {
    optimizer.zeroGrad();
    Tensor mean = batches.size() == 1 ? single(batches.getFirst()) : several(batches, samples);
    if (Double.isNaN(mean.item())) {
      throw new GradusStateException(
          "fit: the loss is nan; the parameters are as they were before this step. A smaller"
              + " learning rate or clipping may help; Gradus.detectAnomaly() finds where it began.");
    }
    if (options.clipping() != null) {
      options.clipping().clip(parameters());
    }
    return mean;
  }

  private Tensor single(List<Tensor> batch) {
    Tensor value = loss(batch);
    value.backward();
    return value.detach();
  }

  /// The batches may differ in size, so that each counts by its samples: the gradients are those of
  /// one batch that holds them all.
  private Tensor several(List<List<Tensor>> batches, long samples) {
    Tensor sum = Gradus.tensor(0.0);
    for (List<Tensor> batch : batches) {
      Tensor value = loss(batch).mul(batch.getLast().size(0));
      value.backward();
      sum = sum.add(value.detach());
    }
    try (var _ = Gradus.noGrad()) {
      for (Tensor p : parameters()) {
        Tensor g = p.grad();
        if (g != null) {
          g.div_(samples);
        }
      }
    }
    return sum.div(samples);
  }

  private Tensor loss(List<Tensor> batch) {
    return trainer.loss().apply(Evaluation.output(trainer.model(), batch), batch.getLast());
  }

  private List<Tensor> parameters() {
    List<Tensor> all = new ArrayList<>();
    for (ParameterGroup<?> group : optimizer.paramGroups()) {
      all.addAll(group.parameters());
    }
    return all;
  }
}
