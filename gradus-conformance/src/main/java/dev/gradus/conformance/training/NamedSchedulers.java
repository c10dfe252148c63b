package dev.gradus.conformance.training;

import dev.gradus.conformance.run.InexpressibleException;
import dev.gradus.optim.ConstantLR;
import dev.gradus.optim.CosineAnnealingLR;
import dev.gradus.optim.CosineAnnealingWarmRestarts;
import dev.gradus.optim.CyclicLR;
import dev.gradus.optim.CyclicMode;
import dev.gradus.optim.CyclicOptions;
import dev.gradus.optim.ExponentialLR;
import dev.gradus.optim.LRScheduler;
import dev.gradus.optim.LinearLR;
import dev.gradus.optim.MultiStepLR;
import dev.gradus.optim.OneCycleLR;
import dev.gradus.optim.OneCycleOptions;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.PlateauOptions;
import dev.gradus.optim.PolynomialLR;
import dev.gradus.optim.ReduceLROnPlateau;
import dev.gradus.optim.StepLR;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Schedulers by PyTorch's names.
final class NamedSchedulers {
  private NamedSchedulers() {}

  static LRScheduler create(
      String name, Optimizer<?> optimizer, Map<String, @Nullable Object> given) {
    Options o = new Options(name, given);
    LRScheduler scheduler =
        switch (name) {
          case "StepLR" -> new StepLR(optimizer, o.whole("step_size", 1), o.real("gamma", 0.1));
          case "MultiStepLR" ->
              new MultiStepLR(optimizer, o.wholes("milestones"), o.real("gamma", 0.1));
          case "ExponentialLR" -> new ExponentialLR(optimizer, o.real("gamma", 1));
          case "ConstantLR" ->
              new ConstantLR(optimizer, o.real("factor", 1.0 / 3), o.whole("total_iters", 5));
          case "LinearLR" ->
              new LinearLR(
                  optimizer,
                  o.real("start_factor", 1.0 / 3),
                  o.real("end_factor", 1),
                  o.whole("total_iters", 5));
          case "PolynomialLR" ->
              new PolynomialLR(optimizer, o.whole("total_iters", 5), o.real("power", 1));
          case "CosineAnnealingLR" ->
              new CosineAnnealingLR(optimizer, o.whole("T_max", 1), o.real("eta_min", 0));
          case "CosineAnnealingWarmRestarts" ->
              new CosineAnnealingWarmRestarts(
                  optimizer, o.whole("T_0", 1), o.whole("T_mult", 1), o.real("eta_min", 0));
          case "OneCycleLR" -> oneCycle(optimizer, o);
          case "CyclicLR" -> cyclic(optimizer, o);
          default -> throw new InexpressibleException("no scheduler " + name);
        };
    o.allRead();
    return scheduler;
  }

  private static LRScheduler oneCycle(Optimizer<?> optimizer, Options o) {
    OneCycleOptions d = OneCycleOptions.DEFAULT;
    long steps = o.whole("total_steps", o.whole("epochs", 1) * o.whole("steps_per_epoch", 1));
    return new OneCycleLR(
        optimizer,
        o.real("max_lr", 1),
        steps,
        d.withPctStart(o.real("pct_start", d.pctStart()))
            .withLinear(o.text("anneal_strategy", "cos").equals("linear"))
            .withCycleMomentum(o.flag("cycle_momentum", true))
            .withBaseMomentum(o.real("base_momentum", d.baseMomentum()))
            .withMaxMomentum(o.real("max_momentum", d.maxMomentum()))
            .withDivFactor(o.real("div_factor", d.divFactor()))
            .withFinalDivFactor(o.real("final_div_factor", d.finalDivFactor()))
            .withThreePhase(o.flag("three_phase", false)));
  }

  private static LRScheduler cyclic(Optimizer<?> optimizer, Options o) {
    CyclicOptions d = CyclicOptions.DEFAULT;
    long up = o.whole("step_size_up", d.stepSizeUp());
    return new CyclicLR(
        optimizer,
        o.real("base_lr", 0),
        o.real("max_lr", 1),
        d.withStepSizeUp(up)
            .withStepSizeDown(o.whole("step_size_down", up))
            .withMode(CyclicMode.valueOf(o.text("mode", "triangular").toUpperCase(Locale.ROOT)))
            .withGamma(o.real("gamma", 1))
            .withCycleMomentum(o.flag("cycle_momentum", true))
            .withBaseMomentum(o.real("base_momentum", d.baseMomentum()))
            .withMaxMomentum(o.real("max_momentum", d.maxMomentum())));
  }

  static ReduceLROnPlateau plateau(Optimizer<?> optimizer, Map<String, @Nullable Object> given) {
    Options o = new Options("ReduceLROnPlateau", given);
    PlateauOptions d = PlateauOptions.DEFAULT;
    ReduceLROnPlateau scheduler =
        new ReduceLROnPlateau(
            optimizer,
            d.withMaximize(o.text("mode", "min").equals("max"))
                .withFactor(o.real("factor", d.factor()))
                .withPatience(o.whole("patience", d.patience()))
                .withThreshold(o.real("threshold", d.threshold()))
                .withAbsolute(o.text("threshold_mode", "rel").equals("abs"))
                .withCooldown(o.whole("cooldown", 0))
                .withMinLr(o.real("min_lr", 0))
                .withEps(o.real("eps", d.eps())));
    o.allRead();
    return scheduler;
  }

  /// Options that are read one by one; one that nobody reads is an error.
  private static final class Options {
    private final String owner;
    private final Map<String, @Nullable Object> given;
    private final Set<String> unread;

    Options(String owner, Map<String, @Nullable Object> given) {
      this.owner = owner;
      this.given = given;
      this.unread = new HashSet<>(given.keySet());
    }

    private @Nullable Object take(String key) {
      unread.remove(key);
      return given.get(key);
    }

    double real(String key, double otherwise) {
      return take(key) instanceof Number n ? n.doubleValue() : otherwise;
    }

    long whole(String key, long otherwise) {
      return take(key) instanceof Number n ? n.longValue() : otherwise;
    }

    boolean flag(String key, boolean otherwise) {
      return take(key) instanceof Boolean b ? b : otherwise;
    }

    String text(String key, String otherwise) {
      return take(key) instanceof String s ? s : otherwise;
    }

    long[] wholes(String key) {
      return take(key) instanceof List<?> list
          ? list.stream().mapToLong(n -> ((Number) n).longValue()).toArray()
          : new long[0];
    }

    void allRead() {
      if (!unread.isEmpty()) {
        throw new InexpressibleException(owner + " has no options " + unread);
      }
    }
  }
}
