package dev.gradus.optim;

/// Moves the rate along a half wave of the cosine, down within `tMax` epochs and up again.
/// **Source**: torch.optim.lr\_scheduler.CosineAnnealingLR.
public final class CosineAnnealingLR extends LRScheduler {
  private long tMax;
  private double etaMin;

  /// A scheduler with PyTorch's other defaults.
  public CosineAnnealingLR(Optimizer<?> optimizer, long tMax) {
    this(optimizer, tMax, 0);
  }

  /// A scheduler.
  ///
  /// @param optimizer whose learning rates move
  /// @param tMax after how many epochs the rate is lowest
  /// @param etaMin the lowest rate
  public CosineAnnealingLR(Optimizer<?> optimizer, long tMax, double etaMin) {
    super(optimizer);
    positive("CosineAnnealingLR", "tMax", tMax);
    this.tMax = tMax;
    this.etaMin = etaMin;
    begin();
  }

  @Override
  protected double nextLr(int i, double lr) {
    if (lastEpoch() == 0) {
      return lr;
    }
    if ((lastEpoch() - 1 - tMax) % (2 * tMax) == 0) {
      return lr + (baseLr(i) - etaMin) * (1 - Math.cos(Math.PI / tMax)) / 2;
    }
    return (1 + Math.cos(Math.PI * lastEpoch() / tMax))
            / (1 + Math.cos(Math.PI * (lastEpoch() - 1) / tMax))
            * (lr - etaMin)
        + etaMin;
  }

  @Override
  boolean hasClosedForm() {
    return true;
  }

  @Override
  protected void settings(SchedulerSettings s) {
    tMax = s.count("T_max", tMax);
    etaMin = s.number("eta_min", etaMin);
  }
}
