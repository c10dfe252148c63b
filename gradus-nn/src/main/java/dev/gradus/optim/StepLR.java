package dev.gradus.optim;

/// Multiplies the rate by `gamma` every `stepSize` epochs. **Source**:
/// torch.optim.lr\_scheduler.StepLR.
public final class StepLR extends LRScheduler {
  private long stepSize;
  private double gamma;

  /// A scheduler with PyTorch's other defaults.
  public StepLR(Optimizer<?> optimizer, long stepSize) {
    this(optimizer, stepSize, 0.1);
  }

  /// A scheduler.
  ///
  /// @param optimizer whose learning rates move
  /// @param stepSize after how many epochs the rate changes
  /// @param gamma by what it is multiplied
  public StepLR(Optimizer<?> optimizer, long stepSize, double gamma) {
    super(optimizer);
    positive("StepLR", "stepSize", stepSize);
    this.stepSize = stepSize;
    this.gamma = gamma;
    begin();
  }

  @Override
  protected double nextLr(int i, double lr) {
    return lastEpoch() == 0 || lastEpoch() % stepSize != 0 ? lr : lr * gamma;
  }

  @Override
  boolean hasClosedForm() {
    return true;
  }

  @Override
  protected void settings(SchedulerSettings s) {
    stepSize = s.count("step_size", stepSize);
    gamma = s.number("gamma", gamma);
  }
}
