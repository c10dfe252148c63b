package dev.gradus;

/// The options of recurrent layers.
///
/// @param hasBiases whether every layer has two biases behind its weights
/// @param numLayers the number of layers
/// @param dropout the probability with which what a layer gives is left out by the next
/// @param train whether anything is left out
/// @param bidirectional whether every layer has a second direction
/// @param batchFirst whether samples come before steps
public record RecurrentOptions(
    boolean hasBiases,
    int numLayers,
    double dropout,
    boolean train,
    boolean bidirectional,
    boolean batchFirst) {
  /// One layer with biases in one direction, steps first.
  public static final RecurrentOptions DEFAULT =
      new RecurrentOptions(true, 1, 0, false, false, false);

  /// With or without biases.
  public RecurrentOptions withHasBiases(boolean other) {
    return new RecurrentOptions(other, numLayers, dropout, train, bidirectional, batchFirst);
  }

  /// With another number of layers.
  public RecurrentOptions withNumLayers(int other) {
    return new RecurrentOptions(hasBiases, other, dropout, train, bidirectional, batchFirst);
  }

  /// With something left out, in training.
  public RecurrentOptions withDropout(double other, boolean training) {
    return new RecurrentOptions(hasBiases, numLayers, other, training, bidirectional, batchFirst);
  }

  /// With one or both directions.
  public RecurrentOptions withBidirectional(boolean other) {
    return new RecurrentOptions(hasBiases, numLayers, dropout, train, other, batchFirst);
  }

  /// With samples or steps first.
  public RecurrentOptions withBatchFirst(boolean other) {
    return new RecurrentOptions(hasBiases, numLayers, dropout, train, bidirectional, other);
  }
}
