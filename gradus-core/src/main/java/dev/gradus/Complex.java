package dev.gradus;

/// A complex number.
///
/// @param re the real part
/// @param im the imaginary part
public record Complex(double re, double im) {
  /// The imaginary unit.
  public static final Complex I = new Complex(0, 1);

  /// The number as Python prints it: `(1+2j)`.
  @Override
  public String toString() {
    String sign = im < 0 || 1 / im < 0 ? "" : "+";
    return "(" + re + sign + im + "j)";
  }
}
