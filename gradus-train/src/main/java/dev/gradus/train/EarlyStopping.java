package dev.gradus.train;

import dev.gradus.error.GradusArgumentException;

/// Ends a training that makes no more progress towards its [Goal].
///
/// @param patience after how many epochs in a row without progress; at least 1
/// @param minDelta how much better than the best a value must be to count as progress
public record EarlyStopping(int patience, double minDelta) {
  /// Checks the values.
  public EarlyStopping {
    if (patience < 1 || !(minDelta >= 0)) {
      throw new GradusArgumentException(
          "EarlyStopping: got patience "
              + patience
              + " and minDelta "
              + minDelta
              + "; the first is at least 1, the second at least 0.");
    }
  }

  /// After so many epochs without any progress.
  public static EarlyStopping patience(int epochs) {
    return new EarlyStopping(epochs, 0);
  }

  /// With another `minDelta`.
  public EarlyStopping withMinDelta(double other) {
    return new EarlyStopping(patience, other);
  }
}
