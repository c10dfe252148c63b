package dev.gradus.optim;

import java.util.Arrays;

/// Multiplies the rate by `gamma` at given epochs. **Source**:
/// torch.optim.lr\_scheduler.MultiStepLR.
public final class MultiStepLR extends LRScheduler {
  private long[] milestones;
  private double gamma;

  /// A scheduler with a factor of 0.1.
  public MultiStepLR(Optimizer<?> optimizer, long... milestones) {
    this(optimizer, milestones, 0.1);
  }

  /// A scheduler.
  ///
  /// @param optimizer whose learning rates move
  /// @param milestones the epochs; one that occurs twice counts twice
  /// @param gamma by what the rate is multiplied
  public MultiStepLR(Optimizer<?> optimizer, long[] milestones, double gamma) {
    super(optimizer);
    this.milestones = milestones.clone();
    this.gamma = gamma;
    begin();
  }

  @Override
  protected double nextLr(int i, double lr) {
    long now = Arrays.stream(milestones).filter(m -> m == lastEpoch()).count();
    return now == 0 ? lr : lr * Math.pow(gamma, (double) now);
  }

  @Override
  boolean hasClosedForm() {
    return true;
  }

  @Override
  protected void settings(SchedulerSettings s) {
    milestones = s.counts("milestones", milestones);
    gamma = s.number("gamma", gamma);
  }
}
