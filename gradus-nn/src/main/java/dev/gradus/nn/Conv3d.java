package dev.gradus.nn;

import dev.gradus.ConvOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// A convolution of volumes with trained filters.
///
/// **Shape**: (N, C, D, H, W) or without N. Weight and bias start evenly distributed over ±1 /
/// √fan. **Source**: torch.nn.Conv3d.
public final class Conv3d extends Convolution {
  /// Creates it with stride 1, without padding.
  public Conv3d(long in, long out, long kernel) {
    this(in, out, kernel, ConvSettings.DEFAULT);
  }

  /// Creates it.
  public Conv3d(long in, long out, long kernel, ConvSettings settings) {
    super(3, in, out, new long[] {kernel}, settings);
  }

  /// Creates it with windows of other sizes in each dimension.
  public Conv3d(long in, long out, long[] kernel, ConvSettings settings) {
    super(3, in, out, kernel, settings);
  }

  /// Creates it for as many input channels as its first input has. **Source**: torch.nn.LazyConv3d.
  public static Conv3d lazy(long out, long[] kernel, ConvSettings settings) {
    return new Conv3d(UNKNOWN, out, kernel, settings);
  }

  @Override
  Tensor conv(Tensor x, Tensor weight, @Nullable Tensor bias, ConvOptions options) {
    return Gradus.conv3d(x, weight, bias, options);
  }
}
