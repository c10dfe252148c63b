package dev.gradus.train;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusStateException;
import dev.gradus.optim.GradScaler;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.ParameterGroup;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of the optimiser: the gradients of a batch, or of several together, and the change.
final class Step {
  private final Trainer trainer;
  private final Optimizer<?> optimizer;
  private final TrainerOptions options;
  private final @Nullable GradScaler scaler;

  Step(Trainer trainer) {
    this.trainer = trainer;
    this.optimizer = trainer.optimizer();
    this.options = trainer.options();
    this.scaler = options.scaler();
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
    return new Result(step(batches, samples), batches.size(), samples);
  }

  // The batches were made outside of the scope: a dataset may give out what it keeps.
  private double step(List<List<Tensor>> batches, long samples) {
    try (var _ = options.recycling() ? Gradus.scope() : null) {
      // An optimiser that searches along a line asks for the loss several times.
      Tensor loss =
          scaler == null
              ? optimizer.step(() -> gradients(batches, samples))
              : scaledStep(scaler, batches, samples);
      return loss.item();
    }
  }

  /// Gradients are looked at in their own size, and the step is left out where they are not finite.
  private Tensor scaledStep(GradScaler scaling, List<List<Tensor>> batches, long samples) {
    Tensor loss = gradients(batches, samples);
    scaling.step(optimizer);
    scaling.update();
    return loss;
  }

  private Tensor gradients(List<List<Tensor>> batches, long samples) {
    optimizer.zeroGrad();
    Tensor mean = batches.size() == 1 ? single(batches.getFirst()) : several(batches, samples);
    if (Double.isNaN(mean.item()) && scaler == null) {
      throw new GradusStateException(
          "fit: the loss is nan; the parameters are as they were before this step. A smaller"
              + " learning rate or clipping may help; Gradus.detectAnomaly() finds where it began.");
    }
    if (scaler != null) {
      scaler.unscale_(optimizer);
    }
    if (options.clipping() != null) {
      options.clipping().clip(parameters());
    }
    return mean;
  }

  private Tensor single(List<Tensor> batch) {
    Tensor value = loss(batch);
    scaled(value).backward();
    return value.detach();
  }

  /// The batches may differ in size, so that each counts by its samples: the gradients are those of
  /// one batch that holds them all.
  private Tensor several(List<List<Tensor>> batches, long samples) {
    Tensor sum = Gradus.tensor(0.0);
    for (List<Tensor> batch : batches) {
      Tensor value = loss(batch).mul(batch.getLast().size(0));
      scaled(value).backward();
      sum = sum.add(value.detach());
    }
    try (var _ = Gradus.noGrad()) {
      for (Tensor p : parameters()) {
        Tensor g = p.lentGrad();
        if (g != null) {
          g.div_(samples);
        }
      }
    }
    return sum.div(samples);
  }

  private Tensor scaled(Tensor value) {
    return scaler == null ? value : scaler.scale(value);
  }

  private Tensor loss(List<Tensor> batch) {
    try (var _ = options.forwardMode().get()) {
      Tensor output = Evaluation.output(trainer.model(), batch);
      return trainer.loss().apply(output, batch.getLast());
    }
  }

  private List<Tensor> parameters() {
    List<Tensor> all = new ArrayList<>();
    for (ParameterGroup<?> group : optimizer.paramGroups()) {
      all.addAll(group.parameters());
    }
    return all;
  }
}
