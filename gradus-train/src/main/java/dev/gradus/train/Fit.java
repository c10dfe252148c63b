package dev.gradus.train;

import dev.gradus.Tensor;
import dev.gradus.data.BatchIterator;
import dev.gradus.data.DataLoader;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.optim.ParameterGroup;
import dev.gradus.train.History.End;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One training, from its beginning or from a checkpoint to its end.
///
/// // Note [Going on where it was] An interrupted epoch is taken up like this: the generators go
/// back to where they stood when the epoch began, the loader's order follows from that; the batches
/// that are done are passed over; then the generators go to where they stood at the checkpoint.
/// Checkpoints are written between steps, when no gradient is half gathered.
final class Fit {
  private final Trainer trainer;
  private final TrainerOptions options;
  private final DataLoader<List<Tensor>> loader;
  private final int epochs;
  private final Step steps;
  private final Best best;
  private final Sources sources;
  private final @Nullable Saving saving;
  private final @Nullable Snapshots snapshots;
  private Standing at = new Standing();
  private long since = System.nanoTime();
  private boolean saved;

  Fit(Trainer trainer, DataLoader<List<Tensor>> loader, int epochs) {
    if (epochs < 1) {
      throw new GradusArgumentException("fit: epochs must be at least 1, but there are " + epochs);
    }
    this.trainer = trainer;
    this.options = trainer.options();
    this.loader = loader;
    this.epochs = epochs;
    this.steps = new Step(trainer);
    this.best =
        new Best(
            options.goal(), options.stopping(), options.restoresBest() ? trainer.model() : null);
    this.sources = new Sources(Arrays.asList(loader, options.validation()), options.generators());
    this.saving = options.saving();
    this.snapshots = saving == null ? null : new Snapshots(trainer, saving, best, sources);
  }

  History run() {
    if (!trainer.model().training()) {
      trainer.model().train();
    }
    Standing resumed = snapshots == null ? null : snapshots.begin();
    if (resumed != null) {
      at = resumed;
      saved = true;
    }
    var start = new Start(epochs, batches(), at.epoch, at.batch);
    options.callbacks().forEach(callback -> callback.onBegin(start));
    since = System.nanoTime();
    End end = loop();
    if (end == End.REQUESTED || saving != null && !saving.onlyWhenStopped()) {
      save(end != End.REQUESTED);
    }
    if (end != End.REQUESTED) {
      best.restore();
    }
    var history = new History(at.history, end, best.epoch(), at.step);
    options.callbacks().forEach(callback -> callback.onEnd(history));
    return history;
  }

  private long batches() {
    try {
      return loader.size();
    } catch (GradusUnsupportedException _) {
      return 0; // A stream does not know its length.
    }
  }

  private End loop() {
    while (at.epoch < epochs && !best.isExhausted()) {
      if (trainer.stopRequested() || !pass() || !endEpoch()) {
        return End.REQUESTED;
      }
    }
    return at.epoch < epochs ? End.EARLY : End.EPOCHS;
  }

  /// The steps of an epoch, or the rest of them. Returns false if it was stopped before its end.
  private boolean pass() {
    List<Tensor> now = sources.states();
    if (at.batch == 0) {
      at.epochSources = now;
    }
    sources.restore(at.epochSources);
    try (BatchIterator<List<Tensor>> iterator = loader.iterator()) {
      for (long i = 0; i < at.batch && iterator.hasNext(); i++) {
        iterator.next();
      }
      if (at.batch > 0) {
        sources.restore(now);
      }
      while (iterator.hasNext()) {
        step(iterator);
        if (trainer.stopRequested()) {
          return false;
        }
      }
    }
    if (at.samples == 0) {
      throw new GradusArgumentException("fit: the loader gives no batch");
    }
    return true;
  }

  private void step(BatchIterator<List<Tensor>> iterator) {
    at.lr = lr();
    Step.Result result = steps.make(iterator);
    at.batch += result.batches();
    at.samples += result.samples();
    at.lossSum += result.loss() * result.samples();
    at.step++;
    saved = false;
    options.schedules().forEach(Schedule::afterStep);
    var report = new StepReport(at.epoch + 1, at.batch, at.step, result.loss(), at.lr);
    options.callbacks().forEach(callback -> callback.onStep(report));
    if (saving != null && saving.everySteps() > 0 && at.step % saving.everySteps() == 0) {
      save(false);
    }
  }

  private double lr() {
    List<? extends ParameterGroup<?>> groups = trainer.optimizer().paramGroups();
    return groups.getFirst().lr();
  }

  /// Validation and what follows from it. Returns false, with nothing changed, if it was stopped
  /// before the validation's end.
  private boolean endEpoch() {
    Map<String, Double> found = Map.of();
    DataLoader<List<Tensor>> validation = options.validation();
    if (validation != null) {
      List<Tensor> before = sources.states();
      Map<String, Double> all =
          new Evaluation(trainer, options.metrics()).of(validation, trainer::stopRequested);
      if (all == null) {
        sources.restore(before);
        return false;
      }
      found = all;
    }
    double seconds = at.seconds + secondsNow();
    var report =
        new EpochReport(at.epoch + 1, at.step, at.lr, at.lossSum / at.samples, found, seconds);
    double value = Objects.requireNonNull(report.value(best.goal().value()));
    best.offer(report.epoch(), value);
    options.schedules().forEach(schedule -> schedule.afterEpoch(value));
    at.history.add(report);
    at.nextEpoch();
    since = System.nanoTime();
    saved = false;
    options.callbacks().forEach(callback -> callback.onEpoch(report));
    if (saving != null && saving.everyEpochs() > 0 && at.epoch % saving.everyEpochs() == 0) {
      save(false);
    }
    return true;
  }

  private double secondsNow() {
    return (System.nanoTime() - since) / 1e9;
  }

  private void save(boolean finished) {
    if (snapshots != null && (!saved || finished)) {
      snapshots.save(at, secondsNow(), finished);
      saved = true;
    }
  }
}
