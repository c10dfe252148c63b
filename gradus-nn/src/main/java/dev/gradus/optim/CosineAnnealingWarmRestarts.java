package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;

/// Moves the rate down along half waves of the cosine, each beginning at the initial rate and
/// `tMult` times as long as the one before. **Source**:
/// torch.optim.lr\_scheduler.CosineAnnealingWarmRestarts.
public final class CosineAnnealingWarmRestarts extends LRScheduler {
  private long t0;
  private long tMult;
  private double etaMin;
  private double since;
  private long period;

  /// A scheduler whose waves are all `t0` epochs long and end at 0.
  public CosineAnnealingWarmRestarts(Optimizer<?> optimizer, long t0) {
    this(optimizer, t0, 1, 0);
  }

  /// A scheduler.
  ///
  /// @param optimizer whose learning rates move
  /// @param t0 the length of the first wave
  /// @param tMult by what the length is multiplied from wave to wave
  /// @param etaMin the lowest rate
  public CosineAnnealingWarmRestarts(Optimizer<?> optimizer, long t0, long tMult, double etaMin) {
    super(optimizer);
    if (t0 <= 0) {
      throw new GradusArgumentException("Expected positive integer T_0, but got " + t0);
    }
    if (tMult < 1) {
      throw new GradusArgumentException("Expected integer T_mult >= 1, but got " + tMult);
    }
    this.t0 = t0;
    this.tMult = tMult;
    this.etaMin = etaMin;
    this.period = t0;
    this.since = -1;
    begin();
  }

  @Override
  protected double nextLr(int i, double lr) {
    return etaMin + (baseLr(i) - etaMin) * (1 + Math.cos(Math.PI * since / period)) / 2;
  }

  @Override
  public void step() {
    since++;
    if (since >= period) {
      since -= period;
      period *= tMult;
    }
    super.step();
  }

  /// Goes to a point in time, which may be between two epochs: `epoch + batch / batches`.
  ///
  /// **Errors**: a negative one.
  public void step(double epoch) {
    if (!(epoch >= 0)) {
      throw new GradusArgumentException(
          "Expected non-negative epoch, but got " + PythonText.of(epoch));
    }
    if (epoch < t0) {
      period = t0;
      since = epoch;
    } else if (tMult == 1) {
      period = t0;
      since = epoch % t0;
    } else {
      int n = (int) (Math.log(epoch / t0 * (tMult - 1) + 1) / Math.log((double) tMult));
      double power = Math.pow((double) tMult, n);
      since = epoch - t0 * (power - 1) / (tMult - 1);
      period = (long) (t0 * power);
    }
    setLastEpoch((long) Math.floor(epoch));
    setRates();
  }

  @Override
  void restart() {
    step(0.0);
  }

  @Override
  void unbegin() {
    super.unbegin();
    since--;
  }

  @Override
  protected void settings(SchedulerSettings s) {
    t0 = s.count("T_0", t0);
    period = s.count("T_i", period);
    tMult = s.count("T_mult", tMult);
    etaMin = s.number("eta_min", etaMin);
    since = s.number("T_cur", since);
  }
}
