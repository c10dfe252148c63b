package dev.gradus.autograd;

/// The options of [Checkpoint].
///
/// @param useReentrant whether the whole function is run again inside one backward step, as PyTorch
///   did at first; otherwise saved tensors are recomputed when the first of them is read
/// @param preserveRngState whether the second run draws the same random numbers
/// @param determinismCheck whether what is saved in both runs must agree in sizes and dtype
/// @param earlyStop whether the second run ends when everything that is needed is there
public record CheckpointOptions(
    boolean useReentrant, boolean preserveRngState, boolean determinismCheck, boolean earlyStop) {
  /// Not re-entrant, with the same random numbers, checked, ending early.
  public static final CheckpointOptions DEFAULT = new CheckpointOptions(false, true, true, true);

  /// Re-entrant or not.
  public CheckpointOptions withUseReentrant(boolean b) {
    return new CheckpointOptions(b, preserveRngState, determinismCheck, earlyStop);
  }

  /// With or without the same random numbers.
  public CheckpointOptions withPreserveRngState(boolean b) {
    return new CheckpointOptions(useReentrant, b, determinismCheck, earlyStop);
  }

  /// Checked or not.
  public CheckpointOptions withDeterminismCheck(boolean b) {
    return new CheckpointOptions(useReentrant, preserveRngState, b, earlyStop);
  }

  /// Ending early or not.
  public CheckpointOptions withEarlyStop(boolean b) {
    return new CheckpointOptions(useReentrant, preserveRngState, determinismCheck, b);
  }
}
