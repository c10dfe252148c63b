package dev.gradus;

import dev.gradus.op.norm.BatchCalls;
import dev.gradus.op.norm.NormCalls;
import org.jspecify.annotations.Nullable;

/// Normalisation among the statics of [Gradus].
///
/// **Shape** of all: that of the input. **Dtype**: that of the input, floating; parameters have the
/// same, or float32 beside float16 and bfloat16.
abstract sealed class Normalization extends PlacedPooling permits Literals {
  // --- Batches ---

  /// Channels of mean 0 and variance 1. In training, mean and variance are those of the batch, and
  /// the running ones move towards them, in place: momentum · batch + (1 − momentum) · running,
  /// where the variance of the batch is the unbiased one. Otherwise the running ones are used.
  /// **Shape**: `(N, C, …)`. **Gradient**: w · f · (g − mean(g) − h · mean(g · h)) in training,
  /// otherwise w · f · g, where f = 1 / sqrt(variance + eps) and h is the result before the weight
  /// w; of the weight Σ g · h, of the bias Σ g. **Errors**: one element per channel in training;
  /// numbers of another count than that of channels. **Source**: torch.nn.functional.batch\_norm;
  /// Ioffe and Szegedy 2015.
  public static Tensor batchNorm(
      Tensor input,
      @Nullable Tensor runningMean,
      @Nullable Tensor runningVar,
      BatchNormOptions options) {
    return BatchCalls.batch(input, runningMean, runningVar, options);
  }

  /// As [#batchNorm], also with one element per channel, and with mean and factor of each channel,
  /// or two empty tensors where not training. **Gradient**: of the result only. **Source**:
  /// torch.native\_batch\_norm.
  public static NormResult nativeBatchNorm(
      Tensor input,
      @Nullable Tensor runningMean,
      @Nullable Tensor runningVar,
      BatchNormOptions options) {
    return BatchCalls.natively("native_batch_norm", 0, input, runningMean, runningVar, options);
  }

  /// Another name of [#nativeBatchNorm]. **Gradient**: the same. **Source**:
  /// torch.\_native\_batch\_norm\_legit.
  public static NormResult nativeBatchNormLegit(
      Tensor input,
      @Nullable Tensor runningMean,
      @Nullable Tensor runningVar,
      BatchNormOptions options) {
    int overload = runningMean == null && runningVar == null ? 1 : 0;
    return BatchCalls.natively(
        "_native_batch_norm_legit", overload, input, runningMean, runningVar, options);
  }

  /// [#nativeBatchNorm] in training. **Gradient**: the same. **Source**:
  /// torch.\_batch\_norm\_with\_update, whose fourth result is always empty.
  public static NormResult batchNormWithUpdate(
      Tensor input, Tensor runningMean, Tensor runningVar, BatchNormOptions options) {
    return BatchCalls.natively(
        "_batch_norm_with_update", 0, input, runningMean, runningVar, options.withTraining(true));
  }

  /// Each channel of each sample of mean 0 and variance 1; the running mean and variance, if there
  /// are any, move towards the mean of those of the samples. `training` of the options tells
  /// whether the samples' own mean and variance are used, by default they are. **Shape**: `(N, C,
  /// …)`. **Gradient**: as of [#batchNorm] with every channel of every sample by itself.
  /// **Errors**: one element per channel. **Source**: torch.nn.functional.instance\_norm; Ulyanov
  /// et al. 2016.
  public static Tensor instanceNorm(
      Tensor input,
      @Nullable Tensor runningMean,
      @Nullable Tensor runningVar,
      BatchNormOptions options) {
    return BatchCalls.instance(input, runningMean, runningVar, options);
  }

  /// As [#instanceNorm(Tensor, Tensor, Tensor, BatchNormOptions)] of the samples themselves.
  public static Tensor instanceNorm(Tensor input) {
    return instanceNorm(input, null, null, BatchNormOptions.DEFAULT.withTraining(true));
  }

  // --- Layers ---

  /// As [#layerNorm(Tensor, long\[\], NormOptions)] without weight and bias.
  public static Tensor layerNorm(Tensor input, long... normalizedShape) {
    return layerNorm(input, normalizedShape, NormOptions.DEFAULT);
  }

  /// The last dimensions of mean 0 and variance 1, then weighed. **Shape**: weight and bias have
  /// `normalizedShape`, the last sizes of the input. **Gradient**: f · (v − mean(v) − h · mean(v ·
  /// h)), where v = g · w, f = 1 / sqrt(variance + eps) and h is the result before the weight w; of
  /// the weight Σ g · h, of the bias Σ g. **Errors**: other sizes. **Source**:
  /// torch.nn.functional.layer\_norm; Ba et al. 2016.
  public static Tensor layerNorm(Tensor input, long[] normalizedShape, NormOptions options) {
    return NormCalls.layer(input, normalizedShape, options).output();
  }

