package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;
import java.util.Collections;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/// Multiplies the initial rate by a function of the epoch. **Source**:
/// torch.optim.lr\_scheduler.LambdaLR.
public final class LambdaLR extends LRScheduler {
  private final List<LongToDoubleFunction> factors;

  /// A scheduler with one function for all groups.
  public LambdaLR(Optimizer<?> optimizer, LongToDoubleFunction factor) {
    this(optimizer, Collections.nCopies(optimizer.paramGroups().size(), factor));
  }

  /// A scheduler with one function per group.
  public LambdaLR(Optimizer<?> optimizer, List<LongToDoubleFunction> factors) {
    super(optimizer);
    this.factors = perGroup(optimizer, factors);
    begin();
  }

  static List<LongToDoubleFunction> perGroup(
      Optimizer<?> optimizer, List<LongToDoubleFunction> factors) {
    if (factors.size() != optimizer.paramGroups().size()) {
      throw new GradusArgumentException(
          "Expected %d lr_lambdas, but got %d\nscheduler: give one function per parameter group, or one for all."
              .formatted(optimizer.paramGroups().size(), factors.size()));
    }
    return List.copyOf(factors);
  }

  @Override
  protected double nextLr(int i, double lr) {
    return baseLr(i) * factors.get(i).applyAsDouble(lastEpoch());
  }
}
