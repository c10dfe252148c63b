package dev.gradus.train;

/// Which value of an epoch tells the best one: that with the least or the most of it.
///
/// @param value the value's name, as [EpochReport#value] takes it
/// @param maximize whether more is better
public record Goal(String value, boolean maximize) {
  /// Less of a value is better, as of a loss.
  public static Goal least(String value) {
    return new Goal(value, false);
  }

  /// More of a value is better, as of the accuracy.
  public static Goal most(String value) {
    return new Goal(value, true);
  }

  /// Whether a value is better than another by more than `minDelta`. NaN never is.
  boolean isBetter(double value, double than, double minDelta) {
    return maximize ? value > than + minDelta : value < than - minDelta;
  }

  /// What everything is better than.
  double worst() {
    return maximize ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
