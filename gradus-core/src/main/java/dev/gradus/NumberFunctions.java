package dev.gradus;

import dev.gradus.op.special.Frexp;
import dev.gradus.op.special.Numbers;

/// Divisors, neighbours, and the parts of binary numbers.
///
/// **Shape**: operands broadcast. **Dtype**: the operands' common dtype.
public sealed interface NumberFunctions permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // The power itself is a decimal number, which the result's dtype then takes part in.
  private static Tensor decimal(Tensor exponent) {
    return exponent.dtype().isIntegral() ? exponent.to(Gradus.getDefaultDtype()) : exponent;
  }

  /// The greatest common divisor, not negative. **Dtype**: whole numbers. **Gradient**: none: not
  /// differentiable. **Errors**: other dtypes. **Source**: torch.gcd.
  default Tensor gcd(Tensor other) {
    return Call.run(Numbers.GCD, self(), other);
  }

  /// [#gcd(Tensor)] in place.
  default Tensor gcd_(Tensor other) {
    return Call.inPlace(Numbers.GCD, self(), other);
  }

  /// The least common multiple, not negative. **Dtype**: whole numbers. **Gradient**: none: not
  /// differentiable. **Errors**: other dtypes. **Source**: torch.lcm.
  default Tensor lcm(Tensor other) {
    return Call.run(Numbers.LCM, self(), other);
  }

  /// [#lcm(Tensor)] in place.
  default Tensor lcm_(Tensor other) {
    return Call.inPlace(Numbers.LCM, self(), other);
  }

  /// The next number of the dtype in the direction of the other. **Gradient**: g to this; where
  /// both are equal, to the other. **Errors**: integers. **Source**: torch.nextafter.
  default Tensor nextafter(Tensor other) {
    return Call.run(Numbers.NEXTAFTER, self(), other);
  }

  /// [#nextafter(Tensor)] in place.
  default Tensor nextafter_(Tensor other) {
    return Call.inPlace(Numbers.NEXTAFTER, self(), other);
  }

  /// This times 2 to the power of the other. **Dtype**: integers become the default dtype.
  /// **Gradient**: g · 2^other; g · y · log 2. **Source**: torch.ldexp.
  default Tensor ldexp(Tensor other) {
    return Call.run(Numbers.LDEXP.call(), self(), decimal(other));
  }

  /// [#ldexp(Tensor)] in place.
  default Tensor ldexp_(Tensor other) {
    return Call.inPlace(Numbers.LDEXP.call(), self(), decimal(other));
  }

  /// A fraction from 1/2 up to 1 and the power of 2 that makes this number of it. **Dtype**: that
  /// of this tensor; int32. **Gradient**: g / 2^exponent. **Errors**: integers. **Source**:
  /// torch.frexp.
  default FractionAndExponent frexp() {
    Tensor[] y = Call.runAll(new Frexp(), self());
    return new FractionAndExponent(y[0], y[1]);
  }
}
