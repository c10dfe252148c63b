package dev.gradus.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Multiplies the rate by a factor when a metric has made no progress for some epochs. **Source**:
/// torch.optim.lr\_scheduler.ReduceLROnPlateau.
public final class ReduceLROnPlateau {
  private final Optimizer<?> optimizer;
  private PlateauOptions options;
  private double[] minLrs;
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
    this(optimizer, options, SchedulerState.filled(optimizer, options.minLr()));
  }

  /// A scheduler with a lowest rate for every group, instead of the option's.
  public ReduceLROnPlateau(Optimizer<?> optimizer, PlateauOptions options, double[] minLrs) {
    int groups = optimizer.paramGroups().size();
    OptionChecks.require(
        minLrs.length == groups,
        "expected " + groups + " min_lrs, got " + minLrs.length,
        "ReduceLROnPlateau: give one per parameter group.");
    this.minLrs = minLrs.clone();
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
    List<? extends ParameterGroup<?>> groups = optimizer.paramGroups();
    for (int i = 0; i < groups.size(); i++) {
      ParameterGroup<?> group = groups.get(i);
      // A group that came later has the option's.
      double least = i < minLrs.length ? minLrs[i] : options.minLr();
      double next = Math.max(group.lr() * options.factor(), least);
      if (group.lr() - next > options.eps()) {
        group.setLr(next);
      }
    }
  }

  /// The learning rates, one per group.
  public double[] getLastLr() {
    return optimizer.paramGroups().stream().mapToDouble(ParameterGroup::lr).toArray();
  }

  private enum Mode {
    MIN,
    MAX
  }

  private enum Threshold {
    REL,
    ABS
  }

  private PlateauOptions settings(SchedulerSettings s) {
    PlateauOptions o = options;
    return new PlateauOptions(
        s.name("mode", o.maximize() ? Mode.MAX : Mode.MIN) == Mode.MAX,
        s.number("factor", o.factor()),
        s.count("patience", o.patience()),
        s.number("threshold", o.threshold()),
        s.name("threshold_mode", o.absolute() ? Threshold.ABS : Threshold.REL) == Threshold.ABS,
        s.count("cooldown", o.cooldown()),
        o.minLr(),
        s.number("eps", o.eps()));
  }

  /// Where the scheduler stands and what it was made with, under PyTorch's keys.
  public Map<String, Object> stateDict() {
    Map<String, Object> state = new LinkedHashMap<>();
    var _ = settings(SchedulerSettings.saving(state));
    state.put("min_lrs", Arrays.stream(minLrs).boxed().toList());
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

  /// Goes on from a state, with the settings that it has.
  ///
  /// **Errors**: a key of where the scheduler stands is missing, or one has the wrong kind of
  /// value; nothing is changed then.
  public void loadStateDict(Map<String, ?> state) {
    double loadedBest = SchedulerState.number(state, "best");
    long bad = (long) SchedulerState.number(state, "num_bad_epochs");
    long cool = (long) SchedulerState.number(state, "cooldown_counter");
    long epoch = (long) SchedulerState.number(state, "last_epoch");
    SchedulerSettings loading = SchedulerSettings.loading(state);
    PlateauOptions loaded = settings(loading);
    minLrs = loading.numbers("min_lrs", minLrs);
    options = loaded;
    lastEpoch = epoch;
    best = loadedBest;
    badEpochs = bad;
    cooldown = cool;
  }
}
