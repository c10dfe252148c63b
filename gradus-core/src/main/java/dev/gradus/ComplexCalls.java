package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.MakeComplex;
import dev.gradus.op.pointwise.Polar;
import java.util.ArrayList;
import java.util.List;

/// The functions of [Gradus] that make complex tensors: of real ones, and of complex numbers.
abstract sealed class ComplexCalls extends SpacedCalls permits Joining {
  /// `re + i · im`. **Shape**: both broadcast. **Dtype**: complex64 of float32, complex128 of
  /// float64. **Gradient**: the real part of g; its imaginary part. **Errors**: other dtypes, or
  /// two different ones. **Source**: torch.complex.
  public static Tensor complex(Tensor re, Tensor im) {
    MakeComplex.check("complex", re, im);
    return Call.run(new MakeComplex(), re, im);
  }

  /// `abs · (cos(angle) + i · sin(angle))`, of sizes that are not negative. **Shape**: both
  /// broadcast. **Dtype**: complex64 of float32, complex128 of float64. **Gradient**: re(conj(g) ·
  /// y / |y|); re(conj(g) · i y). **Errors**: other dtypes, or two different ones. **Source**:
  /// torch.polar.
  public static Tensor polar(Tensor abs, Tensor angle) {
    Tensor[] x = Call.autocast("polar", abs, angle);
    MakeComplex.check("polar", x[0], x[1]);
    return Call.run(new Polar(), x);
  }

  /// A zero-dimensional complex tensor. **Source**: torch.tensor.
  public static Tensor tensor(Complex value) {
    return tensor(value, Globals.defaultDtype().toComplex());
  }

  /// A zero-dimensional tensor. **Errors**: a real dtype.
  public static Tensor tensor(Complex value, DType dtype) {
    return LiteralNumbers.scalar(dtype, new LiteralNumber.Complex(value.re(), value.im()));
  }

  /// A complex vector. **Source**: torch.tensor.
  public static Tensor tensor(Complex first, Complex second, Complex... rest) {
    List<Object> values = new ArrayList<>(List.of(first, second));
    values.addAll(List.of(rest));
    return Gradus.tensor(values);
  }

  /// As [#tensor(Complex)]. **Source**: torch.scalar\_tensor.
  public static Tensor scalarTensor(Complex value, DType dtype) {
    return tensor(value, dtype);
  }

  /// A complex number everywhere. **Dtype**: the default one's complex partner. **Source**:
  /// torch.full.
  public static Tensor full(long[] sizes, Complex value) {
    return full(Globals.defaultDtype().toComplex(), sizes, value);
  }

  /// A complex number everywhere. **Errors**: a real dtype and a number with an imaginary part.
  public static Tensor full(DType dtype, long[] sizes, Complex value) {
    return Gradus.zeros(dtype, sizes).fill_(value);
  }

  /// A complex number, with the sizes, dtype and order of dimensions of another tensor. **Errors**:
  /// a real dtype and a number with an imaginary part. **Source**: torch.full\_like.
  public static Tensor fullLike(Tensor x, Complex value) {
    return fullLike(x, value, x.dtype());
  }

  /// As [#fullLike(Tensor, Complex)] with another dtype.
  public static Tensor fullLike(Tensor x, Complex value, DType dtype) {
    return Gradus.zerosLike(x, dtype).fill_(value);
  }
}
