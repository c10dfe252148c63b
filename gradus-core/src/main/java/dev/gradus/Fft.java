package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.fourier.FftCalls;
import java.util.Arrays;

/// Fourier transforms.
///
/// Transforms of any length are fast and computed in double precision; results of complex64 and
/// float32 are rounded once for every dimension. **Source**: torch.fft.
public final class Fft extends FftOfMany {
  private Fft() {}

  /// The frequencies of the elements of [#fft(Tensor)], for samples at distance d: 0, 1, … −2, −1
  /// over n·d. **Dtype**: the default one. **Gradient**: none. **Source**: torch.fft.fftfreq.
  public static Tensor fftfreq(long n, double d) {
    return fftfreq(n, d, Gradus.getDefaultDtype());
  }

  /// As [#fftfreq(long, double)] in another dtype. **Gradient**: none. **Source**:
  /// torch.fft.fftfreq.
  public static Tensor fftfreq(long n, double d, DType dtype) {
    return FftCalls.frequencies(n, d, dtype, false);
  }

  /// The frequencies of the elements of [#rfft(Tensor)]: 0, 1, … up to n/2, over n·d. **Gradient**:
  /// none. **Source**: torch.fft.rfftfreq.
  public static Tensor rfftfreq(long n, double d) {
    return rfftfreq(n, d, Gradus.getDefaultDtype());
  }

  /// As [#rfftfreq(long, double)] in another dtype. **Gradient**: none. **Source**:
  /// torch.fft.rfftfreq.
  public static Tensor rfftfreq(long n, double d, DType dtype) {
    return FftCalls.frequencies(n, d, dtype, true);
  }

  /// The spectrum with frequency 0 in the middle of the given dimensions, of all if none is given.
  /// **Gradient**: shifted back. **Source**: torch.fft.fftshift.
  public static Tensor fftshift(Tensor x, int... dims) {
    return shifted(x, dims, 0);
  }

  /// The inverse of [#fftshift]. **Gradient**: shifted back. **Source**: torch.fft.ifftshift.
  public static Tensor ifftshift(Tensor x, int... dims) {
    return shifted(x, dims, 1);
  }

  private static Tensor shifted(Tensor x, int[] dims, int more) {
    int[] all = dims;
    if (dims.length == 0) {
      all = new int[x.dim()];
      Arrays.setAll(all, d -> d);
    }
    long[] shifts = new long[all.length];
    for (int i = 0; i < all.length; i++) {
      shifts[i] = (x.size(all[i]) + more) / 2;
    }
    return all.length == 0 ? x.clone() : x.roll(shifts, all);
  }
}
