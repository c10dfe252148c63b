package dev.gradus.nn;

/// The settings of recurrent layers.
///
/// @param numLayers how many layers stand on each other
/// @param bias whether there are two biases behind the weights
/// @param batchFirst whether samples come before steps
/// @param dropout the probability with which what a layer gives is left out by the next
/// @param bidirectional whether there is a second direction
/// @param projSize the size to which hidden states are projected, 0 for none; LSTM only
public record RecurrentSettings(
    int numLayers,
    boolean bias,
    boolean batchFirst,
    double dropout,
    boolean bidirectional,
    long projSize) {
  /// One layer with biases in one direction, steps first.
  public static final RecurrentSettings DEFAULT =
      new RecurrentSettings(1, true, false, 0, false, 0);

  /// With another number of layers.
  public RecurrentSettings withNumLayers(int other) {
    return new RecurrentSettings(other, bias, batchFirst, dropout, bidirectional, projSize);
  }

  /// With biases or without.
  public RecurrentSettings withBias(boolean other) {
    return new RecurrentSettings(numLayers, other, batchFirst, dropout, bidirectional, projSize);
  }

  /// With samples or steps first.
  public RecurrentSettings withBatchFirst(boolean other) {
    return new RecurrentSettings(numLayers, bias, other, dropout, bidirectional, projSize);
  }

  /// With something left out between layers.
  public RecurrentSettings withDropout(double other) {
    return new RecurrentSettings(numLayers, bias, batchFirst, other, bidirectional, projSize);
  }

  /// With one or both directions.
  public RecurrentSettings withBidirectional(boolean other) {
    return new RecurrentSettings(numLayers, bias, batchFirst, dropout, other, projSize);
  }

  /// With a projection.
  public RecurrentSettings withProjSize(long other) {
    return new RecurrentSettings(numLayers, bias, batchFirst, dropout, bidirectional, other);
  }
}
