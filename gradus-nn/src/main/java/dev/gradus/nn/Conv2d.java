package dev.gradus.nn;

import dev.gradus.ConvOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// A convolution of images with trained filters.
///
/// **Shape**: (N, C, H, W) or without N. Weight and bias start evenly distributed over ±1 / √fan.
/// **Source**: torch.nn.Conv2d.
public final class Conv2d extends Convolution {
  /// Creates it with stride 1, without padding.
  public Conv2d(long in, long out, long kernel) {
    this(in, out, kernel, ConvSettings.DEFAULT);
  }

  /// Creates it.
  public Conv2d(long in, long out, long kernel, ConvSettings settings) {
    super(2, in, out, new long[] {kernel}, settings);
  }

  /// Creates it with windows of other sizes in each dimension.
  public Conv2d(long in, long out, long[] kernel, ConvSettings settings) {
    super(2, in, out, kernel, settings);
  }

  /// Creates it for as many input channels as its first input has. **Source**: torch.nn.LazyConv2d.
  public static Conv2d lazy(long out, long[] kernel, ConvSettings settings) {
    return new Conv2d(UNKNOWN, out, kernel, settings);
  }

  @Override
  Tensor conv(Tensor x, Tensor weight, @Nullable Tensor bias, ConvOptions options) {
    return Gradus.conv2d(x, weight, bias, options);
  }
}
