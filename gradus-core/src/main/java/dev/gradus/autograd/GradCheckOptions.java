package dev.gradus.autograd;

import dev.gradus.error.GradusArgumentException;

/// The options of [GradCheck].
///
/// @param eps the step of the differences
/// @param atol the absolute tolerance
/// @param rtol the relative tolerance
/// @param raiseException whether a failure throws; otherwise the check returns false
/// @param nondetTol how far two runs of backward may differ
/// @param checkUndefinedGrad whether gradients that do not arrive are tried as well
/// @param checkGradDtypes whether gradients must have their inputs' dtypes before they are cast
/// @param checkBatchedGrad whether a batch of gradients is compared with one after another
/// @param checkBatchedForwardGrad whether a batch of tangents is compared with one after another
/// @param checkForwardAd whether forward mode is checked
/// @param checkBackwardAd whether reverse mode is checked
/// @param fastMode whether only one random direction is compared, which is enough to find nearly
///   every error and much faster
public record GradCheckOptions(
    double eps,
    double atol,
    double rtol,
    boolean raiseException,
    double nondetTol,
    boolean checkUndefinedGrad,
    boolean checkGradDtypes,
    boolean checkBatchedGrad,
    boolean checkBatchedForwardGrad,
    boolean checkForwardAd,
    boolean checkBackwardAd,
    boolean fastMode) {
  /// PyTorch's defaults.
  public static final GradCheckOptions DEFAULT =
      new GradCheckOptions(
          1e-6, 1e-5, 1e-3, true, 0, true, false, false, false, false, true, false);

  /// What is checked beyond the values.
  private record Checks(
      boolean undefined,
      boolean dtypes,
      boolean batched,
      boolean batchedForward,
      boolean forward,
      boolean backward) {}

  private Checks checks() {
    return new Checks(
        checkUndefinedGrad,
        checkGradDtypes,
        checkBatchedGrad,
        checkBatchedForwardGrad,
        checkForwardAd,
        checkBackwardAd);
  }

  private GradCheckOptions with(Checks c, boolean fast) {
    return new GradCheckOptions(
        eps,
        atol,
        rtol,
        raiseException,
        nondetTol,
        c.undefined,
        c.dtypes,
        c.batched,
        c.batchedForward,
        c.forward,
        c.backward,
        fast);
  }

  private GradCheckOptions with(double e, double a, double r, boolean raise, double n) {
    return new GradCheckOptions(
        e,
        a,
        r,
        raise,
        n,
        checkUndefinedGrad,
        checkGradDtypes,
        checkBatchedGrad,
        checkBatchedForwardGrad,
        checkForwardAd,
        checkBackwardAd,
        fastMode);
  }

  /// With another step.
  public GradCheckOptions withEps(double v) {
    return with(v, atol, rtol, raiseException, nondetTol);
  }

  /// With other tolerances.
  public GradCheckOptions withTolerances(double absolute, double relative) {
    return with(eps, absolute, relative, raiseException, nondetTol);
  }

  /// With or without an exception for a failure.
  public GradCheckOptions withRaiseException(boolean b) {
    return with(eps, atol, rtol, b, nondetTol);
  }

  /// With another tolerance between two runs of backward.
  public GradCheckOptions withNondetTol(double v) {
    return with(eps, atol, rtol, raiseException, v);
  }

  /// With or without gradients that do not arrive.
  public GradCheckOptions withCheckUndefinedGrad(boolean b) {
    Checks c = checks();
    return with(
        new Checks(b, c.dtypes, c.batched, c.batchedForward, c.forward, c.backward), fastMode);
  }

  /// With or without a look at the gradients' dtypes.
  public GradCheckOptions withCheckGradDtypes(boolean b) {
    Checks c = checks();
    return with(
        new Checks(c.undefined, b, c.batched, c.batchedForward, c.forward, c.backward), fastMode);
  }

  /// With or without batches of gradients.
  public GradCheckOptions withCheckBatchedGrad(boolean b) {
    Checks c = checks();
    return with(
        new Checks(c.undefined, c.dtypes, b, c.batchedForward, c.forward, c.backward), fastMode);
  }

  /// With or without batches of tangents.
  public GradCheckOptions withCheckBatchedForwardGrad(boolean b) {
    Checks c = checks();
    return with(new Checks(c.undefined, c.dtypes, c.batched, b, c.forward, c.backward), fastMode);
  }

  /// With or without forward mode.
  public GradCheckOptions withCheckForwardAd(boolean b) {
    Checks c = checks();
    return with(
        new Checks(c.undefined, c.dtypes, c.batched, c.batchedForward, b, c.backward), fastMode);
  }

  /// With or without reverse mode.
  public GradCheckOptions withCheckBackwardAd(boolean b) {
    Checks c = checks();
    return with(
        new Checks(c.undefined, c.dtypes, c.batched, c.batchedForward, c.forward, b), fastMode);
  }

  /// With one random direction instead of whole Jacobians.
  public GradCheckOptions withFastMode(boolean b) {
    return with(checks(), b);
  }

  /// Refuses options that contradict one another.
  void check() {
    if (!checkForwardAd && !checkBackwardAd) {
      throw new GradusArgumentException(
          "Expected at least one of check_forward_ad or check_backward_ad to be True");
    }
    if (checkBatchedGrad && !checkBackwardAd) {
      throw new GradusArgumentException(
          "Setting check_batched_grad=True requires check_backward_ad to be True");
    }
    if (checkBatchedForwardGrad && !checkForwardAd) {
      throw new GradusArgumentException(
          "Setting check_batched_forward_grad=True requires check_forward_ad to be True");
    }
  }
}
