package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;
import java.util.List;

/// Moves the rate up to a maximum and down to almost nothing in one cycle, called after every
/// batch. **Source**: torch.optim.lr\_scheduler.OneCycleLR.
public final class OneCycleLR extends LRScheduler {
  private record Phase(
      double end, double from, double to, double momentumFrom, double momentumTo) {}

  private long totalSteps;
  private final OneCycleOptions options;
  private List<Phase> phases;
  private final double[] maxLr;

  /// A cycle with PyTorch's other defaults.
  public OneCycleLR(Optimizer<?> optimizer, double maxLr, long totalSteps) {
    this(optimizer, maxLr, totalSteps, OneCycleOptions.DEFAULT);
  }

  /// A cycle with one maximum for all groups.
  public OneCycleLR(
      Optimizer<?> optimizer, double maxLr, long totalSteps, OneCycleOptions options) {
    this(optimizer, SchedulerState.filled(optimizer, maxLr), totalSteps, options);
  }

  /// A cycle.
  ///
  /// @param optimizer whose learning rates move
  /// @param maxLr the highest rate of every group
  /// @param totalSteps how many steps the cycle has
  /// @param options the options
  public OneCycleLR(
      Optimizer<?> optimizer, double[] maxLr, long totalSteps, OneCycleOptions options) {
    super(initial(optimizer, maxLr, options));
    if (totalSteps <= 0) {
      throw new GradusArgumentException(
          "Expected positive integer total_steps, but got " + totalSteps);
    }
    this.maxLr = maxLr.clone();
    this.totalSteps = totalSteps;
    this.options = options;
    this.phases = phases();
    begin();
  }

  private static Optimizer<?> initial(
      Optimizer<?> optimizer, double[] maxLr, OneCycleOptions options) {
    List<? extends ParameterGroup<?>> groups = optimizer.paramGroups();
    SchedulerState.perGroup("max_lr", optimizer, maxLr);
    if (options.cycleMomentum()) {
      Momenta.require(
          optimizer,
          "optimizer must support momentum or beta1 with `cycle_momentum` option enabled");
      Momenta.set(groups, options.maxMomentum());
    }
    for (int i = 0; i < maxLr.length; i++) {
      groups.get(i).setInitialLr(maxLr[i] / options.divFactor());
    }
    return optimizer;
  }

  // Rates as shares of the maximum.
  private List<Phase> phases() {
    OneCycleOptions o = options;
    double first = 1 / o.divFactor();
    double last = first / o.finalDivFactor();
    double low = o.baseMomentum();
    double high = o.maxMomentum();
    double peak = o.pctStart() * totalSteps - 1;
    double end = totalSteps - 1;
    return o.threePhase()
        ? List.of(
            new Phase(peak, first, 1, high, low),
            new Phase(2 * o.pctStart() * totalSteps - 2, 1, first, low, high),
            new Phase(end, first, last, high, high))
        : List.of(new Phase(peak, first, 1, high, low), new Phase(end, 1, last, low, high));
  }

  private interface Move {
    double of(Phase phase, double share);
  }

  @Override
  public void step() {
    if (lastEpoch() >= totalSteps) {
      throw new GradusArgumentException(
          "Tried to step %d times. The specified number of total steps is %d\nOneCycleLR: make the cycle as long as the training."
              .formatted(lastEpoch() + 1, totalSteps));
    }
    super.step();
  }

  private double along(Move move) {
    double start = 0;
    for (Phase phase : phases) {
      if (lastEpoch() <= phase.end || phase == phases.getLast()) {
        return move.of(phase, (lastEpoch() - start) / (phase.end - start));
      }
      start = phase.end;
    }
    throw new AssertionError();
  }

  private double between(double from, double to, double share) {
    return options.linear()
        ? (to - from) * share + from
        : to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }

  @Override
  protected double nextLr(int i, double lr) {
    return along((phase, share) -> between(phase.from * maxLr[i], phase.to * maxLr[i], share));
  }

  @Override
  void moved(List<? extends ParameterGroup<?>> groups) {
    if (options.cycleMomentum()) {
      Momenta.set(
          groups, along((phase, share) -> between(phase.momentumFrom, phase.momentumTo, share)));
    }
  }

  @Override
  protected void settings(SchedulerSettings s) {
    totalSteps = s.count("total_steps", totalSteps);
    phases = phases();
  }
}
