package dev.gradus;

import dev.gradus.op.fourier.FftCalls;
import org.jspecify.annotations.Nullable;

/// The functions of [Fft] that transform one dimension.
abstract sealed class FftOfOne permits FftOfMany {
  /// The discrete Fourier transform Σⱼ xⱼ·e^(−2πijk/n). Over the last dimension. **Gradient**: the
  /// unscaled transform the other way, its real part for real x. **Source**: torch.fft.fft.
  public static Tensor fft(Tensor x) {
    return fft(x, null, -1, FftNorm.BACKWARD);
  }

  /// As [#fft(Tensor)] over any dimension, cut or filled up with zeros to n elements. **Shape**: n
  /// along the dimension. **Dtype**: the complex one of x; integers as the default dtype.
  /// **Gradient**: the unscaled transform the other way, its real part for real x. **Errors**: half
  /// precision, no elements, a dimension out of range. **Source**: torch.fft.fft.
  public static Tensor fft(Tensor x, @Nullable Long n, int dim, FftNorm norm) {
    return x.dtype().isComplex()
        ? FftCalls.complex("fft", x, n, dim, norm, true)
        : FftCalls.ofReal("fft", x, n, dim, norm, true, false);
  }

  /// The inverse of [#fft(Tensor)]. Over the last dimension. **Gradient**: the forward transform,
  /// scaled alike. **Source**: torch.fft.ifft.
  public static Tensor ifft(Tensor x) {
    return ifft(x, null, -1, FftNorm.BACKWARD);
  }

  /// As [#ifft(Tensor)] over any dimension, cut or filled up with zeros to n elements. **Shape**: n
  /// along the dimension. **Dtype**: the complex one of x; integers as the default dtype.
  /// **Gradient**: the forward transform, scaled alike. **Errors**: half precision, no elements, a
  /// dimension out of range. **Source**: torch.fft.ifft.
  public static Tensor ifft(Tensor x, @Nullable Long n, int dim, FftNorm norm) {
    return x.dtype().isComplex()
        ? FftCalls.complex("ifft", x, n, dim, norm, false)
        : FftCalls.ofReal("ifft", x, n, dim, norm, false, false);
  }

  /// The half of [#fft(Tensor)] of real numbers that says everything, the elements up to n/2. Over
  /// the last dimension. **Gradient**: the real part of the transform the other way of g filled up
  /// with zeros. **Source**: torch.fft.rfft.
  public static Tensor rfft(Tensor x) {
    return rfft(x, null, -1, FftNorm.BACKWARD);
  }

  /// As [#rfft(Tensor)] over any dimension, cut or filled up with zeros to n elements. **Shape**:
  /// n/2 + 1 along the dimension. **Dtype**: the complex one of x; integers as the default dtype.
  /// **Gradient**: the real part of the transform the other way of g filled up with zeros.
  /// **Errors**: a complex x, half precision, no elements, a dimension out of range. **Source**:
  /// torch.fft.rfft.
  public static Tensor rfft(Tensor x, @Nullable Long n, int dim, FftNorm norm) {
    return FftCalls.ofReal("rfft", x, n, dim, norm, true, true);
  }

  /// Real numbers from the half of their spectrum: the inverse of [#rfft(Tensor)], n being 2·(size
  /// − 1) if not given. Over the last dimension. **Gradient**: the one-sided transform of g, twice
  /// where an element stands for its mirror image too. **Source**: torch.fft.irfft.
  public static Tensor irfft(Tensor x) {
    return irfft(x, null, -1, FftNorm.BACKWARD);
  }

  /// As [#irfft(Tensor)] over any dimension, cut or filled up with zeros to n elements. **Shape**:
  /// n along the dimension. **Dtype**: the real one of x; integers as the default dtype.
  /// **Gradient**: the one-sided transform of g, twice where an element stands for its mirror image
  /// too. **Errors**: half precision, no elements, a dimension out of range. **Source**:
  /// torch.fft.irfft.
  public static Tensor irfft(Tensor x, @Nullable Long n, int dim, FftNorm norm) {
    return FftCalls.toReal("irfft", x, n, dim, norm, false);
  }

  /// The real spectrum of a signal of which one half is given, the other being its conjugate mirror
  /// image; n is 2·(size − 1) if not given. Over the last dimension. **Gradient**: the conjugate
  /// one-sided transform of g, twice where an element stands for its mirror image too. **Source**:
  /// torch.fft.hfft.
  public static Tensor hfft(Tensor x) {
    return hfft(x, null, -1, FftNorm.BACKWARD);
  }

  /// As [#hfft(Tensor)] over any dimension, cut or filled up with zeros to n elements. **Shape**: n
  /// along the dimension. **Dtype**: the real one of x; integers as the default dtype.
  /// **Gradient**: the conjugate one-sided transform of g, twice where an element stands for its
  /// mirror image too. **Errors**: half precision, no elements, a dimension out of range.
  /// **Source**: torch.fft.hfft.
  public static Tensor hfft(Tensor x, @Nullable Long n, int dim, FftNorm norm) {
    return FftCalls.toReal("hfft", x, n, dim, norm, true);
  }

  /// The inverse of [#hfft(Tensor)]: the half of the signal with a real spectrum. Over the last
  /// dimension. **Gradient**: the real part of the transform of conj(g) filled up with zeros.
  /// **Source**: torch.fft.ihfft.
  public static Tensor ihfft(Tensor x) {
    return ihfft(x, null, -1, FftNorm.BACKWARD);
  }

  /// As [#ihfft(Tensor)] over any dimension, cut or filled up with zeros to n elements. **Shape**:
  /// n/2 + 1 along the dimension. **Dtype**: the complex one of x; integers as the default dtype.
  /// **Gradient**: the real part of the transform of conj(g) filled up with zeros. **Errors**: a
  /// complex x, half precision, no elements, a dimension out of range. **Source**: torch.fft.ihfft.
  public static Tensor ihfft(Tensor x, @Nullable Long n, int dim, FftNorm norm) {
    return FftCalls.ofReal("ihfft", x, n, dim, norm, false, true);
  }
}
