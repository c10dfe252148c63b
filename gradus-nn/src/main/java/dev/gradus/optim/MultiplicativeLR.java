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

  // In PyTorch every epoch but the one of construction multiplies, so one that begins again does.
  @Override
  void restart() {
    setLastEpoch(0);
    for (int i = 0; i < factors.size(); i++) {
      ParameterGroup<?> group = groups().get(i);
      group.setLr(group.lr() * factors.get(i).applyAsDouble(0));
    }
    setRates();
  }
}
