package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;

/// Brings the rate to a constant one, at which weights are averaged ([ExponentialMovingAverage]).
/// Another scheduler may move the rate that it comes from. **Source**:
/// torch.optim.swa\_utils.SWALR; Izmailov et al. 2018.
public final class SWALR extends LRScheduler {
  /// How the rate goes from one to the other.
  public enum Anneal {
    COS,
    LINEAR
  }

  private static final String SWA_LR = "swa_lr";

  private long annealEpochs;
  private Anneal anneal;

  /// A scheduler with PyTorch's other defaults: ten epochs along a cosine.
  public SWALR(Optimizer<?> optimizer, double swaLr) {
    this(optimizer, swaLr, 10, Anneal.COS);
  }

  /// A scheduler with one rate for all groups.
  public SWALR(Optimizer<?> optimizer, double swaLr, long annealEpochs, Anneal anneal) {
    this(optimizer, SchedulerState.filled(optimizer, swaLr), annealEpochs, anneal);
  }

  /// A scheduler.
  ///
  /// @param optimizer whose learning rates move
  /// @param swaLr where they go, for every group
  /// @param annealEpochs after how many epochs they are there
  /// @param anneal along which curve
  public SWALR(Optimizer<?> optimizer, double[] swaLr, long annealEpochs, Anneal anneal) {
    super(optimizer);
    SchedulerState.perGroup("swa_lr", optimizer, swaLr);
    if (annealEpochs < 0) {
      throw new GradusArgumentException(
          "anneal_epochs must be equal or greater than 0, got "
              + annealEpochs
              + "\nSWALR: 0 sets the rate at once.");
    }
    for (int i = 0; i < swaLr.length; i++) {
      groups().get(i).setNote(SWA_LR, swaLr[i]);
    }
    this.annealEpochs = annealEpochs;
    this.anneal = anneal;
    begin();
  }

  // The rate without annealing is found back from the present one, which another may have moved.
  @Override
  protected double nextLr(int i, double lr) {
    long step = annealEpochs == 0 ? Math.max(1, lastEpoch()) : lastEpoch();
    double swaLr = groups().get(i).note(SWA_LR).orElse(lr);
    double before = share(step - 1);
    double own = before == 1 ? swaLr : (lr - before * swaLr) / (1 - before);
    double now = share(step);
    return swaLr * now + own * (1 - now);
  }

  private double share(long step) {
    double t = Math.clamp((double) step / Math.max(1, annealEpochs), 0, 1);
    return anneal == Anneal.LINEAR ? t : (1 - Math.cos(Math.PI * t)) / 2;
  }

  @Override
  protected void settings(SchedulerSettings s) {
    annealEpochs = s.count("anneal_epochs", annealEpochs);
    anneal = s.name("_anneal_strategy", anneal);
  }
}
