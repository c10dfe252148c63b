package dev.gradus.train;

import dev.gradus.optim.LRScheduler;
import dev.gradus.optim.ReduceLROnPlateau;
import java.util.Map;

/// A scheduler of learning rates, and when it goes on.
public sealed interface Schedule {
  /// After every epoch.
  static Schedule perEpoch(LRScheduler scheduler) {
    return new PerEpoch(scheduler);
  }

  /// After every step of the optimiser.
  static Schedule perStep(LRScheduler scheduler) {
    return new PerStep(scheduler);
  }

  /// After every epoch, by the value of the trainer's [Goal].
  static Schedule onPlateau(ReduceLROnPlateau scheduler) {
    return new OnPlateau(scheduler);
  }

  /// See [#perEpoch].
  record PerEpoch(LRScheduler scheduler) implements Schedule {}

  /// See [#perStep].
  record PerStep(LRScheduler scheduler) implements Schedule {}

  /// See [#onPlateau].
  record OnPlateau(ReduceLROnPlateau scheduler) implements Schedule {}

  /// A step of the optimiser was made.
  default void afterStep() {
    if (this instanceof PerStep(var scheduler)) {
      scheduler.step();
    }
  }

  /// An epoch has ended with this value of the goal.
  default void afterEpoch(double value) {
    switch (this) {
      case PerEpoch(var scheduler) -> scheduler.step();
      case OnPlateau(var scheduler) -> scheduler.step(value);
      case PerStep _ -> {}
    }
  }

  /// Where the scheduler stands.
  default Map<String, Object> stateDict() {
    return switch (this) {
      case PerEpoch(var scheduler) -> scheduler.stateDict();
      case PerStep(var scheduler) -> scheduler.stateDict();
      case OnPlateau(var scheduler) -> scheduler.stateDict();
    };
  }

  /// Goes on from a state.
  default void loadStateDict(Map<String, ?> state) {
    switch (this) {
      case PerEpoch(var scheduler) -> scheduler.loadStateDict(state);
      case PerStep(var scheduler) -> scheduler.loadStateDict(state);
      case OnPlateau(var scheduler) -> scheduler.loadStateDict(state);
    }
  }
}
