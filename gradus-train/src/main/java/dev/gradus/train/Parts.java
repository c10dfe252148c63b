package dev.gradus.train;

import dev.gradus.Tensor;
import dev.gradus.error.FileFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the parts of a checkpoint, each of the kind that was written.
final class Parts {
  private Parts() {}

  static double number(Map<String, ?> state, String key) {
    return of(Number.class, state.get(key), key).doubleValue();
  }

  static long whole(Map<String, ?> state, String key) {
    return of(Long.class, state.get(key), key);
  }

  static String text(Map<String, ?> state, String key) {
    return of(String.class, state.get(key), key);
  }

  @SuppressWarnings("unchecked") // checked key by key
  static Map<String, Object> map(@Nullable Object part, String what) {
    Map<?, ?> map = of(Map.class, part, what);
    map.keySet().forEach(key -> of(String.class, key, what));
    return (Map<String, Object>) map;
  }

  static Map<String, Tensor> tensors(Map<String, ?> state, String key) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    map(state.get(key), key)
        .forEach((name, value) -> tensors.put(name, of(Tensor.class, value, key)));
    return tensors;
  }

  private static <T> T of(Class<T> type, @Nullable Object part, String what) {
    if (type.isInstance(part)) {
      return type.cast(part);
    }
    throw new FileFormatException(
        "checkpoint: its \"" + what + "\" is not that of a training; it is of another kind.");
  }
}
