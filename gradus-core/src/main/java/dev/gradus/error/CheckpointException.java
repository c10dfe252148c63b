package dev.gradus.error;

/// A checkpointed function that saved something else when it was run again. **Source**:
/// torch.utils.checkpoint.CheckpointError.
public final class CheckpointException extends IllegalStateException implements GradusException {
  private static final long serialVersionUID = 1;

  /// With a message that says what differs.
  public CheckpointException(String message) {
    super(message);
  }
}
