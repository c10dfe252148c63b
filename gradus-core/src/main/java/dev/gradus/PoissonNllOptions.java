package dev.gradus;

/// The options of `poissonNllLoss`.
///
/// @param logInput whether the input is the logarithm of a rate
/// @param full whether Stirling's approximation of log target! is added
/// @param eps what is added to a rate before its logarithm is taken
/// @param reduction what is done with the losses
public record PoissonNllOptions(
    boolean logInput, boolean full, double eps, LossReduction reduction) {
  /// Logarithms, without the approximation, 1e-8, the mean.
  public static final PoissonNllOptions DEFAULT =
      new PoissonNllOptions(true, false, 1e-8, LossReduction.MEAN);

  /// With logarithms or rates.
  public PoissonNllOptions withLogInput(boolean other) {
    return new PoissonNllOptions(other, full, eps, reduction);
  }

  /// With or without the approximation.
  public PoissonNllOptions withFull(boolean other) {
    return new PoissonNllOptions(logInput, other, eps, reduction);
  }

  /// With another addition.
  public PoissonNllOptions withEps(double other) {
    return new PoissonNllOptions(logInput, full, other, reduction);
  }

  /// With another reduction.
  public PoissonNllOptions withReduction(LossReduction other) {
    return new PoissonNllOptions(logInput, full, eps, other);
  }
}
