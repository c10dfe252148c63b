package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of fractional max pooling: sizes of the result, or what share of the input they are.
///
/// @param kernel the sizes of a window
/// @param outputSize the sizes of the result, or null
/// @param outputRatio if there are no sizes: how many windows there are for each place
/// @param samples random numbers from 0 to 1, of shape (N, C, dimensions), or null to draw them
public record FractionalPoolOptions(
    long[] kernel,
    long @Nullable [] outputSize,
    double @Nullable [] outputRatio,
    @Nullable Tensor samples) {
  /// Windows of these sizes, whose number is still to be said.
  public static FractionalPoolOptions kernel(long... kernel) {
    return new FractionalPoolOptions(kernel.clone(), null, null, null);
  }

  /// With sizes of the result.
  public FractionalPoolOptions withOutputSize(long... other) {
    return new FractionalPoolOptions(kernel, other.clone(), outputRatio, samples);
  }

  /// With sizes of the result as a share of the input's.
  public FractionalPoolOptions withOutputRatio(double... other) {
    return new FractionalPoolOptions(kernel, outputSize, other.clone(), samples);
  }

  /// With random numbers, or null to draw them.
  public FractionalPoolOptions withSamples(@Nullable Tensor other) {
    return new FractionalPoolOptions(kernel, outputSize, outputRatio, other);
  }
}
