package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;
import java.util.List;

/// Moves the momentum of groups whose options have one.
final class Momenta {
  private Momenta() {}

  static void require(Optimizer<?> optimizer, String sentence) {
    for (ParameterGroup<?> group : optimizer.paramGroups()) {
      if (!(group.options() instanceof MomentumOptions<?>)) {
        throw new GradusArgumentException(
            sentence
                + "\nscheduler: switch cycleMomentum off, or use an optimizer with momentum or betas.");
      }
    }
  }

  static void set(List<? extends ParameterGroup<?>> groups, double momentum) {
    for (ParameterGroup<?> group : groups) {
      set(group, momentum);
    }
  }

  @SuppressWarnings("unchecked") // withMovingMomentum returns the record's own type
  private static <O extends OptimizerOptions<O>> void set(
      ParameterGroup<O> group, double momentum) {
    group.setOptions((O) ((MomentumOptions<?>) group.options()).withMovingMomentum(momentum));
  }
}
