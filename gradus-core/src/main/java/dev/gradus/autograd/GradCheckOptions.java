package dev.gradus.autograd;

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
    boolean checkForwardAd,
    boolean checkBackwardAd,
    boolean fastMode) {
  /// PyTorch's defaults.
  public static final GradCheckOptions DEFAULT =
      new GradCheckOptions(1e-6, 1e-5, 1e-3, true, 0, true, false, false, false, true, false);

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
        checkForwardAd,
        checkBackwardAd,
        fastMode);
  }

  /// With or without gradients that do not arrive.
  public GradCheckOptions withCheckUndefinedGrad(boolean b) {
    return checking(b, checkGradDtypes, checkBatchedGrad, checkForwardAd, checkBackwardAd);
  }

  /// With or without a look at the gradients' dtypes.
  public GradCheckOptions withCheckGradDtypes(boolean b) {
    return checking(checkUndefinedGrad, b, checkBatchedGrad, checkForwardAd, checkBackwardAd);
  }

  /// With or without batches of gradients.
  public GradCheckOptions withCheckBatchedGrad(boolean b) {
    return checking(checkUndefinedGrad, checkGradDtypes, b, checkForwardAd, checkBackwardAd);
  }

  /// With or without forward mode.
  public GradCheckOptions withCheckForwardAd(boolean b) {
    return checking(checkUndefinedGrad, checkGradDtypes, checkBatchedGrad, b, checkBackwardAd);
  }

  /// With or without reverse mode.
  public GradCheckOptions withCheckBackwardAd(boolean b) {
    return checking(checkUndefinedGrad, checkGradDtypes, checkBatchedGrad, checkForwardAd, b);
  }

  private GradCheckOptions checking(
      boolean undefined, boolean dtypes, boolean batched, boolean forward, boolean backward) {
    return new GradCheckOptions(
        eps,
        atol,
        rtol,
        raiseException,
        nondetTol,
        undefined,
        dtypes,
        batched,
        forward,
        backward,
        fastMode);
  }

  /// With one random direction instead of whole Jacobians.
  public GradCheckOptions withFastMode(boolean b) {
    return new GradCheckOptions(
        eps,
        atol,
        rtol,
        raiseException,
        nondetTol,
        checkUndefinedGrad,
        checkGradDtypes,
        checkBatchedGrad,
        checkForwardAd,
        checkBackwardAd,
        b);
  }
}
