package dev.gradus;

import dev.gradus.op.conv.ConvCalls;
import org.jspecify.annotations.Nullable;

/// The convolutions among the statics of [Gradus].
///
/// **Shape** of all but `convTbc`: input `(N, C, …)` or `(C, …)`, result likewise. **Dtype**: that
/// of the inputs, which must have one; floating, complex or int64.
abstract sealed class Convolutions extends Dropouts permits Resampling {
  /// The convolution of a signal. **Source**: torch.nn.functional.conv1d.
  public static Tensor conv1d(Tensor input, Tensor weight) {
    return conv1d(input, weight, null);
  }

  /// As [#conv1d(Tensor, Tensor)], with a number added to each channel of the result.
  public static Tensor conv1d(Tensor input, Tensor weight, @Nullable Tensor bias) {
    return conv1d(input, weight, bias, ConvOptions.DEFAULT);
  }

  /// The convolution of a signal, more precisely its correlation with filters. **Shape**: weight
  /// `(F, C / groups, K)`, bias `(F)`. **Gradient**: of the input the transposed convolution of g,
  /// of the weight the correlation of g with the input, of the bias the sum of g. **Errors**: sizes
  /// or dtypes that do not fit. **Source**: torch.nn.functional.conv1d.
  public static Tensor conv1d(
      Tensor input, Tensor weight, @Nullable Tensor bias, ConvOptions options) {
    return ConvCalls.conv(1, input, weight, bias, options);
  }

  /// The convolution of an image. **Source**: torch.nn.functional.conv2d.
  public static Tensor conv2d(Tensor input, Tensor weight) {
    return conv2d(input, weight, null);
  }

  /// As [#conv2d(Tensor, Tensor)], with a number added to each channel of the result.
  public static Tensor conv2d(Tensor input, Tensor weight, @Nullable Tensor bias) {
    return conv2d(input, weight, bias, ConvOptions.DEFAULT);
  }

  /// The convolution of an image, more precisely its correlation with filters. **Shape**: weight
  /// `(F, C / groups, K, K)`, bias `(F)`. **Gradient**: of the input the transposed convolution of
  /// g, of the weight the correlation of g with the input, of the bias the sum of g. **Errors**:
  /// sizes or dtypes that do not fit. **Source**: torch.nn.functional.conv2d.
  public static Tensor conv2d(
      Tensor input, Tensor weight, @Nullable Tensor bias, ConvOptions options) {
    return ConvCalls.conv(2, input, weight, bias, options);
  }

  /// The convolution of a volume. **Source**: torch.nn.functional.conv3d.
  public static Tensor conv3d(Tensor input, Tensor weight) {
    return conv3d(input, weight, null);
  }

  /// As [#conv3d(Tensor, Tensor)], with a number added to each channel of the result.
  public static Tensor conv3d(Tensor input, Tensor weight, @Nullable Tensor bias) {
    return conv3d(input, weight, bias, ConvOptions.DEFAULT);
  }

  /// The convolution of a volume, more precisely its correlation with filters. **Shape**: weight
  /// `(F, C / groups, K, K, K)`, bias `(F)`. **Gradient**: of the input the transposed convolution
  /// of g, of the weight the correlation of g with the input, of the bias the sum of g. **Errors**:
  /// sizes or dtypes that do not fit. **Source**: torch.nn.functional.conv3d.
  public static Tensor conv3d(
      Tensor input, Tensor weight, @Nullable Tensor bias, ConvOptions options) {
    return ConvCalls.conv(3, input, weight, bias, options);
  }

  /// The transposed convolution of a signal. **Source**: torch.nn.functional.conv\_transpose1d.
  public static Tensor convTranspose1d(Tensor input, Tensor weight) {
    return convTranspose1d(input, weight, null, ConvTransposeOptions.DEFAULT);
  }

  /// The transposed convolution of a signal: the gradient that a convolution of those options has
  /// by its input, with the input as g. **Shape**: weight `(C, F / groups, K)`, bias `(F)`.
  /// **Gradient**: of the input the convolution of g, of the weight the correlation of the input
  /// with g, of the bias the sum of g. **Errors**: sizes or dtypes that do not fit; an output
  /// padding not below stride or dilation. **Source**: torch.nn.functional.conv\_transpose1d.
  public static Tensor convTranspose1d(
      Tensor input, Tensor weight, @Nullable Tensor bias, ConvTransposeOptions options) {
    return ConvCalls.transposed(1, input, weight, bias, options);
  }

  /// The transposed convolution of an image. **Source**: torch.nn.functional.conv\_transpose2d.
  public static Tensor convTranspose2d(Tensor input, Tensor weight) {
    return convTranspose2d(input, weight, null, ConvTransposeOptions.DEFAULT);
  }

  /// The transposed convolution of an image, as [#convTranspose1d(Tensor, Tensor, Tensor,
  /// ConvTransposeOptions)]. **Shape**: weight `(C, F / groups, K, K)`, bias `(F)`. **Gradient**:
  /// of the input the convolution of g, of the weight the correlation of the input with g, of the
  /// bias the sum of g. **Source**: torch.nn.functional.conv\_transpose2d.
  public static Tensor convTranspose2d(
      Tensor input, Tensor weight, @Nullable Tensor bias, ConvTransposeOptions options) {
    return ConvCalls.transposed(2, input, weight, bias, options);
  }

  /// The transposed convolution of a volume. **Source**: torch.nn.functional.conv\_transpose3d.
  public static Tensor convTranspose3d(Tensor input, Tensor weight) {
    return convTranspose3d(input, weight, null, ConvTransposeOptions.DEFAULT);
  }

  /// The transposed convolution of a volume, as [#convTranspose1d(Tensor, Tensor, Tensor,
  /// ConvTransposeOptions)]. **Shape**: weight `(C, F / groups, K, K, K)`, bias `(F)`.
  /// **Gradient**: of the input the convolution of g, of the weight the correlation of the input
  /// with g, of the bias the sum of g. **Source**: torch.nn.functional.conv\_transpose3d.
  public static Tensor convTranspose3d(
      Tensor input, Tensor weight, @Nullable Tensor bias, ConvTransposeOptions options) {
    return ConvCalls.transposed(3, input, weight, bias, options);
  }

  /// A convolution along time with `pad` zeros at either end. **Shape**: input `(T, N, C)`, weight
  /// `(K, C, F)`, bias `(F)`, result `(T + 2 pad − K + 1, N, F)`. **Gradient**: as of
  /// [#conv1d(Tensor, Tensor, Tensor, ConvOptions)]. **Errors**: sizes that do not fit. **Source**:
  /// torch.conv\_tbc.
  public static Tensor convTbc(Tensor input, Tensor weight, Tensor bias, long pad) {
    return ConvCalls.timeBatchChannels(input, weight, bias, pad);
  }
}
