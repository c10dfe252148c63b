package dev.gradus;

/// The options of `ctcLoss`.
///
/// @param blank the label that stands for none
/// @param reduction what is done with the losses of sequences
/// @param zeroInfinity whether infinite losses, of targets longer than their input, become 0
public record CtcOptions(long blank, LossReduction reduction, boolean zeroInfinity) {
  /// Label 0, the mean, infinite losses stay.
  public static final CtcOptions DEFAULT = new CtcOptions(0, LossReduction.MEAN, false);

  /// With another blank.
  public CtcOptions withBlank(long other) {
    return new CtcOptions(other, reduction, zeroInfinity);
  }

  /// With another reduction.
  public CtcOptions withReduction(LossReduction other) {
    return new CtcOptions(blank, other, zeroInfinity);
  }

  /// With or without infinite losses.
  public CtcOptions withZeroInfinity(boolean other) {
    return new CtcOptions(blank, reduction, other);
  }
}
