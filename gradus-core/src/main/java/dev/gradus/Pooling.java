package dev.gradus;

import dev.gradus.op.conv.FoldCalls;
import dev.gradus.op.pool.PoolCalls;

/// Pooling among the statics of [Gradus], and images as columns.
///
/// **Shape** of all: `(N, C, …)` or `(C, …)`, result likewise.
abstract sealed class Pooling extends Resampling permits PlacedPooling {
  /// The greatest element of each window of a signal. **Source**: torch.nn.functional.max\_pool1d.
  public static Tensor maxPool1d(Tensor input, long kernel) {
    return maxPool1d(input, MaxPoolOptions.kernel(kernel));
  }

  /// The greatest element of each window of a signal; a nan is greater than every number.
  /// **Dtype**: real. **Gradient**: g at the element that was chosen, the first of equal ones.
  /// **Errors**: windows that do not fit. **Source**: torch.nn.functional.max\_pool1d.
  public static Tensor maxPool1d(Tensor input, MaxPoolOptions options) {
    return PoolCalls.max1d(input, options);
  }

  /// As [#maxPool1d(Tensor, MaxPoolOptions)], and where each element is in its channel.
  /// **Gradient**: the same. **Source**: torch.nn.functional.max\_pool1d\_with\_indices.
  public static ValuesAndIndices maxPool1dWithIndices(Tensor input, MaxPoolOptions options) {
    return PoolCalls.max1dWithIndices(input, options);
  }

  /// The greatest element of each window of an image. **Source**: torch.nn.functional.max\_pool2d.
  public static Tensor maxPool2d(Tensor input, long... kernel) {
    return maxPool2d(input, MaxPoolOptions.kernel(kernel));
  }

  /// The greatest element of each window of an image; a nan is greater than every number.
  /// **Dtype**: real. **Gradient**: g at the element that was chosen, the first of equal ones.
  /// **Errors**: windows that do not fit. **Source**: torch.nn.functional.max\_pool2d.
  public static Tensor maxPool2d(Tensor input, MaxPoolOptions options) {
    return PoolCalls.max(2, input, options).values();
  }

  /// As [#maxPool2d(Tensor, MaxPoolOptions)], and where each element is in its channel, counted row
  /// by row. **Gradient**: the same. **Source**: torch.nn.functional.max\_pool2d\_with\_indices.
  public static ValuesAndIndices maxPool2dWithIndices(Tensor input, MaxPoolOptions options) {
    return PoolCalls.max(2, input, options);
  }

  /// The gradient of [#maxPool2d(Tensor, MaxPoolOptions)] by its input. **Gradient**: of `g` what
  /// arrives at its places; of the input none. **Errors**: sizes that are not those of the result,
  /// indices outside of a channel. **Source**: torch.max\_pool2d\_with\_indices\_backward.
  public static Tensor maxPool2dWithIndicesBackward(
      Tensor g, Tensor input, MaxPoolOptions options, Tensor indices) {
    return PoolCalls.max2dBackward(g, input, options, indices);
  }

  /// The greatest element of each window of a volume. **Source**: torch.nn.functional.max\_pool3d.
  public static Tensor maxPool3d(Tensor input, long... kernel) {
    return maxPool3d(input, MaxPoolOptions.kernel(kernel));
  }

  /// The greatest element of each window of a volume; a nan is greater than every number.
  /// **Dtype**: real. **Gradient**: g at the element that was chosen, the first of equal ones.
  /// **Errors**: windows that do not fit. **Source**: torch.nn.functional.max\_pool3d.
  public static Tensor maxPool3d(Tensor input, MaxPoolOptions options) {
    return PoolCalls.max(3, input, options).values();
  }

  /// As [#maxPool3d(Tensor, MaxPoolOptions)], and where each element is in its channel.
  /// **Gradient**: the same. **Source**: torch.nn.functional.max\_pool3d\_with\_indices.
  public static ValuesAndIndices maxPool3dWithIndices(Tensor input, MaxPoolOptions options) {
    return PoolCalls.max(3, input, options);
  }

  /// The mean of each window of a signal. **Source**: torch.nn.functional.avg\_pool1d.
  public static Tensor avgPool1d(Tensor input, long kernel) {
    return avgPool1d(input, AvgPoolOptions.kernel(kernel));
  }

  /// The mean of each window of a signal. **Dtype**: floating, or int64, whose means are cut off.
  /// **Gradient**: to each element the sum of g / n over its windows. **Errors**: windows that do
  /// not fit. **Source**: torch.nn.functional.avg\_pool1d.
  public static Tensor avgPool1d(Tensor input, AvgPoolOptions options) {
    return PoolCalls.average1d(input, options);
  }

  /// The mean of each window of an image. **Source**: torch.nn.functional.avg\_pool2d.
  public static Tensor avgPool2d(Tensor input, long... kernel) {
    return avgPool2d(input, AvgPoolOptions.kernel(kernel));
  }

  /// The mean of each window of an image. **Dtype**: floating, or int64, whose means are cut off.
  /// **Gradient**: to each element the sum of g / n over its windows. **Errors**: windows that do
  /// not fit, a divisor of 0. **Source**: torch.nn.functional.avg\_pool2d.
  public static Tensor avgPool2d(Tensor input, AvgPoolOptions options) {
    return PoolCalls.average(2, input, options);
  }

  /// The mean of each window of a volume. **Source**: torch.nn.functional.avg\_pool3d.
  public static Tensor avgPool3d(Tensor input, long... kernel) {
    return avgPool3d(input, AvgPoolOptions.kernel(kernel));
  }

  /// The mean of each window of a volume. **Dtype**: floating, or int64, whose means are cut off.
  /// **Gradient**: to each element the sum of g / n over its windows. **Errors**: windows that do
  /// not fit, a divisor of 0. **Source**: torch.nn.functional.avg\_pool3d.
  public static Tensor avgPool3d(Tensor input, AvgPoolOptions options) {
    return PoolCalls.average(3, input, options);
  }

  /// The blocks of an image side by side, each as a column: what a convolution multiplies with its
  /// filters. **Shape**: `(N, C, H, W)` to `(N, C · block, blocks)`, both without N too. **Dtype**:
  /// floating, complex or bool. **Gradient**: [#fold] of g. **Errors**: blocks that do not fit.
  /// **Source**: torch.nn.functional.unfold.
  public static Tensor unfold(Tensor input, UnfoldOptions options) {
    return FoldCalls.unfold(input, options);
  }

  /// Columns as blocks of an image, added up where blocks overlap. **Shape**: `(N, C · block,
  /// blocks)` to `(N, C, H, W)`, both without N too. **Dtype**: floating, complex or bool.
  /// **Gradient**: [#unfold] of g. **Errors**: columns that are not those of such an image.
  /// **Source**: torch.nn.functional.fold.
  public static Tensor fold(Tensor input, long[] outputSize, UnfoldOptions options) {
    return FoldCalls.fold(input, outputSize, options);
  }
}
