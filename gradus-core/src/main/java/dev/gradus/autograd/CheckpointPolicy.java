package dev.gradus.autograd;

/// What a checkpoint does with the result of one operation.
///
/// There is no compiler here that a preference could leave the choice to: it is obeyed. Memory is
/// the processor's already, so that what shall go there is kept.
///
/// **Source**: torch.utils.checkpoint.CheckpointPolicy.
public enum CheckpointPolicy {
  /// It is kept.
  MUST_SAVE(true),
  /// It is kept.
  PREFER_SAVE(true),
  /// It is computed again.
  MUST_RECOMPUTE(false),
  /// It is computed again.
  PREFER_RECOMPUTE(false),
  /// It is kept, in the processor's memory.
  MUST_CPU_OFFLOAD(true),
  /// It is kept, in the processor's memory.
  PREFER_CPU_OFFLOAD(true);

  private final boolean saves;

  CheckpointPolicy(boolean saves) {
    this.saves = saves;
  }

  /// Whether the result is kept.
  public boolean saves() {
    return saves;
  }
}
