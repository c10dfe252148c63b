package dev.gradus.train;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.nn.Layer;
import dev.gradus.optim.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/// The loop that most trainings are: for each batch of inputs and targets the loss, its gradients
/// and a step; after each epoch validation, and where asked for a checkpoint.
///
/// ```java
/// var options =
///     TrainerOptions.DEFAULT
///         .withValidation(heldOut, Metrics.accuracy())
///         .withSaving(Saving.in(Path.of("runs/one")))
///         .withCallbacks(new Progress(System.out, false));
/// var trainer = new Trainer(net, new Adam(net.parameters(), 1e-3), Gradus::crossEntropy, options);
/// History history = trainer.fit(loader, 20);
/// ```
///
/// A batch is a list of tensors: what goes into the model, and last what is to come out. A training
/// that was interrupted and goes on from its checkpoint has the same losses as one that was not, to
/// the last bit.
public final class Trainer {
  private final Layer model;
  private final Optimizer<?> optimizer;
  private final BinaryOperator<Tensor> loss;
  private final TrainerOptions options;
  private volatile boolean stop;

  /// A trainer of `model`, whose output and the batch's target give the loss to be made small: the
  /// mean over the batch.
  public Trainer(Layer model, Optimizer<?> optimizer, BinaryOperator<Tensor> loss) {
    this(model, optimizer, loss, TrainerOptions.DEFAULT);
  }

  /// A trainer with options.
  public Trainer(
      Layer model, Optimizer<?> optimizer, BinaryOperator<Tensor> loss, TrainerOptions options) {
    this.model = model;
    this.optimizer = optimizer;
    this.loss = loss;
    this.options = options;
  }

  /// Trains until so many passes over the batches are made, those before an interruption included.
  ///
  /// **Errors**: no epoch, no batch, a loss that is NaN; a folder of checkpoints of another run, or
  /// of one that can be resumed where that is not asked for; `UncheckedIOException` where a
  /// checkpoint cannot be written or read.
  public History fit(DataLoader<List<Tensor>> batches, int epochs) {
    var fit = new Fit(this, batches, epochs);
    try {
      return fit.run();
    } finally {
      stop = false;
    }
  }

  /// Asks the training that runs, or the next one, to end after the step that it is at, with a
  /// checkpoint where there is a [Saving]. Any thread may ask.
  public void requestStop() {
    stop = true;
  }

  boolean stopRequested() {
    return stop;
  }

  /// The loss on samples that are not trained on, with the model in evaluation mode.
  public double evaluate(Tensor input, Tensor target) {
    Tensor output = predict(input);
    try (var _ = Gradus.noGrad()) {
      return loss.apply(output, target).item();
    }
  }

  /// The mean loss per sample under `validation loss`, and each metric under its name, with the
  /// model in evaluation mode. **Errors**: no batch.
  public Map<String, Double> evaluate(DataLoader<List<Tensor>> batches, Metric... metrics) {
    var evaluation = new Evaluation(this, List.of(metrics));
    return Objects.requireNonNull(evaluation.of(batches, () -> false));
  }

  /// The share of samples whose largest output is at the place of their class.
  ///
  /// **Shape**: outputs (samples, classes), classes (samples).
  public double accuracy(Tensor input, Tensor classes) {
    Metric accuracy = Metrics.accuracy();
    accuracy.update(predict(input), classes);
    return accuracy.value();
  }

  /// The outputs for these inputs, without gradients and with the model in evaluation mode.
  public Tensor predict(Tensor input) {
    try (var _ = new EvaluationMode(model);
        var _ = Gradus.noGrad()) {
      return recycled(() -> model.call(input));
    }
  }

  /// The result of a computation whose other tensors give their memory back, where that is wanted.
  Tensor recycled(Supplier<Tensor> body) {
    return options.recycling() ? Gradus.scope(body) : body.get();
  }

  /// What is trained.
  public Layer model() {
    return model;
  }

  Optimizer<?> optimizer() {
    return optimizer;
  }

  BinaryOperator<Tensor> loss() {
    return loss;
  }

  TrainerOptions options() {
    return options;
  }
}
