package dev.gradus.autograd;

import java.util.function.Supplier;

/// The options of [Checkpoint].
///
/// @param useReentrant whether the whole function is run again inside one backward step, as PyTorch
///   did at first; otherwise saved tensors are recomputed when the first of them is read
/// @param preserveRngState whether the second run draws the same random numbers
/// @param determinismCheck whether what is saved in both runs must agree in sizes and dtype
/// @param earlyStop whether the second run ends when everything that is needed is there
/// @param debug whether an error names the operations of both runs and where they were called
/// @param contextFn what is open around the runs; asked once for each call
public record CheckpointOptions(
    boolean useReentrant,
    boolean preserveRngState,
    boolean determinismCheck,
    boolean earlyStop,
    boolean debug,
    Supplier<? extends CheckpointContexts> contextFn) {
  private static final Supplier<CheckpointContexts> NONE = CheckpointContexts::none;

  /// Not re-entrant, with the same random numbers, checked, ending early.
  public static final CheckpointOptions DEFAULT =
      new CheckpointOptions(false, true, true, true, false, NONE);

  /// Re-entrant or not.
  public CheckpointOptions withUseReentrant(boolean b) {
    return new CheckpointOptions(
        b, preserveRngState, determinismCheck, earlyStop, debug, contextFn);
  }

  /// With or without the same random numbers.
  public CheckpointOptions withPreserveRngState(boolean b) {
    return new CheckpointOptions(useReentrant, b, determinismCheck, earlyStop, debug, contextFn);
  }

  /// Checked (`"default"`) or not (`"none"`).
  public CheckpointOptions withDeterminismCheck(boolean b) {
    return new CheckpointOptions(useReentrant, preserveRngState, b, earlyStop, debug, contextFn);
  }

  /// Ending early or not.
  public CheckpointOptions withEarlyStop(boolean b) {
    return new CheckpointOptions(
        useReentrant, preserveRngState, determinismCheck, b, debug, contextFn);
  }

  /// With or without the operations in errors.
  public CheckpointOptions withDebug(boolean b) {
    return new CheckpointOptions(
        useReentrant, preserveRngState, determinismCheck, earlyStop, b, contextFn);
  }

  /// With other contexts: for [SelectiveCheckpoint].
  public CheckpointOptions withContextFn(Supplier<? extends CheckpointContexts> f) {
    return new CheckpointOptions(
        useReentrant, preserveRngState, determinismCheck, earlyStop, debug, f);
  }

  boolean hasContexts() {
    return contextFn != NONE;
  }
}
