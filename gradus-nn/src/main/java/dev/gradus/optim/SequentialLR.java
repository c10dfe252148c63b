package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lets schedulers follow one another at given epochs. **Source**:
/// torch.optim.lr\_scheduler.SequentialLR.
public final class SequentialLR extends LRScheduler {
  private final List<LRScheduler> schedulers;
  private long[] milestones;

  /// A sequence.
  ///
  /// @param optimizer the optimiser of all schedulers
  /// @param schedulers the schedulers
  /// @param milestones the epochs at which the second, third, … begins
  public SequentialLR(
      Optimizer<?> optimizer, List<? extends LRScheduler> schedulers, long... milestones) {
    super(checked(optimizer, schedulers, milestones));
    this.schedulers = List.copyOf(schedulers);
    this.milestones = milestones.clone();
    List<? extends ParameterGroup<?>> groups = groups();
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).setLr(baseLr(i));
    }
    this.schedulers.forEach(LRScheduler::unbegin);
    this.schedulers.getFirst().step();
    setLastEpoch(0);
  }

  private static Optimizer<?> checked(
      Optimizer<?> optimizer, List<? extends LRScheduler> schedulers, long[] milestones) {
    if (schedulers.isEmpty()) {
      throw new GradusArgumentException(
          "SequentialLR expects at least one scheduler, but got no scheduler.");
    }
    SchedulerState.sameOptimizer("SequentialLR", optimizer, schedulers);
    if (milestones.length != schedulers.size() - 1) {
      throw new GradusArgumentException(
          "Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, but got number of schedulers %d and the number of milestones to be equal to %d"
              .formatted(schedulers.size(), milestones.length));
    }
    return optimizer;
  }

  private int turn() {
    int turn = 0;
    for (long m : milestones) {
      turn += m <= lastEpoch() ? 1 : 0;
    }
    return turn;
  }

  @Override
  protected double nextLr(int i, double lr) {
    return lr;
  }

  @Override
  public void step() {
    setLastEpoch(lastEpoch() + 1);
    int turn = turn();
    if (turn > 0 && milestones[turn - 1] == lastEpoch()) {
      schedulers.get(turn).restart();
    } else {
      schedulers.get(turn).step();
    }
  }

  // Its last step is the inner one's.
  @Override
  void unbegin() {
    super.unbegin();
    schedulers.getFirst().unbegin();
  }

  @Override
  public double[] getLastLr() {
    return schedulers.get(turn()).getLastLr();
  }

  @Override
  protected void settings(SchedulerSettings s) {
    double[] epochs = Arrays.stream(milestones).asDoubleStream().toArray();
    milestones = Arrays.stream(s.numbers("_milestones", epochs)).mapToLong(m -> (long) m).toArray();
  }

  @Override
  public Map<String, Object> stateDict() {
    Map<String, Object> state = new LinkedHashMap<>();
    settings(SchedulerSettings.saving(state));
    state.put("last_epoch", lastEpoch());
    state.put("_last_lr", Arrays.stream(getLastLr()).boxed().toList());
    state.put("_schedulers", SchedulerState.saveInner(schedulers));
    return state;
  }

  @Override
  public void loadStateDict(Map<String, ?> state) {
    long epoch = (long) SchedulerState.number(state, "last_epoch");
    settings(SchedulerSettings.checking(state));
    SchedulerState.loadInner(state, schedulers);
    settings(SchedulerSettings.loading(state));
    setLastEpoch(epoch);
  }
}
