package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Moves the learning rates of an optimiser from step to step. **Source**:
/// torch.optim.lr\_scheduler.LRScheduler.
///
/// The first scheduler of an optimiser notes its learning rates as the initial ones. A scheduler of
/// your own states [#nextLr], in terms of the present rate where schedulers are to be chained, and
/// calls [#begin] at the end of its constructor.
public abstract class LRScheduler {
  private final Optimizer<?> optimizer;
  private double[] baseLrs;
  private long lastEpoch = -1;
  private long stepCount;
  private double[] lastLr;

  /// A scheduler that has not begun.
  protected LRScheduler(Optimizer<?> optimizer) {
    this.optimizer = optimizer;
    List<? extends ParameterGroup<?>> groups = optimizer.paramGroups();
    this.baseLrs = new double[groups.size()];
    for (int i = 0; i < baseLrs.length; i++) {
      ParameterGroup<?> group = groups.get(i);
      if (group.initialLr().isEmpty()) {
        group.setInitialLr(group.lr());
      }
      baseLrs[i] = group.initialLr().getAsDouble();
    }
    this.lastLr = baseLrs.clone();
  }

  /// The learning rate of group `i` in epoch `lastEpoch()`, from its present one.
  protected abstract double nextLr(int i, double lr);

  /// Sets the rates of epoch 0.
  protected final void begin() {
    step();
  }

  /// The optimiser.
  protected final Optimizer<?> optimizer() {
    return optimizer;
  }

  /// The groups of the optimiser.
  protected final List<? extends ParameterGroup<?>> groups() {
    return optimizer.paramGroups();
  }

  /// The initial learning rate of group `i`.
  protected final double baseLr(int i) {
    return baseLrs[i];
  }

  /// How many epochs lie behind: 0 after construction.
  public final long lastEpoch() {
    return lastEpoch;
  }

  final void setLastEpoch(long epoch) {
    lastEpoch = epoch;
  }

  /// The learning rates that were set last, one per group.
  public double[] getLastLr() {
    return lastLr.clone();
  }

  /// Goes on by one epoch, or whatever is counted.
  public void step() {
    stepCount++;
    lastEpoch++;
    setRates();
  }

  final void setRates() {
    List<? extends ParameterGroup<?>> groups = groups();
    double[] next = new double[groups.size()];
    for (int i = 0; i < next.length; i++) {
      next[i] = nextLr(i, groups.get(i).lr());
    }
    moved(groups);
    for (int i = 0; i < next.length; i++) {
      groups.get(i).setLr(next[i]);
    }
    lastLr = next;
  }

  /// Called after the rates of an epoch were found: for schedulers that move more than rates.
  void moved(List<? extends ParameterGroup<?>> groups) {}

  /// Begins again with epoch 0: from the initial rates where there is a closed form, else from the
  /// present ones.
  void restart() {
    List<? extends ParameterGroup<?>> groups = groups();
    for (int i = 0; i < groups.size() && hasClosedForm(); i++) {
      groups.get(i).setLr(baseLrs[i]);
    }
    lastEpoch = 0;
    setRates();
  }

  /// Whether the rates of an epoch follow from the initial ones.
  boolean hasClosedForm() {
    return false;
  }

  /// Takes the step back that construction made.
  void unbegin() {
    lastEpoch--;
  }

  /// Names what the scheduler was made with, to be saved and loaded with the rest of its state,
  /// under PyTorch's keys. Each setting takes the value that comes back.
  protected void settings(SchedulerSettings s) {}

  /// Where the scheduler stands and what it was made with, under PyTorch's keys; functions are left
  /// out.
  public Map<String, Object> stateDict() {
    Map<String, Object> state = new LinkedHashMap<>();
    settings(SchedulerSettings.saving(state));
    state.put("base_lrs", list(baseLrs));
    state.put("last_epoch", lastEpoch);
    state.put("_step_count", stepCount);
    state.put("_last_lr", list(lastLr));
    return state;
  }

  /// Goes on from a state, with the settings that it has. Learning rates are part of the
  /// optimiser's state.
  ///
  /// **Errors**: a key of where the scheduler stands is missing, or one has the wrong kind of
  /// value; nothing is changed then.
  public void loadStateDict(Map<String, ?> state) {
    double[] base = SchedulerState.numbers(state, "base_lrs", baseLrs.length);
    double[] last = SchedulerState.numbers(state, "_last_lr", lastLr.length);
    long epoch = (long) SchedulerState.number(state, "last_epoch");
    long steps = (long) SchedulerState.number(state, "_step_count");
    settings(SchedulerSettings.checking(state));
    settings(SchedulerSettings.loading(state));
    stepCount = steps;
    lastEpoch = epoch;
    baseLrs = base;
    lastLr = last;
  }

  private static List<Double> list(double[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  static void positive(String scheduler, String what, long value) {
    if (value <= 0) {
      throw new GradusArgumentException(
          scheduler + ": " + what + " is " + value + "; it must be above 0.");
    }
  }
}
