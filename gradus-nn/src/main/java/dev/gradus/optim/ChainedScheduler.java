package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Steps several schedulers, each going on from the rate that the one before has set. **Source**:
/// torch.optim.lr\_scheduler.ChainedScheduler.
public final class ChainedScheduler {
  private final List<LRScheduler> schedulers;

  /// A chain of schedulers of one optimiser.
  public ChainedScheduler(List<? extends LRScheduler> schedulers) {
    if (schedulers.isEmpty()) {
      throw new GradusArgumentException(
          "ChainedScheduler expects at least one scheduler to be chained, but got no scheduler.");
    }
    SchedulerState.sameOptimizer("ChainedScheduler", schedulers.getFirst().optimizer(), schedulers);
    this.schedulers = List.copyOf(schedulers);
  }

  /// A chain of schedulers of one optimiser.
  public ChainedScheduler(LRScheduler... schedulers) {
    this(List.of(schedulers));
  }

  /// Steps all of them.
  public void step() {
    schedulers.forEach(LRScheduler::step);
  }

  /// The learning rates, one per group.
  public double[] getLastLr() {
    return schedulers.getLast().getLastLr();
  }

  /// Where the schedulers stand.
  public Map<String, Object> stateDict() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("_last_lr", Arrays.stream(getLastLr()).boxed().toList());
    state.put("_schedulers", SchedulerState.saveInner(schedulers));
    return state;
  }

  /// Goes on from a state.
  public void loadStateDict(Map<String, ?> state) {
    SchedulerState.loadInner(state, schedulers);
  }
}
