package dev.gradus.optim;

/// Two numbers that belong together, as Adam's betas.
///
/// @param first the first
/// @param second the second
public record NumberPair(double first, double second) {
  /// With another first number.
  public NumberPair withFirst(double other) {
    return new NumberPair(other, second);
  }

  /// As Python prints it: `(0.9, 0.999)`.
  @Override
  public String toString() {
    return "(" + PythonText.of(first) + ", " + PythonText.of(second) + ")";
  }
}
