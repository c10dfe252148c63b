package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;

/// Moves the rate from `startFactor` to `endFactor` times the initial one along a line. **Source**:
/// torch.optim.lr\_scheduler.LinearLR.
public final class LinearLR extends LRScheduler {
  private double startFactor;
  private double endFactor;
  private long totalIters;

  /// A scheduler with PyTorch's other defaults.
  public LinearLR(Optimizer<?> optimizer) {
    this(optimizer, 1.0 / 3, 1, 5);
  }

  /// A scheduler with PyTorch's other defaults.
  public LinearLR(Optimizer<?> optimizer, double startFactor, long totalIters) {
    this(optimizer, startFactor, 1, totalIters);
  }

  /// A scheduler.
  ///
  /// @param optimizer whose learning rates move
  /// @param startFactor the first factor, in (0, 1]
  /// @param endFactor the last factor, in [0, 1]
  /// @param totalIters after how many epochs the last factor is reached
  public LinearLR(Optimizer<?> optimizer, double startFactor, double endFactor, long totalIters) {
    super(optimizer);
    if (!(startFactor > 0 && startFactor <= 1)) {
      throw new GradusArgumentException(
          "Starting multiplicative factor expected to be greater than 0 and less or equal to 1.\nLinearLR: startFactor is "
              + startFactor
              + ".");
    }
    if (!(endFactor >= 0 && endFactor <= 1)) {
      throw new GradusArgumentException(
          "Ending multiplicative factor expected to be between 0 and 1.\nLinearLR: endFactor is "
              + endFactor
              + ".");
    }
    this.startFactor = startFactor;
    this.endFactor = endFactor;
    this.totalIters = totalIters;
    begin();
  }

  @Override
  protected double nextLr(int i, double lr) {
    if (lastEpoch() == 0) {
      return lr * startFactor;
    }
    if (lastEpoch() > totalIters) {
      return lr;
    }
    double rise = endFactor - startFactor;
    return lr * (1 + rise / (totalIters * startFactor + (lastEpoch() - 1) * rise));
  }

  @Override
  boolean hasClosedForm() {
    return true;
  }

  @Override
  protected void settings(SchedulerSettings s) {
    startFactor = s.number("start_factor", startFactor);
    endFactor = s.number("end_factor", endFactor);
    totalIters = s.count("total_iters", totalIters);
  }
}
