package dev.gradus;

import dev.gradus.op.fourier.FftOverDims;
import org.jspecify.annotations.Nullable;

/// The functions of [Fft] that transform several dimensions.
abstract sealed class FftOfMany extends FftOfOne permits Fft {
  private static final int[] LAST_TWO = {-2, -1};

  /// The Fourier transform over all dimensions. **Gradient**: the unscaled transform the other way,
  /// its real part for real x. **Source**: torch.fft.fftn.
  public static Tensor fftn(Tensor x) {
    return fftn(x, null, null, FftNorm.BACKWARD);
  }

  /// As [#fftn(Tensor)] over some dimensions, cut or filled up with zeros to sizes `s`, of which -1
  /// leaves a dimension as it is; sizes alone belong to the last dimensions. **Dtype**: the complex
  /// one of x; integers as the default dtype. **Gradient**: the unscaled transform the other way,
  /// its real part for real x. **Errors**: half precision, no elements, more sizes than dimensions,
  /// a dimension twice. **Source**: torch.fft.fftn.
  public static Tensor fftn(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return FftOverDims.complex("fftn", x, s, dims, norm, true);
  }

  /// [#fftn(Tensor, long\[\], int\[\], FftNorm)] over the last two dimensions. **Gradient**: the
  /// unscaled transform the other way, its real part for real x. **Source**: torch.fft.fft2.
  public static Tensor fft2(Tensor x) {
    return fftn(x, null, LAST_TWO, FftNorm.BACKWARD);
  }

  /// As [#fft2(Tensor)] with sizes, dimensions (the last two if null) and a norm. **Gradient**: the
  /// unscaled transform the other way, its real part for real x. **Source**: torch.fft.fft2.
  public static Tensor fft2(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return fftn(x, s, dims == null ? LAST_TWO : dims, norm);
  }

  /// The inverse of [#fftn(Tensor)]. **Gradient**: the forward transform, scaled alike. **Source**:
  /// torch.fft.ifftn.
  public static Tensor ifftn(Tensor x) {
    return ifftn(x, null, null, FftNorm.BACKWARD);
  }

  /// As [#ifftn(Tensor)] over some dimensions, cut or filled up with zeros to sizes `s`, of which
  /// -1 leaves a dimension as it is; sizes alone belong to the last dimensions. **Dtype**: the
  /// complex one of x; integers as the default dtype. **Gradient**: the forward transform, scaled
  /// alike. **Errors**: half precision, no elements, more sizes than dimensions, a dimension twice.
  /// **Source**: torch.fft.ifftn.
  public static Tensor ifftn(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return FftOverDims.complex("ifftn", x, s, dims, norm, false);
  }

  /// [#ifftn(Tensor, long\[\], int\[\], FftNorm)] over the last two dimensions. **Gradient**: the
  /// forward transform, scaled alike. **Source**: torch.fft.ifft2.
  public static Tensor ifft2(Tensor x) {
    return ifftn(x, null, LAST_TWO, FftNorm.BACKWARD);
  }

  /// As [#ifft2(Tensor)] with sizes, dimensions (the last two if null) and a norm. **Gradient**:
  /// the forward transform, scaled alike. **Source**: torch.fft.ifft2.
  public static Tensor ifft2(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return ifftn(x, s, dims == null ? LAST_TWO : dims, norm);
  }

  /// The Fourier transform of real numbers over all dimensions, the last one halved. **Gradient**:
  /// the real part of the transform the other way of g filled up with zeros. **Source**:
  /// torch.fft.rfftn.
  public static Tensor rfftn(Tensor x) {
    return rfftn(x, null, null, FftNorm.BACKWARD);
  }

  /// As [#rfftn(Tensor)] over some dimensions, cut or filled up with zeros to sizes `s`, of which
  /// -1 leaves a dimension as it is; sizes alone belong to the last dimensions. **Dtype**: the
  /// complex one of x; integers as the default dtype. **Gradient**: the real part of the transform
  /// the other way of g filled up with zeros. **Errors**: a complex x, half precision, no elements,
  /// more sizes than dimensions, a dimension twice. **Source**: torch.fft.rfftn.
  public static Tensor rfftn(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return FftOverDims.rfftn(x, s, dims, norm);
  }

  /// [#rfftn(Tensor, long\[\], int\[\], FftNorm)] over the last two dimensions. **Gradient**: the
  /// real part of the transform the other way of g filled up with zeros. **Source**:
  /// torch.fft.rfft2.
  public static Tensor rfft2(Tensor x) {
    return rfftn(x, null, LAST_TWO, FftNorm.BACKWARD);
  }

  /// As [#rfft2(Tensor)] with sizes, dimensions (the last two if null) and a norm. **Gradient**:
  /// the real part of the transform the other way of g filled up with zeros. **Source**:
  /// torch.fft.rfft2.
  public static Tensor rfft2(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return rfftn(x, s, dims == null ? LAST_TWO : dims, norm);
  }

