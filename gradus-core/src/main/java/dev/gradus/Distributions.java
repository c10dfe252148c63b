package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.random.Fillings;
import dev.gradus.op.random.Samples;
import dev.gradus.op.random.StandardGamma;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// Samples of distributions among the statics of [Gradus]; those of one tensor are its methods, see
/// [Sampling].
abstract sealed class Distributions extends RandomFactories permits LowRankFactors {
  /// Normal numbers with these means and deviation, of the dtype of the means. **Gradient**: 0.
  /// **Errors**: a negative deviation. **Source**: torch.normal.
  public static Tensor normal(Tensor mean, double std) {
    return Samples.normal(mean, std, null);
  }

  /// As [#normal(Tensor, double)] with this mean and these deviations, whose dtype it has.
  public static Tensor normal(double mean, Tensor std) {
    return Samples.normal(mean, std, null);
  }

  /// Normal numbers with these means and deviations, which broadcast. **Dtype**: that of the means.
  /// **Gradient**: 0 to both. **Errors**: a negative deviation. **Source**: torch.normal.
  public static Tensor normal(Tensor mean, Tensor std) {
    return Samples.normal(mean, std, null);
  }

  /// As [#normal(Tensor, double)] from a generator.
  public static Tensor normal(Generator generator, Tensor mean, double std) {
    return Samples.normal(mean, std, generator);
  }

  /// As [#normal(double, Tensor)] from a generator.
  public static Tensor normal(Generator generator, double mean, Tensor std) {
    return Samples.normal(mean, std, generator);
  }

  /// As [#normal(Tensor, Tensor)] from a generator.
  public static Tensor normal(Generator generator, Tensor mean, Tensor std) {
    return Samples.normal(mean, std, generator);
  }

  /// Normal numbers of the default dtype. **Errors**: a negative deviation. **Source**:
  /// torch.normal.
  public static Tensor normal(double mean, double std, long... sizes) {
    return normal(null, Globals.defaultDtype(), mean, std, sizes);
  }

  /// As [#normal(double, double, long...)] with a dtype and from a generator.
  ///
  /// @param generator null for the default one
  public static Tensor normal(
      @Nullable Generator generator, DType dtype, double mean, double std, long... sizes) {
    long[] checked = Sizes.checkNonNegative("normal", sizes.clone());
    return Samples.filled(Fillings.normal(dtype, mean, std), dtype, checked, generator);
  }

  /// Ones with the probabilities in `p`, else zeros: [Tensor#bernoulli()].
  public static Tensor bernoulli(Tensor p) {
    return p.bernoulli();
  }

  /// As [#bernoulli(Tensor)] from a generator.
  public static Tensor bernoulli(Generator generator, Tensor p) {
    return Samples.bernoulli(p, generator);
  }

  /// The numbers of events that happen at these rates. **Dtype**: floating. **Gradient**: 0.
  /// **Errors**: a negative rate. **Source**: torch.poisson.
  public static Tensor poisson(Tensor rates) {
    return Samples.poisson(rates, null);
  }

  /// As [#poisson(Tensor)] from a generator.
  public static Tensor poisson(Generator generator, Tensor rates) {
    return Samples.poisson(rates, generator);
  }

  /// Successes in `count` trials of probability `prob`; both broadcast. **Dtype**: floating, the
  /// same of both. **Gradient**: 0 to both. **Source**: torch.binomial.
  public static Tensor binomial(Tensor count, Tensor prob) {
    return Samples.binomial(count, prob, null);
  }

  /// As [#binomial(Tensor, Tensor)] from a generator.
  public static Tensor binomial(Generator generator, Tensor count, Tensor prob) {
    return Samples.binomial(count, prob, generator);
  }

  /// Numbers of the gamma distributions with these shapes and scale 1. **Dtype**: floating.
  ///
  /// **Gradient**: g · ∂x/∂alpha where the part of the distribution below x stays what it is, -(∂P/
  /// ∂alpha) / p; PyTorch approximates it to about three digits, here it is exact. **Source**:
  /// torch.\_standard\_gamma; Marsaglia and Tsang 2000, Figurnov et al. 2018.
  public static Tensor standardGamma(Tensor alpha) {
    return StandardGamma.of(alpha, null);
  }

  /// As [#standardGamma(Tensor)] from a generator.
  public static Tensor standardGamma(Generator generator, Tensor alpha) {
    return StandardGamma.of(alpha, generator);
  }

  /// How numbers drawn by [#standardGamma] move with their shapes. **Gradient**: none. **Source**:
  /// torch.\_standard\_gamma\_grad.
  public static Tensor standardGammaGrad(Tensor alpha, Tensor sample) {
    return Call.run(StandardGamma.SHAPE_DERIVATIVE, alpha, sample);
  }
}
