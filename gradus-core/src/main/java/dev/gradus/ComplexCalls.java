package dev.gradus;

import dev.gradus.op.pointwise.MakeComplex;

/// The functions of [Gradus] that make complex tensors of real ones.
abstract sealed class ComplexCalls permits Joining {
  /// `re + i · im`. **Shape**: both broadcast. **Dtype**: complex64 of float32, complex128 of
  /// float64. **Gradient**: the real part of g; its imaginary part. **Errors**: other dtypes, or
  /// two different ones. **Source**: torch.complex.
  public static Tensor complex(Tensor re, Tensor im) {
    MakeComplex.check("complex", re, im);
    return Call.run(new MakeComplex(), re, im);
  }
}
