package dev.gradus.optim;

/// Lets the rate fall to zero within `totalIters` epochs as a power of what is left. **Source**:
/// torch.optim.lr\_scheduler.PolynomialLR.
public final class PolynomialLR extends LRScheduler {
  private long totalIters;
  private double power;

  /// A scheduler with PyTorch's other defaults.
  public PolynomialLR(Optimizer<?> optimizer) {
    this(optimizer, 5, 1);
  }

  /// A scheduler.
  ///
  /// @param optimizer whose learning rates move
  /// @param totalIters after how many epochs the rate is 0
  /// @param power the power
  public PolynomialLR(Optimizer<?> optimizer, long totalIters, double power) {
    super(optimizer);
    this.totalIters = totalIters;
    this.power = power;
    begin();
  }

  @Override
  protected double nextLr(int i, double lr) {
    if (lastEpoch() == 0 || lastEpoch() > totalIters) {
      return lr;
    }
    double left = 1 - (double) lastEpoch() / totalIters;
    double before = 1 - (double) (lastEpoch() - 1) / totalIters;
    return lr * Math.pow(left / before, power);
  }

  @Override
  boolean hasClosedForm() {
    return true;
  }

  @Override
  protected void settings(SchedulerSettings s) {
    totalIters = s.count("total_iters", totalIters);
    power = s.number("power", power);
  }
}
