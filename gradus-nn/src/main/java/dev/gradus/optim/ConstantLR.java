package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;

/// Multiplies the rate by `factor` for the first `totalIters` epochs. **Source**:
/// torch.optim.lr\_scheduler.ConstantLR.
public final class ConstantLR extends LRScheduler {
  private double factor;
  private long totalIters;

  /// A scheduler with PyTorch's other defaults.
  public ConstantLR(Optimizer<?> optimizer) {
    this(optimizer, 1.0 / 3, 5);
  }

  /// A scheduler.
  ///
  /// @param optimizer whose learning rates move
  /// @param factor by what the rate is multiplied, in (0, 1]
  /// @param totalIters for how many epochs
  public ConstantLR(Optimizer<?> optimizer, double factor, long totalIters) {
    super(optimizer);
    if (!(factor >= 0 && factor <= 1)) {
      throw new GradusArgumentException(
          "Constant multiplicative factor expected to be between 0 and 1.\nConstantLR: factor is "
              + factor
              + ".");
    }
    this.factor = factor;
    this.totalIters = totalIters;
    begin();
  }

  @Override
  protected double nextLr(int i, double lr) {
    if (lastEpoch() == 0) {
      return lr * factor;
    }
    return lastEpoch() == totalIters ? lr * (1 / factor) : lr;
  }

  @Override
  boolean hasClosedForm() {
    return true;
  }

  @Override
  protected void settings(SchedulerSettings s) {
    factor = s.number("factor", factor);
    totalIters = s.count("total_iters", totalIters);
  }
}
