package dev.gradus;

import java.util.Arrays;

/// Shifts of spectra. **Source**: torch.fft.
public final class Fft {
  private Fft() {}

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
