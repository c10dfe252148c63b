package dev.gradus;

import dev.gradus.op.pool.AdaptiveCalls;
import dev.gradus.op.pool.FractionalCalls;
import dev.gradus.op.pool.LpCalls;
import dev.gradus.op.pool.UnpoolCalls;

/// Pooling to given sizes among the statics of [Gradus], pooling by norms, and unpooling.
///
/// **Shape** of all: `(N, C, …)` or `(C, …)`, result likewise.
abstract sealed class PlacedPooling extends Pooling permits Normalization {
  /// In place of a size of an adaptive result: that of the input. PyTorch's `None`.
  public static final long SAME_SIZE = AdaptiveCalls.SAME;

  /// The means of `size` parts of a signal. **Dtype**: floating. **Gradient**: to each element the
  /// sum of g / n over its parts. **Source**: torch.nn.functional.adaptive\_avg\_pool1d.
  public static Tensor adaptiveAvgPool1d(Tensor input, long... size) {
    return AdaptiveCalls.average1d(input, size);
  }

  /// The means of as many parts of an image, whatever its sizes. Part `i` of `n` of `m` places goes
  /// from `⌊i m / n⌋` to `⌈(i + 1) m / n⌉`. **Dtype**: floating. **Gradient**: to each element the
  /// sum of g / n over its parts. **Source**: torch.nn.functional.adaptive\_avg\_pool2d.
  ///
  /// @param size one number for both dimensions or one for each, [#SAME_SIZE] for the input's
  public static Tensor adaptiveAvgPool2d(Tensor input, long... size) {
    return AdaptiveCalls.average(2, input, size);
  }

  /// The means of as many parts of a volume, as [#adaptiveAvgPool2d]. **Gradient**: to each element
  /// the sum of g / n over its parts. **Source**: torch.nn.functional.adaptive\_avg\_pool3d.
  public static Tensor adaptiveAvgPool3d(Tensor input, long... size) {
    return AdaptiveCalls.average(3, input, size);
  }

  /// The greatest elements of `size` parts of a signal. **Dtype**: floating. **Gradient**: g at the
  /// element that was chosen. **Source**: torch.nn.functional.adaptive\_max\_pool1d.
  public static Tensor adaptiveMaxPool1d(Tensor input, long... size) {
    return AdaptiveCalls.max1d(input, size).values();
  }

  /// As [#adaptiveMaxPool1d], and where each element is in its channel. **Gradient**: the same.
  /// **Source**: torch.nn.functional.adaptive\_max\_pool1d\_with\_indices.
  public static ValuesAndIndices adaptiveMaxPool1dWithIndices(Tensor input, long... size) {
    return AdaptiveCalls.max1d(input, size);
  }

  /// The greatest elements of the parts that [#adaptiveAvgPool2d] has. **Dtype**: floating.
  /// **Gradient**: g at the element that was chosen. **Source**:
  /// torch.nn.functional.adaptive\_max\_pool2d.
  public static Tensor adaptiveMaxPool2d(Tensor input, long... size) {
    return AdaptiveCalls.max(2, input, size).values();
  }

  /// As [#adaptiveMaxPool2d], and where each element is in its channel. **Gradient**: the same.
  /// **Source**: torch.nn.functional.adaptive\_max\_pool2d\_with\_indices.
  public static ValuesAndIndices adaptiveMaxPool2dWithIndices(Tensor input, long... size) {
    return AdaptiveCalls.max(2, input, size);
  }

  /// The greatest elements of the parts that [#adaptiveAvgPool3d] has. **Dtype**: floating.
  /// **Gradient**: g at the element that was chosen. **Source**:
  /// torch.nn.functional.adaptive\_max\_pool3d.
  public static Tensor adaptiveMaxPool3d(Tensor input, long... size) {
    return AdaptiveCalls.max(3, input, size).values();
  }

  /// As [#adaptiveMaxPool3d], and where each element is in its channel. **Gradient**: the same.
  /// **Source**: torch.nn.functional.adaptive\_max\_pool3d\_with\_indices.
  public static ValuesAndIndices adaptiveMaxPool3dWithIndices(Tensor input, long... size) {
    return AdaptiveCalls.max(3, input, size);
  }

  /// (Σ xᵖ)^(1/p) of each window of a signal. **Gradient**: that of the formula. **Source**:
  /// torch.nn.functional.lp\_pool1d.
  public static Tensor lpPool1d(Tensor input, double p, LpPoolOptions options) {
    return LpCalls.pool(1, input, p, options);
  }

  /// (Σ xᵖ)^(1/p) of each window of an image. **Gradient**: that of the formula. **Source**:
  /// torch.nn.functional.lp\_pool2d.
  public static Tensor lpPool2d(Tensor input, double p, LpPoolOptions options) {
    return LpCalls.pool(2, input, p, options);
  }

  /// (Σ xᵖ)^(1/p) of each window of a volume. **Gradient**: that of the formula. **Source**:
  /// torch.nn.functional.lp\_pool3d.
  public static Tensor lpPool3d(Tensor input, double p, LpPoolOptions options) {
    return LpCalls.pool(3, input, p, options);
  }

  /// Max pooling of an image with windows at distances drawn at random, and where. **Dtype**:
  /// floating. **Gradient**: g at the element that was chosen. **Errors**: no sizes of the result,
  /// or too many windows. **Source**: torch.nn.functional.fractional\_max\_pool2d.
  public static ValuesAndIndices fractionalMaxPool2d(Tensor input, FractionalPoolOptions options) {
    return FractionalCalls.max(2, input, options);
  }

  /// Max pooling of a volume with windows at distances drawn at random, and where. **Dtype**:
  /// floating. **Gradient**: g at the element that was chosen. **Errors**: no sizes of the result,
  /// or too many windows. **Source**: torch.nn.functional.fractional\_max\_pool3d.
  public static ValuesAndIndices fractionalMaxPool3d(Tensor input, FractionalPoolOptions options) {
    return FractionalCalls.max(3, input, options);
  }

  /// Max pooling of a signal undone: each element where it came from, else zeros. **Dtype**:
  /// floating. **Gradient**: what g has at those places. **Errors**: indices of other sizes, or
  /// outside of the result. **Source**: torch.nn.functional.max\_unpool1d.
  public static Tensor maxUnpool1d(Tensor input, Tensor indices, UnpoolOptions options) {
    return UnpoolCalls.unpool1d(input, indices, options);
  }

  /// Max pooling of an image undone: each element where it came from, else zeros. **Dtype**:
  /// floating. **Gradient**: what g has at those places. **Errors**: indices of other sizes, or
  /// outside of the result. **Source**: torch.nn.functional.max\_unpool2d.
  public static Tensor maxUnpool2d(Tensor input, Tensor indices, UnpoolOptions options) {
    return UnpoolCalls.unpool(2, input, indices, options);
  }

  /// Max pooling of a volume undone: each element where it came from, else zeros. **Dtype**:
  /// floating. **Gradient**: what g has at those places. **Errors**: indices of other sizes, or
  /// outside of the result. **Source**: torch.nn.functional.max\_unpool3d.
  public static Tensor maxUnpool3d(Tensor input, Tensor indices, UnpoolOptions options) {
    return UnpoolCalls.unpool(3, input, indices, options);
  }
}
