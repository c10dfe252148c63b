package dev.gradus.optim;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Moves the rate up and down between two bounds, called after every batch. **Source**:
/// torch.optim.lr\_scheduler.CyclicLR.
public final class CyclicLR extends LRScheduler {
  private double[] tops;
  private final CyclicOptions options;
  private double period;
  private double upShare;

  /// Cycles with PyTorch's other defaults.
  public CyclicLR(Optimizer<?> optimizer, double baseLr, double maxLr) {
    this(optimizer, baseLr, maxLr, CyclicOptions.DEFAULT);
  }

  /// Cycles with one range for all groups.
  public CyclicLR(Optimizer<?> optimizer, double baseLr, double maxLr, CyclicOptions options) {
    this(
        optimizer,
        SchedulerState.filled(optimizer, baseLr),
        SchedulerState.filled(optimizer, maxLr),
        options);
  }

  /// Cycles.
  ///
  /// @param optimizer whose learning rates move
  /// @param baseLr the lowest rate of every group
  /// @param maxLr the highest rate of every group
  /// @param options the options
  public CyclicLR(Optimizer<?> optimizer, double[] baseLr, double[] maxLr, CyclicOptions options) {
    super(initial(optimizer, baseLr, options));
    Long down = options.stepSizeDown();
    positive("CyclicLR", "stepSizeUp", options.stepSizeUp());
    SchedulerState.perGroup("max_lr", optimizer, maxLr);
    this.tops = maxLr.clone();
    this.options = options;
    this.period = options.stepSizeUp() + (double) (down == null ? options.stepSizeUp() : down);
    this.upShare = options.stepSizeUp() / period;
    begin();
  }

  private static Optimizer<?> initial(
      Optimizer<?> optimizer, double[] baseLr, CyclicOptions options) {
    SchedulerState.perGroup("base_lr", optimizer, baseLr);
    if (options.cycleMomentum()) {
      Momenta.require(
          optimizer,
          "optimizer must support momentum or beta1 with `cycle_momentum` option enabled");
      Momenta.set(optimizer.paramGroups(), options.maxMomentum());
    }
    List<? extends ParameterGroup<?>> groups = optimizer.paramGroups();
    for (int i = 0; i < baseLr.length; i++) {
      groups.get(i).setLr(baseLr[i]);
      groups.get(i).setInitialLr(baseLr[i]);
    }
    return optimizer;
  }

  // How far from the base to the top, times the height of this cycle.
  private double share() {
    double cycle = Math.floor(1 + lastEpoch() / period);
    double x = 1 + lastEpoch() / period - cycle;
    double scale = x <= upShare ? x / upShare : (x - 1) / (upShare - 1);
    return scale * height(cycle);
  }

  private double height(double cycle) {
    DoubleUnaryOperator own = options.scaleFn();
    if (own != null) {
      boolean byCycle = options.scaleMode() == CyclicOptions.ScaleMode.CYCLE;
      return own.applyAsDouble(byCycle ? cycle : (double) lastEpoch());
    }
    return switch (options.mode()) {
      case TRIANGULAR -> 1;
      case TRIANGULAR2 -> 1 / Math.pow(2, cycle - 1);
      case EXP_RANGE -> Math.pow(options.gamma(), (double) lastEpoch());
    };
  }

  @Override
  protected double nextLr(int i, double lr) {
    return baseLr(i) + (tops[i] - baseLr(i)) * share();
  }

  @Override
  void moved(List<? extends ParameterGroup<?>> groups) {
    if (options.cycleMomentum()) {
      double range = options.maxMomentum() - options.baseMomentum();
      Momenta.set(groups, options.maxMomentum() - range * share());
    }
  }

  @Override
  protected void settings(SchedulerSettings s) {
    tops = s.numbers("max_lrs", tops);
    period = s.number("total_size", period);
    upShare = s.number("step_ratio", upShare);
  }
}
