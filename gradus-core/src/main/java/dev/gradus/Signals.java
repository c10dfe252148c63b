package dev.gradus;

import dev.gradus.op.fourier.Istft;
import dev.gradus.op.fourier.Stft;

/// The functions of [Gradus] that turn signals into spectra of their pieces and back.
abstract sealed class Signals extends Embeddings permits Grids {
  /// The Fourier transforms of overlapping pieces of a signal, each times a window. **Shape**: (n)
  /// or (batch, n) → (frequencies, pieces), after the batch; both parts last if the result is not
  /// complex. **Dtype**: the complex one of x. **Gradient**: that of its parts, [Fft#rfft] and the
  /// rest. **Errors**: integers, more dimensions, pieces longer than the signal, a window of
  /// another length, half a spectrum of complex numbers. **Source**: torch.stft.
  public static Tensor stft(Tensor x, StftOptions options) {
    return new Stft(x, options).run();
  }

  /// The signal of which these are the spectra: the least squares estimate, by adding overlapping
  /// pieces. **Shape**: (frequencies, pieces) after an optional batch → (n) after it. **Dtype**:
  /// the real one of x, or complex. **Gradient**: that of its parts, [Fft#irfft] and the rest.
  /// **Errors**: real numbers, sizes that do not fit the length, places that no window covers.
  /// **Source**: torch.istft.
  public static Tensor istft(Tensor x, IstftOptions options) {
    return new Istft(x, options).run();
  }
}
