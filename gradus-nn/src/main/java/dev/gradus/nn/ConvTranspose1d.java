package dev.gradus.nn;

import dev.gradus.ConvTransposeOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// A transposed convolution of signals with trained filters.
///
/// **Shape**: (N, C, L) or without N. Weight and bias start evenly distributed over ±1 / √fan.
/// **Source**: torch.nn.ConvTranspose1d.
public final class ConvTranspose1d extends TransposedConvolution {
  /// Creates it with stride 1, without padding.
  public ConvTranspose1d(long in, long out, long kernel) {
    this(in, out, kernel, ConvTransposeSettings.DEFAULT);
  }

  /// Creates it.
  public ConvTranspose1d(long in, long out, long kernel, ConvTransposeSettings settings) {
    super(1, in, out, new long[] {kernel}, settings);
  }

  /// Creates it for as many input channels as its first input has. **Source**:
  /// torch.nn.LazyConvTranspose1d.
  public static ConvTranspose1d lazy(long out, long kernel, ConvTransposeSettings settings) {
    return new ConvTranspose1d(UNKNOWN, out, kernel, settings);
  }

  @Override
  Tensor conv(Tensor x, Tensor weight, @Nullable Tensor bias, ConvTransposeOptions options) {
    return Gradus.convTranspose1d(x, weight, bias, options);
  }
}
