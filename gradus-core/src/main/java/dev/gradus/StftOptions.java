package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of [Gradus#stft].
///
/// @param nFft the length of a transform
/// @param hopLength the distance of neighbouring pieces, a quarter of `nFft` if null
/// @param winLength the length of the window, `nFft` if null
/// @param window the weights in a piece, ones if null; shorter ones lie in the middle
/// @param center whether piece t is centred at t · hop, the signal being padded at both ends
/// @param padMode how it is padded: `reflect`, `constant`, `replicate` or `circular`
/// @param normalized whether results are divided by the root of `nFft`
/// @param onesided whether only the elements up to n/2 are returned; true for real ones if null
/// @param returnComplex whether the result is complex, else its last dimension has both parts; must
///   be given for real signals
public record StftOptions(
    long nFft,
    @Nullable Long hopLength,
    @Nullable Long winLength,
    @Nullable Tensor window,
    boolean center,
    String padMode,
    boolean normalized,
    @Nullable Boolean onesided,
    @Nullable Boolean returnComplex) {
  /// Centred pieces of this length, a complex result.
  public static StftOptions of(long nFft) {
    return new StftOptions(nFft, null, null, null, true, "reflect", false, null, true);
  }

  /// With another distance of pieces.
  public StftOptions withHopLength(long other) {
    return new StftOptions(
        nFft, other, winLength, window, center, padMode, normalized, onesided, returnComplex);
  }

  /// With a window.
  public StftOptions withWindow(Tensor other) {
    return new StftOptions(
        nFft,
        hopLength,
        other.numel(),
        other,
        center,
        padMode,
        normalized,
        onesided,
        returnComplex);
  }

  /// Centred or not.
  public StftOptions withCenter(boolean other) {
    return new StftOptions(
        nFft, hopLength, winLength, window, other, padMode, normalized, onesided, returnComplex);
  }

  /// With another way to pad.
  public StftOptions withPadMode(String other) {
    return new StftOptions(
        nFft, hopLength, winLength, window, center, other, normalized, onesided, returnComplex);
  }

  /// Divided by the root of the length or not.
  public StftOptions withNormalized(boolean other) {
    return new StftOptions(
        nFft, hopLength, winLength, window, center, padMode, other, onesided, returnComplex);
  }

  /// With half of the spectrum or all of it.
  public StftOptions withOnesided(boolean other) {
    return new StftOptions(
        nFft, hopLength, winLength, window, center, padMode, normalized, other, returnComplex);
  }

  /// Complex or with both parts as the last dimension.
  public StftOptions withReturnComplex(boolean other) {
    return new StftOptions(
        nFft, hopLength, winLength, window, center, padMode, normalized, onesided, other);
  }
}
