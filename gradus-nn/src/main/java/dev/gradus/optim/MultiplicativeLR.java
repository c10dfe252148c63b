package dev.gradus.optim;

import java.util.Collections;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/// Multiplies the present rate by a function of the epoch. **Source**:
/// torch.optim.lr\_scheduler.MultiplicativeLR.
public final class MultiplicativeLR extends LRScheduler {
  private final List<LongToDoubleFunction> factors;

  /// A scheduler with one function for all groups.
  public MultiplicativeLR(Optimizer<?> optimizer, LongToDoubleFunction factor) {
    this(optimizer, Collections.nCopies(optimizer.paramGroups().size(), factor));
  }

  /// A scheduler with one function per group.
  public MultiplicativeLR(Optimizer<?> optimizer, List<LongToDoubleFunction> factors) {
    super(optimizer);
    this.factors = LambdaLR.perGroup(optimizer, factors);
    begin();
  }

  @Override
  protected double nextLr(int i, double lr) {
    return lastEpoch() > 0 ? lr * factors.get(i).applyAsDouble(lastEpoch()) : lr;
  }

  // Its rates have no closed form: it goes on from where they are.
  @Override
  void restart() {
    setLastEpoch(0);
    setRates();
  }
}