  /// The inverse of [#rfftn(Tensor)]: the last dimension is the half of one. **Gradient**: the
  /// one-sided transform of g, twice where an element stands for its mirror image too. **Source**:
  /// torch.fft.irfftn.
  public static Tensor irfftn(Tensor x) {
    return irfftn(x, null, null, FftNorm.BACKWARD);
  }

  /// As [#irfftn(Tensor)] over some dimensions, cut or filled up with zeros to sizes `s`, of which
  /// -1 leaves a dimension as it is; sizes alone belong to the last dimensions. **Dtype**: the real
  /// one of x; integers as the default dtype. **Gradient**: the one-sided transform of g, twice
  /// where an element stands for its mirror image too. **Errors**: half precision, no elements,
  /// more sizes than dimensions, a dimension twice. **Source**: torch.fft.irfftn.
  public static Tensor irfftn(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return FftOverDims.irfftn(x, s, dims, norm);
  }

  /// [#irfftn(Tensor, long\[\], int\[\], FftNorm)] over the last two dimensions. **Gradient**: the
  /// one-sided transform of g, twice where an element stands for its mirror image too. **Source**:
  /// torch.fft.irfft2.
  public static Tensor irfft2(Tensor x) {
    return irfftn(x, null, LAST_TWO, FftNorm.BACKWARD);
  }

  /// As [#irfft2(Tensor)] with sizes, dimensions (the last two if null) and a norm. **Gradient**:
  /// the one-sided transform of g, twice where an element stands for its mirror image too.
  /// **Source**: torch.fft.irfft2.
  public static Tensor irfft2(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return irfftn(x, s, dims == null ? LAST_TWO : dims, norm);
  }

  /// The real spectrum of a signal over all dimensions, of which the last is the half of one.
  /// **Gradient**: the conjugate one-sided transform of g, twice where an element stands for its
  /// mirror image too. **Source**: torch.fft.hfftn.
  public static Tensor hfftn(Tensor x) {
    return hfftn(x, null, null, FftNorm.BACKWARD);
  }

  /// As [#hfftn(Tensor)] over some dimensions, cut or filled up with zeros to sizes `s`, of which
  /// -1 leaves a dimension as it is; sizes alone belong to the last dimensions. **Dtype**: the real
  /// one of x; integers as the default dtype. **Gradient**: the conjugate one-sided transform of g,
  /// twice where an element stands for its mirror image too. **Errors**: half precision, no
  /// elements, more sizes than dimensions, a dimension twice. **Source**: torch.fft.hfftn.
  public static Tensor hfftn(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return FftOverDims.hfftn(x, s, dims, norm);
  }

  /// [#hfftn(Tensor, long\[\], int\[\], FftNorm)] over the last two dimensions. **Gradient**: the
  /// conjugate one-sided transform of g, twice where an element stands for its mirror image too.
  /// **Source**: torch.fft.hfft2.
  public static Tensor hfft2(Tensor x) {
    return hfftn(x, null, LAST_TWO, FftNorm.BACKWARD);
  }

  /// As [#hfft2(Tensor)] with sizes, dimensions (the last two if null) and a norm. **Gradient**:
  /// the conjugate one-sided transform of g, twice where an element stands for its mirror image
  /// too. **Source**: torch.fft.hfft2.
  public static Tensor hfft2(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return hfftn(x, s, dims == null ? LAST_TWO : dims, norm);
  }

  /// The inverse of [#hfftn(Tensor)]. **Gradient**: the real part of the transform of conj(g)
  /// filled up with zeros. **Source**: torch.fft.ihfftn.
  public static Tensor ihfftn(Tensor x) {
    return ihfftn(x, null, null, FftNorm.BACKWARD);
  }

  /// As [#ihfftn(Tensor)] over some dimensions, cut or filled up with zeros to sizes `s`, of which
  /// -1 leaves a dimension as it is; sizes alone belong to the last dimensions. **Dtype**: the
  /// complex one of x; integers as the default dtype. **Gradient**: the real part of the transform
  /// of conj(g) filled up with zeros. **Errors**: a complex x, half precision, no elements, more
  /// sizes than dimensions, a dimension twice. **Source**: torch.fft.ihfftn.
  public static Tensor ihfftn(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return FftOverDims.ihfftn(x, s, dims, norm);
  }

  /// [#ihfftn(Tensor, long\[\], int\[\], FftNorm)] over the last two dimensions. **Gradient**: the
  /// real part of the transform of conj(g) filled up with zeros. **Source**: torch.fft.ihfft2.
  public static Tensor ihfft2(Tensor x) {
    return ihfftn(x, null, LAST_TWO, FftNorm.BACKWARD);
  }

  /// As [#ihfft2(Tensor)] with sizes, dimensions (the last two if null) and a norm. **Gradient**:
  /// the real part of the transform of conj(g) filled up with zeros. **Source**: torch.fft.ihfft2.
  public static Tensor ihfft2(Tensor x, long @Nullable [] s, int @Nullable [] dims, FftNorm norm) {
    return ihfftn(x, s, dims == null ? LAST_TWO : dims, norm);
  }
}
