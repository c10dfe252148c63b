package dev.gradus.optim;

/// The options of [ReduceLROnPlateau].
///
/// @param maximize whether the metric is to grow
/// @param factor by what the rate is multiplied, below 1
/// @param patience how many epochs without progress are endured
/// @param threshold what counts as progress
/// @param absolute whether the threshold is a difference instead of a share
/// @param cooldown for how many epochs after a change nothing is counted
/// @param minLr the lowest rate
/// @param eps changes of the rate below this are not made
public record PlateauOptions(
    boolean maximize,
    double factor,
    long patience,
    double threshold,
    boolean absolute,
    long cooldown,
    double minLr,
    double eps) {
  /// PyTorch's defaults.
  public static final PlateauOptions DEFAULT =
      new PlateauOptions(false, 0.1, 10, 1e-4, false, 0, 0, 1e-8);

  /// Checks the values, with PyTorch's sentence.
  public PlateauOptions {
    OptionChecks.require(
        factor < 1,
        "Factor should be < 1.0.",
        "PlateauOptions: the rate is multiplied by the factor; got " + PythonText.of(factor) + ".");
  }

  /// With another `maximize`.
  public PlateauOptions withMaximize(boolean other) {
    return new PlateauOptions(other, factor, patience, threshold, absolute, cooldown, minLr, eps);
  }

  /// With another `factor`.
  public PlateauOptions withFactor(double other) {
    return new PlateauOptions(maximize, other, patience, threshold, absolute, cooldown, minLr, eps);
  }

  /// With another `patience`.
  public PlateauOptions withPatience(long other) {
    return new PlateauOptions(maximize, factor, other, threshold, absolute, cooldown, minLr, eps);
  }

  /// With another `threshold`.
  public PlateauOptions withThreshold(double other) {
    return new PlateauOptions(maximize, factor, patience, other, absolute, cooldown, minLr, eps);
  }

  /// With another `absolute`.
  public PlateauOptions withAbsolute(boolean other) {
    return new PlateauOptions(maximize, factor, patience, threshold, other, cooldown, minLr, eps);
  }

  /// With another `cooldown`.
  public PlateauOptions withCooldown(long other) {
    return new PlateauOptions(maximize, factor, patience, threshold, absolute, other, minLr, eps);
  }

  /// With another `minLr`.
  public PlateauOptions withMinLr(double other) {
    return new PlateauOptions(
        maximize, factor, patience, threshold, absolute, cooldown, other, eps);
  }

  /// With another `eps`.
  public PlateauOptions withEps(double other) {
    return new PlateauOptions(
        maximize, factor, patience, threshold, absolute, cooldown, minLr, other);
  }
}
