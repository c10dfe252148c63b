package dev.gradus.train;

/// What looks on while a [Trainer] trains: each method does nothing unless it is stated.
///
/// A callback may call [Trainer#requestStop]. It is not part of checkpoints.
public interface Callback {
  /// A training begins, or goes on from a checkpoint.
  default void onBegin(Start start) {}

  /// A step of the optimiser was made.
  default void onStep(StepReport step) {}

  /// An epoch has ended, its validation included.
  default void onEpoch(EpochReport epoch) {}

  /// The training has ended.
  default void onEnd(History history) {}
}
