package dev.gradus.nn;

import dev.gradus.ConvTransposeOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// A transposed convolution of volumes with trained filters.
///
/// **Shape**: (N, C, D, H, W) or without N. Weight and bias start evenly distributed over ±1 /
/// √fan. **Source**: torch.nn.ConvTranspose3d.
public final class ConvTranspose3d extends TransposedConvolution {
  /// Creates it with stride 1, without padding.
  public ConvTranspose3d(long in, long out, long kernel) {
    this(in, out, kernel, ConvTransposeSettings.DEFAULT);
  }

  /// Creates it.
  public ConvTranspose3d(long in, long out, long kernel, ConvTransposeSettings settings) {
    super(3, in, out, new long[] {kernel}, settings);
  }

  /// Creates it with windows of other sizes in each dimension.
  public ConvTranspose3d(long in, long out, long[] kernel, ConvTransposeSettings settings) {
    super(3, in, out, kernel, settings);
  }

  /// Creates it for as many input channels as its first input has. **Source**:
  /// torch.nn.LazyConvTranspose3d.
  public static ConvTranspose3d lazy(long out, long[] kernel, ConvTransposeSettings settings) {
    return new ConvTranspose3d(UNKNOWN, out, kernel, settings);
  }

  @Override
  Tensor conv(Tensor x, Tensor weight, @Nullable Tensor bias, ConvTransposeOptions options) {
    return Gradus.convTranspose3d(x, weight, bias, options);
  }
}
