package dev.gradus;

import dev.gradus.op.pointwise.MakeComplex;
import dev.gradus.op.pointwise.Polar;

/// The functions of [Gradus] that make complex tensors of real ones.
abstract sealed class ComplexCalls permits Joining {
  /// `re + i · im`. **Shape**: both broadcast. **Dtype**: complex64 of float32, complex128 of
  /// float64. **Gradient**: the real part of g; its imaginary part. **Errors**: other dtypes, or
  /// two different ones. **Source**: torch.complex.
  public static Tensor complex(Tensor re, Tensor im) {
    MakeComplex.check("complex", re, im);
    return Call.run(new MakeComplex(), re, im);
  }

  /// `abs · (cos(angle) + i · sin(angle))`. **Shape**: both broadcast. **Dtype**: complex64 of
  /// float32, complex128 of float64. **Gradient**: re(conj(g) · y / |y|); re(conj(g) · i y).
  /// **Errors**: other dtypes, or two different ones. **Source**: torch.polar.
  public static Tensor polar(Tensor abs, Tensor angle) {
    MakeComplex.check("polar", abs, angle);
    return Call.run(new Polar(), abs, angle);
  }
}
