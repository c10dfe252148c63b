package dev.gradus.optim;

import org.jspecify.annotations.Nullable;

/// The options of [LBFGS].
///
/// @param lr the learning rate
/// @param maxIter how many iterations a step makes at most
/// @param maxEval how often a step evaluates the closure at most, or null for 5/4 of `maxIter`
/// @param toleranceGrad the largest element of the gradient at which a step ends
/// @param toleranceChange the change of loss or parameters at which a step ends
/// @param historySize how many past steps describe the curvature
/// @param lineSearchFn how the length of a step is found
/// @param maximize whether the objective is to grow
public record LBFGSOptions(
    double lr,
    int maxIter,
    @Nullable Integer maxEval,
    double toleranceGrad,
    double toleranceChange,
    int historySize,
    @Nullable LineSearch lineSearchFn,
    boolean maximize)
    implements OptimizerOptions<LBFGSOptions> {
  /// How the length of a step is found; null is the learning rate itself.
  public enum LineSearch {
    /// By the strong Wolfe conditions.
    STRONG_WOLFE
  }

  /// PyTorch's defaults.
  public static final LBFGSOptions DEFAULT =
      new LBFGSOptions(1, 20, null, 1e-7, 1e-9, 100, null, false);

  /// Checks the values, with PyTorch's sentences.
  public LBFGSOptions {
    OptionChecks.learningRate(lr);
  }

  @Override
  public LBFGSOptions withLr(double other) {
    return new LBFGSOptions(
        other,
        maxIter,
        maxEval,
        toleranceGrad,
        toleranceChange,
        historySize,
        lineSearchFn,
        maximize);
  }

  /// With another `maxIter`.
  public LBFGSOptions withMaxIter(int other) {
    return new LBFGSOptions(
        lr, other, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn, maximize);
  }

  /// With another `maxEval`.
  public LBFGSOptions withMaxEval(@Nullable Integer other) {
    return new LBFGSOptions(
        lr, maxIter, other, toleranceGrad, toleranceChange, historySize, lineSearchFn, maximize);
  }

  /// With another `toleranceGrad`.
  public LBFGSOptions withToleranceGrad(double other) {
    return new LBFGSOptions(
        lr, maxIter, maxEval, other, toleranceChange, historySize, lineSearchFn, maximize);
  }

  /// With another `toleranceChange`.
  public LBFGSOptions withToleranceChange(double other) {
    return new LBFGSOptions(
        lr, maxIter, maxEval, toleranceGrad, other, historySize, lineSearchFn, maximize);
  }

  /// With another `historySize`.
  public LBFGSOptions withHistorySize(int other) {
    return new LBFGSOptions(
        lr, maxIter, maxEval, toleranceGrad, toleranceChange, other, lineSearchFn, maximize);
  }

  /// With another `lineSearchFn`.
  public LBFGSOptions withLineSearchFn(@Nullable LineSearch other) {
    return new LBFGSOptions(
        lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, other, maximize);
  }

  /// With another `maximize`.
  public LBFGSOptions withMaximize(boolean other) {
    return new LBFGSOptions(
        lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn, other);
  }
}
