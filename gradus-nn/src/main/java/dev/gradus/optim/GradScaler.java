package dev.gradus.optim;

import static dev.gradus.Gradus.noGrad;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Multiplies the loss so that small gradients do not vanish in a narrow dtype, and finds the
/// factor by itself: a step with infinite gradients is left out and halves it, many good steps
/// double it.
///
/// ```java
/// scaler.scale(loss).backward();
/// scaler.unscale_(optimizer); // only where gradients are looked at, as for clipping
/// scaler.step(optimizer);
/// scaler.update();
/// ```
///
/// **Source**: torch.amp.GradScaler.
public final class GradScaler {
  private enum Stage {
    READY,
    UNSCALED,
    STEPPED
  }

  private record Progress(Stage stage, boolean finite) {}

  private final double growthFactor;
  private final double backoffFactor;
  private final long growthInterval;
  private final boolean enabled;
  private final IdentityHashMap<Optimizer<?>, Progress> progress = new IdentityHashMap<>();
  private double scale;
  private long goodSteps;

  /// A scaler with PyTorch's defaults.
  public GradScaler() {
    this(65536, 2, 0.5, 2000, true);
  }

  /// A scaler.
  ///
  /// @param initScale the first factor
  /// @param growthFactor by what the factor grows, above 1
  /// @param backoffFactor by what it shrinks, below 1
  /// @param growthInterval after how many good steps it grows
  /// @param enabled whether it does anything at all
  public GradScaler(
      double initScale,
      double growthFactor,
      double backoffFactor,
      long growthInterval,
      boolean enabled) {
    if (!(growthFactor > 1)) {
      throw new GradusArgumentException(
          "The growth factor must be > 1.0.\nGradScaler: got " + growthFactor + ".");
    }
    if (!(backoffFactor < 1)) {
      throw new GradusArgumentException(
          "The backoff factor must be < 1.0.\nGradScaler: got " + backoffFactor + ".");
    }
    this.scale = initScale;
    this.growthFactor = growthFactor;
    this.backoffFactor = backoffFactor;
    this.growthInterval = growthInterval;
    this.enabled = enabled;
  }

  /// The factor.
  public double getScale() {
    return enabled ? scale : 1;
  }

  /// The loss times the factor.
  public Tensor scale(Tensor loss) {
    return enabled ? loss.mul(scale) : loss;
  }

  /// Divides the gradients of an optimiser's parameters by the factor.
  ///
  /// **Errors**: a second call before [#update].
  public void unscale_(Optimizer<?> optimizer) {
    if (!enabled) {
      return;
    }
    switch (stage(optimizer)) {
      case UNSCALED ->
          throw new GradusStateException(
              "unscale_() has already been called on this optimizer since the last update().");
      case STEPPED -> throw new GradusStateException("unscale_() is being called after step().");
      case READY -> {}
    }
    boolean finite = true;
    try (var _ = noGrad()) {
      for (ParameterGroup<?> group : optimizer.paramGroups()) {
        for (Tensor p : group.parameters()) {
          Tensor g = p.lentGrad();
          if (g != null) {
            g.mul_(1 / scale);
            finite &= Double.isFinite(Optimizer.largest(Optimizer.real(g)));
          }
        }
      }
    }
    progress.put(optimizer, new Progress(Stage.UNSCALED, finite));
  }

  private Stage stage(Optimizer<?> optimizer) {
    Progress p = progress.get(optimizer);
    return p == null ? Stage.READY : p.stage;
  }

  /// Steps, unless a gradient is infinite or nan. Returns whether it did.
  ///
  /// **Errors**: a second call before [#update].
  public boolean step(Optimizer<?> optimizer) {
    if (!enabled) {
      optimizer.step();
      return true;
    }
    if (stage(optimizer) == Stage.STEPPED) {
      throw new GradusStateException("step() has already been called since the last update().");
    }
    if (stage(optimizer) == Stage.READY) {
      unscale_(optimizer);
    }
    Progress known = progress.get(optimizer);
    boolean finite = known != null && known.finite;
    if (finite) {
      optimizer.step();
    }
    progress.put(optimizer, new Progress(Stage.STEPPED, finite));
    return finite;
  }

  /// Changes the factor for the next iteration.
  ///
  /// **Errors**: no optimiser was stepped or unscaled.
  public void update() {
    if (!enabled) {
      return;
    }
    if (progress.isEmpty()) {
      throw new GradusStateException(
          "No inf checks were recorded prior to update.\nGradScaler: call step(optimizer) first.");
    }
    boolean finite = progress.values().stream().allMatch(Progress::finite);
    progress.clear();
    if (!finite) {
      scale *= backoffFactor;
      goodSteps = 0;
    } else if (++goodSteps == growthInterval) {
      double grown = scale * growthFactor;
      // A factor that is infinite in float32 would make every gradient infinite.
      scale = Float.isInfinite((float) grown) ? scale : grown;
      goodSteps = 0;
    }
  }

  /// The factor and how many good steps there were, under PyTorch's keys.
  public Map<String, Object> stateDict() {
    Map<String, Object> state = new LinkedHashMap<>();
    if (enabled) {
      state.put("scale", scale);
      state.put("growth_factor", growthFactor);
      state.put("backoff_factor", backoffFactor);
      state.put("growth_interval", growthInterval);
      state.put("_growth_tracker", goodSteps);
    }
    return state;
  }

  /// Goes on from a state.
  public void loadStateDict(Map<String, ?> state) {
    if (enabled) {
      double loaded = SchedulerState.number(state, "scale");
      goodSteps = (long) SchedulerState.number(state, "_growth_tracker");
      scale = loaded;
    }
  }
}
