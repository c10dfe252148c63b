package dev.gradus.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Multiplies the rate by a factor when a metric has made no progress for some epochs. **Source**:
/// torch.optim.lr\_scheduler.ReduceLROnPlateau.
public final class ReduceLROnPlateau {
  private final Optimizer<?> optimizer;
  private final PlateauOptions options;
  private double best;
  private long badEpochs;
  private long cooldown;
  private long lastEpoch;

  /// A scheduler with PyTorch's defaults: the metric is to fall.
  public ReduceLROnPlateau(Optimizer<?> optimizer) {
    this(optimizer, PlateauOptions.DEFAULT);
  }

  /// A scheduler.
  public ReduceLROnPlateau(Optimizer<?> optimizer, PlateauOptions options) {
    this.optimizer = optimizer;
    this.options = options;
    this.best = options.maximize() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /// Takes notice of the metric after an epoch.
  public void step(double metric) {
    lastEpoch++;
    if (isBetter(metric)) {
      best = metric;
      badEpochs = 0;
    } else {
      badEpochs++;
    }
    if (cooldown > 0) {
      cooldown--;
      badEpochs = 0;
    }
    if (badEpochs > options.patience()) {
      reduce();
      cooldown = options.cooldown();
      badEpochs = 0;
    }
  }

  private boolean isBetter(double metric) {
    double by = options.threshold();
    if (options.maximize()) {
      return metric > (options.absolute() ? best + by : best * (by + 1));
    }
    return metric < (options.absolute() ? best - by : best * (1 - by));
  }

  private void reduce() {
    for (ParameterGroup<?> group : optimizer.paramGroups()) {
      double next = Math.max(group.lr() * options.factor(), options.minLr());
      if (group.lr() - next > options.eps()) {
        group.setLr(next);
      }
    }
  }

  /// The learning rates, one per group.
  public double[] getLastLr() {
    return optimizer.paramGroups().stream().mapToDouble(ParameterGroup::lr).toArray();
  }

  /// Where the scheduler stands, under PyTorch's keys.
  public Map<String, Object> stateDict() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("best", best);
    state.put("num_bad_epochs", badEpochs);
    state.put("cooldown_counter", cooldown);
    state.put("last_epoch", lastEpoch);
    List<Double> rates = new ArrayList<>();
    for (double lr : getLastLr()) {
      rates.add(lr);
    }
    state.put("_last_lr", rates);
    return state;
  }

  /// Goes on from a state.
  ///
  /// **Errors**: a key is missing or has the wrong kind of value; nothing is changed then.
  public void loadStateDict(Map<String, ?> state) {
    double loadedBest = SchedulerState.number(state, "best");
    long bad = (long) SchedulerState.number(state, "num_bad_epochs");
    long cool = (long) SchedulerState.number(state, "cooldown_counter");
    lastEpoch = (long) SchedulerState.number(state, "last_epoch");
    best = loadedBest;
    badEpochs = bad;
    cooldown = cool;
  }
}
