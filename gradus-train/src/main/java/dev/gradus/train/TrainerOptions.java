package dev.gradus.train;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Mode;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.optim.GradScaler;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The options of a [Trainer]; each `with…` gives new options and leaves the old ones as they are.
public final class TrainerOptions implements Cloneable {
  /// No validation, no checkpoints, each batch a step.
  public static final TrainerOptions DEFAULT = new TrainerOptions();

  private @Nullable DataLoader<List<Tensor>> validation;
  private List<Metric> metrics = List.of();
  private @Nullable Goal goal;
  private boolean restoreBest = true;
  private @Nullable EarlyStopping stopping;
  private List<Schedule> schedules = List.of();
  private @Nullable Clipping clipping;
  private int accumulation = 1;
  private boolean recycling = true;
  // By default one that changes nothing.
  private Supplier<Mode> forwardMode = () -> Gradus.setGradEnabled(Gradus.isGradEnabled());
  private @Nullable GradScaler scaler;
  private @Nullable Saving saving;
  private List<Callback> callbacks = List.of();
  private List<Generator> generators = List.of();

  private TrainerOptions() {}

  private TrainerOptions changed(Consumer<TrainerOptions> change) {
    try {
      TrainerOptions copy = (TrainerOptions) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// With samples that are not trained on, gone through after every epoch, and what is found on
  /// them beside the loss. **Errors**: two metrics of one name.
  public TrainerOptions withValidation(DataLoader<List<Tensor>> loader, Metric... found) {
    List<String> names = List.of(found).stream().map(Metric::name).toList();
    if (names.stream().distinct().count() < names.size()
        || names.contains(EpochReport.VALIDATION_LOSS)) {
      throw new GradusArgumentException(
          "TrainerOptions: two values of one name among " + names + "; each needs its own.");
    }
    return changed(o -> {
      o.validation = loader;
      o.metrics = List.of(found);
    });
  }

  /// With what tells the best epoch. Without it, that is the least loss in validation, or in
  /// training where there is no validation.
  public TrainerOptions withGoal(Goal other) {
    return changed(o -> o.goal = other);
  }

  /// Whether the model ends with the parameters of the best epoch, which it does by default where
  /// there is validation.
  public TrainerOptions withRestoreBest(boolean other) {
    return changed(o -> o.restoreBest = other);
  }

  /// With a reason to end before the last epoch.
  public TrainerOptions withEarlyStopping(EarlyStopping other) {
    return changed(o -> o.stopping = other);
  }

  /// With what moves the learning rates.
  public TrainerOptions withSchedules(Schedule... others) {
    return changed(o -> o.schedules = List.of(others));
  }

  /// With what is done to gradients before each step.
  public TrainerOptions withClipping(Clipping other) {
    return changed(o -> o.clipping = other);
  }

  /// With so many batches to a step, whose gradient is that of their samples together. **Errors**:
  /// less than one.
  public TrainerOptions withAccumulation(int batches) {
    if (batches < 1) {
      throw new GradusArgumentException(
          "TrainerOptions: accumulation is " + batches + "; at least one batch makes a step.");
    }
    return changed(o -> o.accumulation = batches);
  }

  /// Whether what a step computes gives its memory back at the step's end, for the next one: see
  /// [dev.gradus.Scope]. It is so by default. Parameters, buffers, gradients and the optimiser's
  /// state outlast the step; a tensor that a model or a loss of your own remembers from one step to
  /// the next (a hidden state, say) needs `Gradus.keep(tensor)`, or no recycling.
  public TrainerOptions withRecycling(boolean other) {
    return changed(o -> o.recycling = other);
  }

  /// With a mode that is open while outputs and losses are computed, in training and validation:
  /// one that computes in a narrower dtype, say.
  public TrainerOptions withForwardMode(Supplier<Mode> mode) {
    return changed(o -> o.forwardMode = mode);
  }

  /// With a scaler, so that small gradients do not vanish in a narrow dtype. It is part of
  /// checkpoints. A step whose gradients are not finite is left out.
  public TrainerOptions withGradScaler(GradScaler other) {
    return changed(o -> o.scaler = other);
  }

  /// With checkpoints.
  public TrainerOptions withSaving(Saving other) {
    return changed(o -> o.saving = other);
  }

  /// With what looks on.
  public TrainerOptions withCallbacks(Callback... others) {
    return changed(o -> o.callbacks = List.of(others));
  }

  /// With random generators that the training draws from beside the default one and the loaders',
  /// such as that of a sampler: they are part of checkpoints.
  public TrainerOptions withGenerators(Generator... others) {
    return changed(o -> o.generators = List.of(others));
  }

  // --- What was chosen ---

  @Nullable DataLoader<List<Tensor>> validation() {
    return validation;
  }

  List<Metric> metrics() {
    return metrics;
  }

  /// **Errors**: a value that no epoch will have.
  Goal goal() {
    Goal chosen =
        goal != null
            ? goal
            : Goal.least(validation == null ? EpochReport.LOSS : EpochReport.VALIDATION_LOSS);
    boolean known =
        chosen.value().equals(EpochReport.LOSS)
            || validation != null
                && (chosen.value().equals(EpochReport.VALIDATION_LOSS)
                    || metrics.stream().anyMatch(m -> m.name().equals(chosen.value())));
    if (!known) {
      throw new GradusArgumentException(
          "TrainerOptions: the goal is \""
              + chosen.value()
              + "\", which no epoch will have; it can be \"loss\", and with validation \""
              + EpochReport.VALIDATION_LOSS
              + "\" or the name of a metric.");
    }
    return chosen;
  }

  boolean restoresBest() {
    return restoreBest && validation != null;
  }

  @Nullable EarlyStopping stopping() {
    return stopping;
  }

  List<Schedule> schedules() {
    return schedules;
  }

  @Nullable Clipping clipping() {
    return clipping;
  }

  int accumulation() {
    return accumulation;
  }

  boolean recycling() {
    return recycling;
  }

  Supplier<Mode> forwardMode() {
    return forwardMode;
  }

  @Nullable GradScaler scaler() {
    return scaler;
  }

  @Nullable Saving saving() {
    return saving;
  }

  List<Callback> callbacks() {
    return callbacks;
  }

  List<Generator> generators() {
    return generators;
  }
}
