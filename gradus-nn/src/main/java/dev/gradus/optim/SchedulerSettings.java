package dev.gradus.optim;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a scheduler was made with, on its way into a state dict or out of it: each call names a
/// setting and its present value, and gives the value from now on.
///
/// A scheduler states its settings once, in [LRScheduler#settings], for saving, checking and
/// loading.
public abstract class SchedulerSettings {
  private SchedulerSettings() {}

  abstract Object next(String key, Object now);

  /// A number.
  public final double number(String key, double now) {
    return ((Number) next(key, now)).doubleValue();
  }

  /// A whole number.
  public final long count(String key, long now) {
    return ((Number) next(key, now)).longValue();
  }

  /// A truth value.
  public final boolean flag(String key, boolean now) {
    return (Boolean) next(key, now);
  }

  /// One of several names, the constants of an enum in small letters.
  public final <E extends Enum<E>> E name(String key, E now) {
    String name = (String) next(key, text(now));
    for (E constant : now.getDeclaringClass().getEnumConstants()) {
      if (text(constant).equals(name)) {
        return constant;
      }
    }
    throw SchedulerState.wrong(Map.of(key, name), key, "one of PyTorch's names");
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Several numbers.
  public final double[] numbers(String key, double[] now) {
    List<?> list = (List<?>) next(key, Arrays.stream(now).boxed().toList());
    return list.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
  }

  /// Whole numbers, each as often as it is counted.
  final long[] counts(String key, long[] now) {
    Map<Long, Object> counted = new TreeMap<>();
    Arrays.stream(now).forEach(n -> counted.merge(n, 1L, (a, b) -> (Long) a + (Long) b));
    return ((Map<?, ?>) next(key, counted))
        .entrySet().stream()
            .flatMapToLong(e -> {
              long[] same = new long[((Number) e.getValue()).intValue()];
              Arrays.fill(same, Long.parseLong(String.valueOf(e.getKey())));
              return Arrays.stream(same);
            })
            .toArray();
  }

  /// Writes settings to a state.
  static SchedulerSettings saving(Map<String, Object> state) {
    return new SchedulerSettings() {
      @Override
      Object next(String key, Object now) {
        state.put(key, now);
        return now;
      }
    };
  }

  /// Takes settings from a state; one that it lacks stays as it is. A value of another kind is
  /// refused.
  static SchedulerSettings loading(Map<String, ?> state) {
    Map<String, Object> given = new LinkedHashMap<>(state);
    return new SchedulerSettings() {
      @Override
      Object next(String key, Object now) {
        Object other = given.get(key);
        return other == null ? now : checked(given, key, now, other);
      }
    };
  }

  /// Refuses what [#loading] refuses, and changes nothing.
  static SchedulerSettings checking(Map<String, ?> state) {
    SchedulerSettings loading = loading(state);
    return new SchedulerSettings() {
      @Override
      Object next(String key, Object now) {
        var _ = loading.next(key, now);
        return now;
      }
    };
  }

  private static Object checked(Map<String, ?> state, String key, Object now, Object other) {
    boolean fits =
        switch (now) {
          case Number _ -> other instanceof Number;
          case Boolean _ -> other instanceof Boolean;
          case String _ -> other instanceof String;
          case List<?> old ->
              other instanceof List<?> list
                  && list.size() == old.size()
                  && list.stream().allMatch(Number.class::isInstance);
          case Map<?, ?> _ ->
              other instanceof Map<?, ?> map
                  && map.values().stream().allMatch(Number.class::isInstance)
                  && map.keySet().stream().allMatch(SchedulerSettings::isCount);
          default -> false;
        };
    if (!fits) {
      throw SchedulerState.wrong(state, key, "a value like " + PythonText.of(now));
    }
    return other;
  }

  private static boolean isCount(@Nullable Object key) {
    return String.valueOf(key).matches("-?\\d{1,18}");
  }
}
