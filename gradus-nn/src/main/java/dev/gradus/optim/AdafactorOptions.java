package dev.gradus.optim;

import dev.gradus.Tensor;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [Adafactor].
///
/// @param lr the largest relative step, and the factor of the decay
/// @param beta2Decay the power of the number of steps by which the past of the squares fades, at
///   most 0
/// @param eps what keeps divisions and steps from vanishing
/// @param d the root mean square above which an update is shortened, at least 1
/// @param weightDecay how much of the parameter is taken off, times `lr`
/// @param maximize whether the objective is to grow
public record AdafactorOptions(
    double lr, double beta2Decay, Eps eps, double d, double weightDecay, boolean maximize)
    implements OptimizerOptions<AdafactorOptions> {
  /// Two small numbers.
  ///
  /// @param variance the smallest root of a mean square; null for the epsilon of the dtype
  /// @param parameter the smallest root mean square that a parameter counts for
  public record Eps(@Nullable Double variance, double parameter) {}

  /// PyTorch's defaults.
  public static final AdafactorOptions DEFAULT =
      new AdafactorOptions(1e-2, -0.8, new Eps(null, 1e-3), 1, 0, false);

  /// Checks the values, with PyTorch's sentences.
  public AdafactorOptions {
    Double variance = eps.variance();
    OptionChecks.should(lr >= 0, "Learning rate should be >= 0", lr);
    OptionChecks.should(beta2Decay <= 0, "beta2_decay should be <= 0", beta2Decay);
    OptionChecks.should(variance == null || variance >= 0, "epsilon1 should be >= 0", variance);
    OptionChecks.should(eps.parameter() >= 0, "epsilon2 should be >= 0", eps.parameter());
    OptionChecks.should(d >= 1, "Clipping threshold d should be >= 1", d);
    OptionChecks.should(weightDecay >= 0, "weight_decay should be >= 0", weightDecay);
  }

  @Override
  public AdafactorOptions withLr(double other) {
    return new AdafactorOptions(other, beta2Decay, eps, d, weightDecay, maximize);
  }

  /// With another `beta2Decay`.
  public AdafactorOptions withBeta2Decay(double other) {
    return new AdafactorOptions(lr, other, eps, d, weightDecay, maximize);
  }

  /// With another `eps`; the first may be null.
  public AdafactorOptions withEps(@Nullable Double variance, double parameter) {
    return new AdafactorOptions(
        lr, beta2Decay, new Eps(variance, parameter), d, weightDecay, maximize);
  }

  /// With another `d`.
  public AdafactorOptions withD(double other) {
    return new AdafactorOptions(lr, beta2Decay, eps, other, weightDecay, maximize);
  }

  /// With another `weightDecay`.
  public AdafactorOptions withWeightDecay(double other) {
    return new AdafactorOptions(lr, beta2Decay, eps, d, other, maximize);
  }

  /// With another `maximize`.
  public AdafactorOptions withMaximize(boolean other) {
    return new AdafactorOptions(lr, beta2Decay, eps, d, weightDecay, other);
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.FOREACH;
  }

  @Override
  public void check(Tensor parameter) {
    if (parameter.dtype().isComplex()) {
      throw new GradusUnsupportedException(
          "Adafactor does not support complex parameters\nAdafactor: give its viewAsReal().");
    }
  }
}
