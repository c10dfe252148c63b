package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;
import java.util.List;
import java.util.Map;

/// Reads the state dicts of schedulers.
final class SchedulerState {
  private SchedulerState() {}

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
