package dev.gradus.nn;

import dev.gradus.ConvOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// A convolution of signals with trained filters.
///
/// **Shape**: (N, C, L) or without N. Weight and bias start evenly distributed over ±1 / √fan.
/// **Source**: torch.nn.Conv1d.
public final class Conv1d extends Convolution {
  /// Creates it with stride 1, without padding.
  public Conv1d(long in, long out, long kernel) {
    this(in, out, kernel, ConvSettings.DEFAULT);
  }

  /// Creates it.
  public Conv1d(long in, long out, long kernel, ConvSettings settings) {
    super(1, in, out, new long[] {kernel}, settings);
  }

  /// Creates it for as many input channels as its first input has. **Source**: torch.nn.LazyConv1d.
  public static Conv1d lazy(long out, long kernel, ConvSettings settings) {
    return new Conv1d(UNKNOWN, out, kernel, settings);
  }

  @Override
  Tensor conv(Tensor x, Tensor weight, @Nullable Tensor bias, ConvOptions options) {
    return Gradus.conv1d(x, weight, bias, options);
  }
}
