package dev.gradus.optim;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Sizes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [Muon].
///
/// @param lr the learning rate
/// @param weightDecay how much of the parameter is taken off, times `lr`
/// @param momentum the share of the past in the mean of the gradients
/// @param nesterov whether to look ahead along the mean
/// @param nsCoefficients the polynomial of the iteration
/// @param eps the smallest norm that is divided by
/// @param nsSteps how many iterations there are
/// @param adjustLrFn how the rate depends on the shape; null for [AdjustLr#ORIGINAL]
public record MuonOptions(
    double lr,
    double weightDecay,
    double momentum,
    boolean nesterov,
    Coefficients nsCoefficients,
    double eps,
    int nsSteps,
    @Nullable AdjustLr adjustLrFn)
    implements MomentumOptions<MuonOptions> {
  /// `x` becomes `a x + b x³ + c x⁵`.
  ///
  /// @param a of the first power
  /// @param b of the third power
  /// @param c of the fifth power
  public record Coefficients(double a, double b, double c) {}

  /// How the learning rate depends on the shape of a matrix.
  public enum AdjustLr {
    /// Times the root of rows over columns, where there are more rows.
    ORIGINAL,
    /// Times 0.2 and the root of the larger side, so that rates made for [AdamW] fit.
    MATCH_RMS_ADAMW
  }

  /// PyTorch's defaults.
  public static final MuonOptions DEFAULT =
      new MuonOptions(
          1e-3, 0.1, 0.95, true, new Coefficients(3.4445, -4.775, 2.0315), 1e-7, 5, null);

  /// Checks the values, with PyTorch's sentences.
  public MuonOptions {
    OptionChecks.should(lr >= 0, "Learning rate should be >= 0", lr);
    OptionChecks.should(momentum >= 0, "momentum should be >= 0", momentum);
    OptionChecks.should(weightDecay >= 0, "weight decay should be >= 0", weightDecay);
    OptionChecks.require(
        nsSteps < 100,
        "Number of steps must be less than 100 for computational efficiency",
        "MuonOptions: nsSteps is " + nsSteps + "; 5 are enough.");
  }

  @Override
  public MuonOptions withLr(double other) {
    return new MuonOptions(
        other, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
  }

  /// With another `weightDecay`.
  public MuonOptions withWeightDecay(double other) {
    return new MuonOptions(lr, other, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
  }

  /// With another `momentum`.
  public MuonOptions withMomentum(double other) {
    return new MuonOptions(
        lr, weightDecay, other, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
  }

  /// With another `nesterov`.
  public MuonOptions withNesterov(boolean other) {
    return new MuonOptions(
        lr, weightDecay, momentum, other, nsCoefficients, eps, nsSteps, adjustLrFn);
  }

  /// With other `nsCoefficients`.
  public MuonOptions withNsCoefficients(double a, double b, double c) {
    return new MuonOptions(
        lr, weightDecay, momentum, nesterov, new Coefficients(a, b, c), eps, nsSteps, adjustLrFn);
  }

  /// With another `eps`.
  public MuonOptions withEps(double other) {
    return new MuonOptions(
        lr, weightDecay, momentum, nesterov, nsCoefficients, other, nsSteps, adjustLrFn);
  }

  /// With another `nsSteps`.
  public MuonOptions withNsSteps(int other) {
    return new MuonOptions(
        lr, weightDecay, momentum, nesterov, nsCoefficients, eps, other, adjustLrFn);
  }

  /// With another `adjustLrFn`.
  public MuonOptions withAdjustLrFn(@Nullable AdjustLr other) {
    return new MuonOptions(
        lr, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, other);
  }

  @Override
  public double movingMomentum() {
    return momentum;
  }

  @Override
  public MuonOptions withMovingMomentum(double other) {
    return withMomentum(other);
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.ADDMM;
  }

  @Override
  public void check(Tensor parameter) {
    if (parameter.dim() != 2) {
      throw new GradusArgumentException(
          "Muon only supports 2D parameters whereas we found a parameter with size: torch.Size("
              + Sizes.text(parameter.layout().sizes())
              + ")\nMuon: give what is no matrix to AdamW.");
    }
    if (parameter.dtype().isComplex()) {
      throw new GradusUnsupportedException(
          "Muon does not support complex parameters\nMuon: give them to AdamW.");
    }
  }
}
