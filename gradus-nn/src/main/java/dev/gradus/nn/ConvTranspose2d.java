package dev.gradus.nn;

import dev.gradus.ConvTransposeOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// A transposed convolution of images with trained filters.
///
/// **Shape**: (N, C, H, W) or without N. Weight and bias start evenly distributed over ±1 / √fan.
/// **Source**: torch.nn.ConvTranspose2d.
public final class ConvTranspose2d extends TransposedConvolution {
  /// Creates it with stride 1, without padding.
  public ConvTranspose2d(long in, long out, long kernel) {
    this(in, out, kernel, ConvTransposeSettings.DEFAULT);
  }

  /// Creates it.
  public ConvTranspose2d(long in, long out, long kernel, ConvTransposeSettings settings) {
    super(2, in, out, new long[] {kernel}, settings);
  }

  /// Creates it with windows of other sizes in each dimension.
  public ConvTranspose2d(long in, long out, long[] kernel, ConvTransposeSettings settings) {
    super(2, in, out, kernel, settings);
  }

  /// Creates it for as many input channels as its first input has. **Source**:
  /// torch.nn.LazyConvTranspose2d.
  public static ConvTranspose2d lazy(long out, long[] kernel, ConvTransposeSettings settings) {
    return new ConvTranspose2d(UNKNOWN, out, kernel, settings);
  }

  @Override
  Tensor conv(Tensor x, Tensor weight, @Nullable Tensor bias, ConvTransposeOptions options) {
    return Gradus.convTranspose2d(x, weight, bias, options);
  }
}
