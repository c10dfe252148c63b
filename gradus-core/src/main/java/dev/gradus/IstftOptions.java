package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of [Gradus#istft]; they must be those of the [StftOptions] before.
///
/// @param nFft the length of a transform
/// @param hopLength the distance of neighbouring pieces, a quarter of `nFft` if null
/// @param winLength the length of the window, `nFft` if null
/// @param window the weights in a piece, ones if null
/// @param center whether pieces were centred
/// @param normalized whether the spectra were divided by the root of `nFft`
/// @param onesided whether they are halves; seen from the sizes if null
/// @param length how long the signal shall be, as long as the pieces say if null
/// @param returnComplex whether the signal is complex
public record IstftOptions(
    long nFft,
    @Nullable Long hopLength,
    @Nullable Long winLength,
    @Nullable Tensor window,
    boolean center,
    boolean normalized,
    @Nullable Boolean onesided,
    @Nullable Long length,
    boolean returnComplex) {
  /// Centred pieces of this length, a real signal.
  public static IstftOptions of(long nFft) {
    return new IstftOptions(nFft, null, null, null, true, false, null, null, false);
  }

  /// With another distance of pieces.
  public IstftOptions withHopLength(long other) {
    return new IstftOptions(
        nFft, other, winLength, window, center, normalized, onesided, length, returnComplex);
  }

  /// With a window.
  public IstftOptions withWindow(Tensor other) {
    return new IstftOptions(
        nFft, hopLength, other.numel(), other, center, normalized, onesided, length, returnComplex);
  }

  /// Centred or not.
  public IstftOptions withCenter(boolean other) {
    return new IstftOptions(
        nFft, hopLength, winLength, window, other, normalized, onesided, length, returnComplex);
  }

  /// Divided by the root of the length or not.
  public IstftOptions withNormalized(boolean other) {
    return new IstftOptions(
        nFft, hopLength, winLength, window, center, other, onesided, length, returnComplex);
  }

  /// With half of the spectrum or all of it.
  public IstftOptions withOnesided(boolean other) {
    return new IstftOptions(
        nFft, hopLength, winLength, window, center, normalized, other, length, returnComplex);
  }

  /// With a length.
  public IstftOptions withLength(long other) {
    return new IstftOptions(
        nFft, hopLength, winLength, window, center, normalized, onesided, other, returnComplex);
  }

  /// Real or complex.
  public IstftOptions withReturnComplex(boolean other) {
    return new IstftOptions(
        nFft, hopLength, winLength, window, center, normalized, onesided, length, other);
  }
}
