package dev.gradus;

import dev.gradus.op.resample.Grid;
import dev.gradus.op.resample.GridSample;
import dev.gradus.op.resample.Interpolation;
import dev.gradus.op.resample.Pads;
import dev.gradus.op.resample.Shuffle;

/// Frames, resampling and rearrangement of images among the statics of [Gradus].
///
/// **Shape**: `(N, C, …)`, the last dimensions being those of a signal, an image or a volume.
abstract sealed class Resampling extends Convolutions permits Pooling {
  /// A frame of zeros. **Source**: torch.nn.functional.pad.
  public static Tensor pad(Tensor input, long... widths) {
    return input.pad(widths);
  }

  /// A frame around the last dimensions, widths before and behind, the last dimension first; a
  /// negative width cuts off.
  ///
  /// **Shape**: with another mode than `CONSTANT`, one to three dimensions behind one or two
  /// others. **Dtype**: any. **Gradient**: every element gets the gradients of all its copies.
  /// **Errors**: a mirror image wider than the tensor, circles of more than one turn. **Source**:
  /// torch.nn.functional.pad.
  public static Tensor pad(Tensor input, long[] widths, PadMode mode) {
    return mode == PadMode.CONSTANT ? input.pad(widths) : Pads.pad(input, widths, mode);
  }

  /// A signal, an image or a volume in another size.
  ///
  /// **Dtype**: floating-point; uint8 in the modes `nearest`, `nearest-exact`, `bilinear` and
  /// `bicubic`. **Gradient**: the transpose of the weighted sums that the elements are. **Errors**:
  /// a mode of another number of dimensions, both or neither of sizes and factors. **Source**:
  /// torch.nn.functional.interpolate.
  public static Tensor interpolate(Tensor input, InterpolateOptions options) {
    return Interpolation.run(input, options);
  }

  /// An image of the nearest elements. **Gradient**: to the elements that were taken. **Source**:
  /// torch.nn.functional.upsample\_nearest.
  public static Tensor upsampleNearest(Tensor input, InterpolateOptions options) {
    return interpolate(input, options.withMode(InterpolationMode.NEAREST));
  }

  /// An image by lines, its corners staying. **Gradient**: as [#interpolate]. **Source**:
  /// torch.nn.functional.upsample\_bilinear.
  public static Tensor upsampleBilinear(Tensor input, InterpolateOptions options) {
    return interpolate(input, options.withMode(InterpolationMode.BILINEAR).withAlignCorners(true));
  }

  /// The image at the places of a grid, bilinear, zeros outside. **Source**:
  /// torch.nn.functional.grid\_sample.
  public static Tensor gridSample(Tensor input, Tensor grid) {
    return gridSample(input, grid, GridSampleOptions.DEFAULT);
  }

  /// The image at the places of a grid.
  ///
  /// **Shape**: image `(N, C, H, W)` and grid `(N, H', W', 2)`, or a volume and three coordinates;
  /// result `(N, C, H', W')`. Coordinates are in -1 … 1, the last dimension first. **Dtype**:
  /// floating-point, the same for both. **Gradient**: of both, of any order. **Errors**: sizes that
  /// do not fit. **Source**: torch.nn.functional.grid\_sample.
  public static Tensor gridSample(Tensor input, Tensor grid, GridSampleOptions options) {
    Tensor[] x = Call.autocast("grid_sampler", input, grid);
    return GridSample.run(x[0], x[1], options);
  }

  /// The grid of an affine map.
  ///
  /// **Shape**: `(N, 2, 3)` and the sizes `(N, C, H, W)`, or `(N, 3, 4)` and those of a volume;
  /// result `(N, H, W, 2)` or `(N, D, H, W, 3)`. **Gradient**: linear. **Source**:
  /// torch.nn.functional.affine\_grid.
  public static Tensor affineGrid(Tensor theta, long[] size, boolean alignCorners) {
    return Grid.affine(theta, size, alignCorners);
  }

  /// Elements of groups of channels, side by side: `(N, C·r², H, W)` becomes `(N, C, H·r, W·r)`.
  /// **Dtype**: any. **Gradient**: to their places. **Source**: torch.nn.functional.pixel\_shuffle.
  public static Tensor pixelShuffle(Tensor input, long upscaleFactor) {
    return Shuffle.pixels(input, upscaleFactor);
  }

  /// The inverse of [#pixelShuffle]. **Gradient**: to their places. **Source**:
  /// torch.nn.functional.pixel\_unshuffle.
  public static Tensor pixelUnshuffle(Tensor input, long downscaleFactor) {
    return Shuffle.unpixels(input, downscaleFactor);
  }

  /// Channels in groups, one of each group after the other. **Shape**: `(N, C, …)`. **Dtype**: any.
  /// **Gradient**: to their places. **Source**: torch.nn.functional.channel\_shuffle.
  public static Tensor channelShuffle(Tensor input, long groups) {
    return Shuffle.channels(input, groups);
  }
}
