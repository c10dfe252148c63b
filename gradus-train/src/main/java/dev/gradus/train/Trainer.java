package dev.gradus.train;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.BatchIterator;
import dev.gradus.data.DataLoader;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.nn.Layer;
import dev.gradus.optim.Optimizer;
import java.util.List;
import java.util.function.BinaryOperator;

/// The loop that most trainings are: for each batch of inputs and targets the loss, its gradients
/// and a step.
///
/// ```java
/// var trainer = new Trainer(net, new Adam(net.parameters(), 1e-3), Gradus::crossEntropy);
/// double loss = trainer.fit(loader, 20, new Progress(System.out, false));
/// ```
public final class Trainer {
  private final Layer model;
  private final Optimizer<?> optimizer;
  private final BinaryOperator<Tensor> loss;

  /// A trainer of `model`, whose output and the batch's target give the loss to be made small: the
  /// mean over the batch.
  public Trainer(Layer model, Optimizer<?> optimizer, BinaryOperator<Tensor> loss) {
    this.model = model;
    this.optimizer = optimizer;
    this.loss = loss;
  }

  /// Trains for so many passes over the batches. Returns the mean loss per sample of the last pass,
  /// taken while the parameters changed.
  ///
  /// **Errors**: no epoch, or no batch.
  public double fit(DataLoader<List<Tensor>> batches, int epochs, Progress progress) {
    if (epochs < 1) {
      throw new GradusArgumentException("fit: epochs must be at least 1, but there are " + epochs);
    }
    progress.begin();
    model.train();
    double mean = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      mean = pass(batches);
      progress.epoch(epoch, epochs, mean);
    }
    return mean;
  }

  private double pass(DataLoader<List<Tensor>> batches) {
    double sum = 0;
    long samples = 0;
    try (BatchIterator<List<Tensor>> iterator = batches.iterator()) {
      while (iterator.hasNext()) {
        List<Tensor> batch = iterator.next();
        long size = batch.getFirst().size(0);
        sum += step(batch.getFirst(), batch.getLast()) * size;
        samples += size;
      }
    }
    if (samples == 0) {
      throw new GradusArgumentException("fit: the loader gives no batch");
    }
    return sum / samples;
  }

  private double step(Tensor input, Tensor target) {
    optimizer.zeroGrad();
    Tensor value = loss.apply(model.call(input), target);
    value.backward();
    optimizer.step();
    return value.item();
  }

  /// The loss on samples that are not trained on, with the model in evaluation mode.
  public double evaluate(Tensor input, Tensor target) {
    return loss.apply(predict(input), target).item();
  }

  /// The share of samples whose largest output is at the place of their class.
  ///
  /// **Shape**: outputs (samples, classes), classes (samples).
  public double accuracy(Tensor input, Tensor classes) {
    long[] found = predict(input).argmax(1).toLongArray();
    long[] right = classes.toLongArray();
    int hits = 0;
    for (int i = 0; i < right.length; i++) {
      hits += found[i] == right[i] ? 1 : 0;
    }
    return (double) hits / right.length;
  }

  /// The outputs for these inputs, without gradients and with the model in evaluation mode.
  public Tensor predict(Tensor input) {
    boolean training = model.training();
    model.eval();
    try (var _ = Gradus.noGrad()) {
      return model.call(input);
    } finally {
      model.train(training);
    }
  }
}
