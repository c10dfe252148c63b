package dev.gradus.train;

import dev.gradus.Tensor;
import dev.gradus.nn.Layer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The best epoch so far, and for how long there was no progress.
final class Best {
  private final Goal goal;
  private final @Nullable EarlyStopping stopping;
  private final @Nullable Layer kept;
  private double value;
  private double progress;
  private int epoch;
  private int idle;
  private @Nullable Map<String, Tensor> model;

  /// @param kept the model whose best state is kept; null where none is
  Best(Goal goal, @Nullable EarlyStopping stopping, @Nullable Layer kept) {
    this.goal = goal;
    this.stopping = stopping;
    this.kept = kept;
    this.value = goal.worst();
    this.progress = goal.worst();
  }

  Goal goal() {
    return goal;
  }

  int epoch() {
    return epoch;
  }

  /// Whether there was no progress for so long that the training ends.
  boolean isExhausted() {
    return stopping != null && idle >= stopping.patience();
  }

  /// Takes notice of the value of an epoch.
  void offer(int number, double offered) {
    if (goal.isBetter(offered, value, 0)) {
      value = offered;
      epoch = number;
      if (kept != null) {
        model = copy(kept.stateDict());
      }
    }
    // What counts as progress is compared with the last progress, so that many small ones add up.
    if (goal.isBetter(offered, progress, stopping == null ? 0 : stopping.minDelta())) {
      progress = offered;
      idle = 0;
    } else {
      idle++;
    }
  }

  static Map<String, Tensor> copy(Map<String, Tensor> state) {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    state.forEach((name, tensor) -> copy.put(name, tensor.clone()));
    return copy;
  }

  /// Gives the model its best state, if one was kept.
  void restore() {
    if (kept != null && model != null) {
      kept.loadStateDict(model);
    }
  }

  Map<String, @Nullable Object> state() {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("value", value);
    state.put("progress", progress);
    state.put("epoch", (long) epoch);
    state.put("idle", (long) idle);
    state.put("model", model);
    return state;
  }

  /// Goes on from a state.
  void load(Map<String, ?> state) {
    value = Parts.number(state, "value");
    progress = Parts.number(state, "progress");
    epoch = (int) Parts.whole(state, "epoch");
    idle = (int) Parts.whole(state, "idle");
    model = state.get("model") == null ? null : Parts.tensors(state, "model");
  }
}
