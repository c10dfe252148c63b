package dev.gradus.optim;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Options of PyTorch's that say how a step is computed, not which: there is one way here. State
/// dicts and printed optimisers have them all the same, with the values that leave it open.
final class FixedOptions {
  private static final String FOREACH_KEY = "foreach";
  private static final String CAPTURABLE_KEY = "capturable";
  private static final String FUSED_KEY = "fused";

  static final Map<String, @Nullable Object> FOREACH = of(FOREACH_KEY);
  static final Map<String, @Nullable Object> FUSED = of(FOREACH_KEY, FUSED_KEY);
  static final Map<String, @Nullable Object> CAPTURABLE = of(FOREACH_KEY, CAPTURABLE_KEY);
  static final Map<String, @Nullable Object> ALL = of(FOREACH_KEY, CAPTURABLE_KEY, FUSED_KEY);
  static final Map<String, @Nullable Object> ADAMW = adamW();
  static final Map<String, @Nullable Object> ADDMM = Map.of("use_addmm", false);

  private FixedOptions() {}

  private static Map<String, @Nullable Object> of(String... keys) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    Arrays.stream(keys).forEach(key -> map.put(key, key.equals(CAPTURABLE_KEY) ? false : null));
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, @Nullable Object> adamW() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>(ALL);
    map.put("decoupled_weight_decay", true);
    return Collections.unmodifiableMap(map);
  }
}
