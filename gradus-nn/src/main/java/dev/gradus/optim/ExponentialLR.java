package dev.gradus.optim;

/// Multiplies the rate by `gamma` every epoch. **Source**: torch.optim.lr\_scheduler.ExponentialLR.
public final class ExponentialLR extends LRScheduler {
  private double gamma;

  /// A scheduler.
  ///
  /// @param optimizer whose learning rates move
  /// @param gamma by what the rate is multiplied
  public ExponentialLR(Optimizer<?> optimizer, double gamma) {
    super(optimizer);
    this.gamma = gamma;
    begin();
  }

  @Override
  protected double nextLr(int i, double lr) {
    return lastEpoch() == 0 ? lr : lr * gamma;
  }

  @Override
  boolean hasClosedForm() {
    return true;
  }

  @Override
  protected void settings(SchedulerSettings s) {
    gamma = s.number("gamma", gamma);
  }
}
