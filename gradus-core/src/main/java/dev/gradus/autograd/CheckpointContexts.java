package dev.gradus.autograd;

import dev.gradus.Mode;

/// What is open while a checkpointed function runs: the first time, and again in backward.
///
/// **Source**: the `context_fn` of torch.utils.checkpoint.checkpoint.
public interface CheckpointContexts {
  /// Opened around the first run.
  Mode forward();

  /// Opened around the run in backward.
  Mode recompute();

  /// Nothing. **Source**: torch.utils.checkpoint.noop\_context\_fn.
  static CheckpointContexts none() {
    return new CheckpointContexts() {
      @Override
      public Mode forward() {
        return nothing();
      }

      @Override
      public Mode recompute() {
        return nothing();
      }
    };
  }

  private static Mode nothing() {
    return Mode.of("CheckpointContexts", () -> {});
  }
}
