package dev.gradus.train;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.BatchIterator;
import dev.gradus.data.DataLoader;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.nn.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One pass over samples that are not trained on.
record Evaluation(Trainer trainer, List<Metric> metrics) {
  /// The mean loss per sample and the metrics; null if it was stopped before the end.
  @Nullable Map<String, Double> of(DataLoader<List<Tensor>> batches, BooleanSupplier stop) {
    metrics.forEach(Metric::reset);
    double sum = 0;
    long samples = 0;
    try (var _ = new EvaluationMode(trainer.model());
        var _ = Gradus.noGrad();
        BatchIterator<List<Tensor>> iterator = batches.iterator()) {
      while (iterator.hasNext()) {
        if (stop.getAsBoolean()) {
          return null;
        }
        List<Tensor> batch = iterator.next();
        long size = batch.getLast().size(0);
        sum += loss(batch) * size;
        samples += size;
      }
    }
    if (samples == 0) {
      throw new GradusArgumentException("evaluate: the loader gives no batch");
    }
    Map<String, Double> found = new LinkedHashMap<>();
    found.put(EpochReport.VALIDATION_LOSS, sum / samples);
    metrics.forEach(metric -> found.put(metric.name(), metric.value()));
    return found;
  }

  private double loss(List<Tensor> batch) {
    Tensor target = batch.getLast();
    Tensor output;
    Tensor value;
    try (var _ = trainer.options().forwardMode().get()) {
      output = trainer.recycled(() -> output(trainer.model(), batch));
      value = trainer.recycled(() -> trainer.loss().apply(output, target));
    }
    // A metric may keep what it is given, and what it makes of it.
    metrics.forEach(metric -> metric.update(output, target));
    return value.item();
  }

  /// What the model makes of a batch: of all its tensors but the last.
  static Tensor output(Layer model, List<Tensor> batch) {
    if (batch.size() < 2) {
      throw new GradusArgumentException(
          "Trainer: a batch has "
              + batch.size()
              + " tensor; it needs one that goes into the model and one that is to come out.");
    }
    return batch.size() == 2
        ? model.call(batch.getFirst())
        : model.call(batch.subList(0, batch.size() - 1).toArray(new Tensor[0]));
  }
}