  /// As [#layerNorm(Tensor, long\[\], NormOptions)], with the means and factors. **Gradient**: of
  /// the result only. **Source**: torch.native\_layer\_norm.
  public static NormResult nativeLayerNorm(
      Tensor input, long[] normalizedShape, NormOptions options) {
    return NormCalls.layer(input, normalizedShape, options);
  }

  /// As [#rmsNorm(Tensor, long\[\], Tensor, Double)] without a weight.
  public static Tensor rmsNorm(Tensor input, long... normalizedShape) {
    return rmsNorm(input, normalizedShape, null, null);
  }

  /// The last dimensions divided by the root of their mean square, then weighed: x · f · w with f =
  /// 1 / sqrt(mean(x²) + eps). **Shape**: the weight has `normalizedShape`, the last sizes of the
  /// input. **Dtype**: complex too. **Gradient**: f · (v − h · mean(v · h)), where v = g · w and h
  /// = x · f; of the weight Σ g · h. **Errors**: other sizes. **Source**:
  /// torch.nn.functional.rms\_norm; Zhang and Sennrich 2019.
  ///
  /// @param eps null for the distance from 1 to the next number of the dtype, float32 at least
  public static Tensor rmsNorm(
      Tensor input, long[] normalizedShape, @Nullable Tensor weight, @Nullable Double eps) {
    return NormCalls.root(input, normalizedShape, weight, eps);
  }

  // --- Groups ---

  /// As [#groupNorm(Tensor, long, NormOptions)] without weight and bias.
  public static Tensor groupNorm(Tensor input, long groups) {
    return groupNorm(input, groups, NormOptions.DEFAULT);
  }

  /// Groups of neighbouring channels of a sample of mean 0 and variance 1, then weighed by channel.
  /// **Shape**: `(N, C, …)`, weight and bias `(C)`. **Gradient**: as of [#layerNorm(Tensor,
  /// long\[\], NormOptions)]. **Errors**: a number of channels that is no multiple of that of
  /// groups; one element per group. **Source**: torch.nn.functional.group\_norm; Wu and He 2018.
  public static Tensor groupNorm(Tensor input, long groups, NormOptions options) {
    return NormCalls.group(input, groups, options);
  }

  /// As [#groupNorm(Tensor, long, NormOptions)], with the means and factors of each group.
  /// **Gradient**: of all three. **Source**: torch.native\_group\_norm.
  ///
  /// @param sizes how many samples, channels, and elements of a channel
  public static NormResult nativeGroupNorm(
      Tensor input, long[] sizes, long groups, NormOptions options) {
    return NormCalls.groups(input, sizes, groups, options);
  }

  // --- Lengths ---

  /// As [#localResponseNorm(Tensor, long, LocalResponseOptions)] with the options of PyTorch.
  public static Tensor localResponseNorm(Tensor input, long size) {
    return localResponseNorm(input, size, LocalResponseOptions.DEFAULT);
  }

  /// Divided by (k + alpha · the mean of the squares of `size` neighbouring channels)^beta.
  /// **Shape**: `(N, C, …)` with at least three dimensions. **Dtype**: int64 too, of which means
  /// are cut off. **Gradient**: that of this formula. **Source**:
  /// torch.nn.functional.local\_response\_norm.
  public static Tensor localResponseNorm(Tensor input, long size, LocalResponseOptions options) {
    return NormCalls.localResponse(input, size, options);
  }

  /// Vectors along dimension 1 divided by their Euclidean lengths. **Source**:
  /// torch.nn.functional.normalize.
  public static Tensor normalize(Tensor input) {
    return normalize(input, 2, 1);
  }

  /// As [#normalize(Tensor, double, int, double)] with eps 1e-12.
  public static Tensor normalize(Tensor input, double p, int dim) {
    return normalize(input, p, dim, 1e-12);
  }

  /// Vectors along a dimension divided by their norms of order p, which count as `eps` at least.
  /// **Dtype**: floating or complex. **Gradient**: that of the quotient. **Source**:
  /// torch.nn.functional.normalize.
  public static Tensor normalize(Tensor input, double p, int dim, double eps) {
    return NormCalls.lengths(input, p, dim, eps);
  }

  /// v · g / |v|, the length being that of everything with one index of `dim`, or of all for -1.
  /// **Gradient**: that of the quotient. **Errors**: no such dimension. **Source**:
  /// torch.\_weight\_norm; Salimans and Kingma 2016.
  public static Tensor weightNorm(Tensor v, Tensor g, int dim) {
    return NormCalls.weight(v, g, dim);
  }

  /// The norms of order `pow` of everything with one index of a dimension, of all for -1.
  /// **Shape**: 1 but for that dimension. **Gradient**: that of the norm. **Source**:
  /// torch.norm\_except\_dim.
  public static Tensor normExceptDim(Tensor v, double pow, int dim) {
    return NormCalls.normExcept(v, pow, dim);
  }
}
