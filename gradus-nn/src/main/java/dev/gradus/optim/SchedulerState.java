package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Reads the state dicts of schedulers.
final class SchedulerState {
  private SchedulerState() {}

  /// One number for every group.
  static double[] filled(Optimizer<?> optimizer, double value) {
    double[] all = new double[optimizer.paramGroups().size()];
    Arrays.fill(all, value);
    return all;
  }

  /// Refuses another number of values than of groups.
  static void perGroup(String name, Optimizer<?> optimizer, double[] values) {
    int groups = optimizer.paramGroups().size();
    if (values.length != groups) {
      throw new GradusArgumentException(
          "%1$s must have the same length as optimizer.param_groups. %1$s has %2$d values, param_groups has %3$d.\nscheduler: give one value per parameter group, or one for all."
              .formatted(name, values.length, groups));
    }
  }

  static double number(Map<String, ?> state, String key) {
    if (state.get(key) instanceof Number n) {
      return n.doubleValue();
    }
    throw wrong(state, key, "a number");
  }

  static double[] numbers(Map<String, ?> state, String key, int count) {
    if (state.get(key) instanceof List<?> list
        && list.size() == count
        && list.stream().allMatch(Number.class::isInstance)) {
      return list.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
    }
    throw wrong(state, key, count + " numbers, one per parameter group");
  }

  /// Refuses schedulers of another optimiser.
  static void sameOptimizer(
      String name, Optimizer<?> optimizer, List<? extends LRScheduler> schedulers) {
    for (int i = 0; i < schedulers.size(); i++) {
      Optimizer<?> other = schedulers.get(i).optimizer();
      if (other != optimizer) {
        throw new GradusArgumentException(
            "%s expects all schedulers to belong to the same optimizer, but got scheduler %s at index %d has %s, which is different from %s.\nscheduler: make them all with one optimizer."
                .formatted(
                    name,
                    schedulers.get(i).getClass().getSimpleName(),
                    i,
                    other.getClass().getSimpleName(),
                    optimizer.getClass().getSimpleName()));
      }
    }
  }

  static List<Object> saveInner(List<LRScheduler> schedulers) {
    List<Object> inner = new ArrayList<>();
    schedulers.forEach(s -> inner.add(s.stateDict()));
    return inner;
  }

  @SuppressWarnings("unchecked") // keys of state dicts are strings
  static void loadInner(Map<String, ?> state, List<LRScheduler> schedulers) {
    if (!(state.get("_schedulers") instanceof List<?> list)
        || list.size() != schedulers.size()
        || !list.stream().allMatch(Map.class::isInstance)) {
      throw wrong(state, "_schedulers", schedulers.size() + " state dicts");
    }
    for (int i = 0; i < schedulers.size(); i++) {
      schedulers.get(i).loadStateDict((Map<String, ?>) list.get(i));
    }
  }

  static GradusArgumentException wrong(Map<String, ?> state, String key, String expected) {
    return new GradusArgumentException(
        "loadStateDict: \""
            + key
            + "\" is "
            + state.get(key)
            + "; expected "
            + expected
            + ". Pass what stateDict() of such a scheduler returned.");
  }
}
