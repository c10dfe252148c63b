package dev.gradus.optim;

/// The options of [OneCycleLR].
///
/// @param pctStart the share of the cycle in which the rate grows
/// @param linear whether the rate moves along lines instead of cosines
/// @param cycleMomentum whether the momentum moves the opposite way
/// @param baseMomentum the lowest momentum
/// @param maxMomentum the highest momentum
/// @param divFactor by what the highest rate is divided to begin with
/// @param finalDivFactor by what the initial rate is divided in the end
/// @param threePhase whether the rate falls as long as it grew, and then to the end
public record OneCycleOptions(
    double pctStart,
    boolean linear,
    boolean cycleMomentum,
    double baseMomentum,
    double maxMomentum,
    double divFactor,
    double finalDivFactor,
    boolean threePhase) {
  /// PyTorch's defaults.
  public static final OneCycleOptions DEFAULT =
      new OneCycleOptions(0.3, false, true, 0.85, 0.95, 25, 1e4, false);

  /// Checks the values, with PyTorch's sentence.
  public OneCycleOptions {
    OptionChecks.require(
        pctStart >= 0 && pctStart <= 1,
        "Expected float between 0 and 1 pct_start, but got " + PythonText.of(pctStart),
        "OneCycleOptions: it is a share of the whole cycle.");
  }

  /// With another `pctStart`.
  public OneCycleOptions withPctStart(double other) {
    return new OneCycleOptions(
        other,
        linear,
        cycleMomentum,
        baseMomentum,
        maxMomentum,
        divFactor,
        finalDivFactor,
        threePhase);
  }

  /// With another `linear`.
  public OneCycleOptions withLinear(boolean other) {
    return new OneCycleOptions(
        pctStart,
        other,
        cycleMomentum,
        baseMomentum,
        maxMomentum,
        divFactor,
        finalDivFactor,
        threePhase);
  }

  /// With another `cycleMomentum`.
  public OneCycleOptions withCycleMomentum(boolean other) {
    return new OneCycleOptions(
        pctStart, linear, other, baseMomentum, maxMomentum, divFactor, finalDivFactor, threePhase);
  }

  /// With another `baseMomentum`.
  public OneCycleOptions withBaseMomentum(double other) {
    return new OneCycleOptions(
        pctStart, linear, cycleMomentum, other, maxMomentum, divFactor, finalDivFactor, threePhase);
  }

  /// With another `maxMomentum`.
  public OneCycleOptions withMaxMomentum(double other) {
    return new OneCycleOptions(
        pctStart,
        linear,
        cycleMomentum,
        baseMomentum,
        other,
        divFactor,
        finalDivFactor,
        threePhase);
  }

  /// With another `divFactor`.
  public OneCycleOptions withDivFactor(double other) {
    return new OneCycleOptions(
        pctStart,
        linear,
        cycleMomentum,
        baseMomentum,
        maxMomentum,
        other,
        finalDivFactor,
        threePhase);
  }

  /// With another `finalDivFactor`.
  public OneCycleOptions withFinalDivFactor(double other) {
    return new OneCycleOptions(
        pctStart, linear, cycleMomentum, baseMomentum, maxMomentum, divFactor, other, threePhase);
  }

  /// With another `threePhase`.
  public OneCycleOptions withThreePhase(boolean other) {
    return new OneCycleOptions(
        pctStart,
        linear,
        cycleMomentum,
        baseMomentum,
        maxMomentum,
        divFactor,
        finalDivFactor,
        other);
  }
}
