package dev.gradus.train;

import dev.gradus.Tensor;
import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusStateException;
import dev.gradus.io.Checkpoints;
import dev.gradus.io.Checkpoints.Checkpoint;
import dev.gradus.optim.GradScaler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The checkpoints of one training: all that decides how it goes on.
final class Snapshots {
  private static final String FORMAT = "gradus training 1";

  private final Trainer trainer;
  private final Saving saving;
  private final Best best;
  private final Sources sources;
  private final @Nullable GradScaler scaler;
  private final Checkpoints checkpoints;

  Snapshots(Trainer trainer, Saving saving, Best best, Sources sources) {
    this.trainer = trainer;
    this.saving = saving;
    this.best = best;
    this.sources = sources;
    this.scaler = trainer.options().scaler();
    this.checkpoints = new Checkpoints(saving.folder(), saving.keep());
  }

  /// Writes all that is needed to go on from here.
  void save(Standing standing, double seconds, boolean finished) {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("format", FORMAT);
    state.put("identity", saving.identity());
    state.put("finished", finished);
    state.put("training", standing.state(seconds, sources));
    state.put("model", trainer.model().stateDict());
    state.put("optimizer", trainer.optimizer().stateDict());
    state.put(
        "schedulers", trainer.options().schedules().stream().map(Schedule::stateDict).toList());
    state.put("scaler", scaler == null ? null : scaler.stateDict());
    state.put("best", best.state());
    try {
      checkpoints.save(standing.step, state);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint in " + saving.folder(), e);
    }
  }

  /// Where the newest checkpoint left off, with everything as it was then; null where the training
  /// begins anew.
  @Nullable Standing begin() {
    try {
      Optional<Checkpoint> latest = checkpoints.latest();
      if (latest.isEmpty()) {
        return null;
      }
      Map<String, @Nullable Object> state = latest.get().state();
      if (saving.resume()) {
        return load(state);
      }
      clear(state);
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint in " + saving.folder(), e);
    }
  }

  private void clear(Map<String, @Nullable Object> state) throws IOException {
    if (!Boolean.TRUE.equals(state.get("finished"))) {
      throw new GradusStateException(
          "fit: "
              + saving.folder()
              + " has the checkpoint of a training that has not ended; resume it, choose another"
              + " folder, or delete the checkpoints.");
    }
    // Newest last: whoever is killed in between leaves a folder whose newest is the whole run's.
    for (Path file : checkpoints.files().reversed()) {
      Files.deleteIfExists(file);
    }
  }

  private Standing load(Map<String, @Nullable Object> state) {
    if (!FORMAT.equals(state.get("format"))) {
      throw new FileFormatException(
          "checkpoint: the newest in " + saving.folder() + " is none of a Trainer.");
    }
    String identity = Parts.text(state, "identity");
    if (!identity.equals(saving.identity())) {
      throw new GradusStateException(
          "fit: the checkpoint in "
              + saving.folder()
              + " is of another run: it is \""
              + identity
              + "\", this is \""
              + saving.identity()
              + "\".");
    }
    List<Schedule> schedules = trainer.options().schedules();
    if (!(state.get("schedulers") instanceof List<?> saved) || saved.size() != schedules.size()) {
      throw new FileFormatException(
          "checkpoint: it has other schedulers than the trainer's " + schedules.size() + ".");
    }
    Standing standing = Standing.of(Parts.map(state.get("training"), "training"), sources);
    Map<String, Tensor> before = Best.copy(trainer.model().stateDict());
    trainer.model().loadStateDict(Parts.tensors(state, "model"));
    boolean whole = false;
    try {
      trainer.optimizer().loadStateDict(Parts.map(state.get("optimizer"), "optimizer"));
      for (int i = 0; i < schedules.size(); i++) {
        schedules.get(i).loadStateDict(Parts.map(saved.get(i), "schedulers"));
      }
      if (scaler != null) {
        scaler.loadStateDict(Parts.map(state.get("scaler"), "scaler"));
      }
      best.load(Parts.map(state.get("best"), "best"));
      whole = true;
    } finally {
      if (!whole) {
        trainer.model().loadStateDict(before);
      }
    }
    return standing;
  }
}
