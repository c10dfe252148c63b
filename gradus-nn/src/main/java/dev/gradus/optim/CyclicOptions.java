package dev.gradus.optim;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The options of [CyclicLR].
///
/// @param stepSizeUp how many steps the rate grows
/// @param stepSizeDown how many steps it falls, or null for as many
/// @param mode how the height changes from cycle to cycle
/// @param gamma the base of the exponential mode
/// @param scaleFn the height as a function of the cycle or the step, instead of the mode
/// @param scaleMode what `scaleFn` is a function of
/// @param cycleMomentum whether the momentum moves the opposite way
/// @param baseMomentum the lowest momentum
/// @param maxMomentum the highest momentum
public record CyclicOptions(
    long stepSizeUp,
    @Nullable Long stepSizeDown,
    CyclicMode mode,
    double gamma,
    @Nullable DoubleUnaryOperator scaleFn,
    ScaleMode scaleMode,
    boolean cycleMomentum,
    double baseMomentum,
    double maxMomentum) {
  /// What the height is a function of.
  public enum ScaleMode {
    /// The cycle, from 1 on.
    CYCLE,
    /// The step.
    ITERATIONS
  }

  /// PyTorch's defaults.
  public static final CyclicOptions DEFAULT =
      new CyclicOptions(
          2000, null, CyclicMode.TRIANGULAR, 1, null, ScaleMode.CYCLE, true, 0.8, 0.9);

  /// With another `stepSizeUp`.
  public CyclicOptions withStepSizeUp(long other) {
    return new CyclicOptions(
        other,
        stepSizeDown,
        mode,
        gamma,
        scaleFn,
        scaleMode,
        cycleMomentum,
        baseMomentum,
        maxMomentum);
  }

  /// With another `stepSizeDown`.
  public CyclicOptions withStepSizeDown(@Nullable Long other) {
    return new CyclicOptions(
        stepSizeUp,
        other,
        mode,
        gamma,
        scaleFn,
        scaleMode,
        cycleMomentum,
        baseMomentum,
        maxMomentum);
  }

  /// With another `mode`.
  public CyclicOptions withMode(CyclicMode other) {
    return new CyclicOptions(
        stepSizeUp,
        stepSizeDown,
        other,
        gamma,
        scaleFn,
        scaleMode,
        cycleMomentum,
        baseMomentum,
        maxMomentum);
  }

  /// With another `gamma`.
  public CyclicOptions withGamma(double other) {
    return new CyclicOptions(
        stepSizeUp,
        stepSizeDown,
        mode,
        other,
        scaleFn,
        scaleMode,
        cycleMomentum,
        baseMomentum,
        maxMomentum);
  }

  /// With another `scaleFn`.
  public CyclicOptions withScaleFn(@Nullable DoubleUnaryOperator other) {
    return new CyclicOptions(
        stepSizeUp,
        stepSizeDown,
        mode,
        gamma,
        other,
        scaleMode,
        cycleMomentum,
        baseMomentum,
        maxMomentum);
  }

  /// With another `scaleMode`.
  public CyclicOptions withScaleMode(ScaleMode other) {
    return new CyclicOptions(
        stepSizeUp,
        stepSizeDown,
        mode,
        gamma,
        scaleFn,
        other,
        cycleMomentum,
        baseMomentum,
        maxMomentum);
  }

  /// With another `cycleMomentum`.
  public CyclicOptions withCycleMomentum(boolean other) {
    return new CyclicOptions(
        stepSizeUp,
        stepSizeDown,
        mode,
        gamma,
        scaleFn,
        scaleMode,
        other,
        baseMomentum,
        maxMomentum);
  }

  /// With another `baseMomentum`.
  public CyclicOptions withBaseMomentum(double other) {
    return new CyclicOptions(
        stepSizeUp,
        stepSizeDown,
        mode,
        gamma,
        scaleFn,
        scaleMode,
        cycleMomentum,
        other,
        maxMomentum);
  }

  /// With another `maxMomentum`.
  public CyclicOptions withMaxMomentum(double other) {
    return new CyclicOptions(
        stepSizeUp,
        stepSizeDown,
        mode,
        gamma,
        scaleFn,
        scaleMode,
        cycleMomentum,
        baseMomentum,
        other);
  }
}
