package dev.gradus.optim;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The state dicts of optimisers, in PyTorch's layout, and their printed form.
final class OptimizerStates {
  private OptimizerStates() {}

  static <O extends OptimizerOptions<O>> Map<String, Object> save(
      List<ParameterGroup<O>> groups, IdentityHashMap<Tensor, ParameterState> states) {
    Map<Integer, Object> state = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> saved = new ArrayList<>();
    int index = 0;
    for (ParameterGroup<O> group : groups) {
      Map<String, @Nullable Object> options = options(group);
      List<Integer> numbers = new ArrayList<>();
      for (Tensor p : group.parameters()) {
        ParameterState s = states.get(p);
        if (s != null && !s.isEmpty()) {
          state.put(index, s.toMap());
        }
        numbers.add(index++);
      }
      options.put("params", numbers);
      saved.add(options);
    }
    Map<String, Object> dict = new LinkedHashMap<>();
    dict.put("state", state);
    dict.put("param_groups", saved);
    return dict;
  }

  private static <O extends OptimizerOptions<O>> Map<String, @Nullable Object> options(
      ParameterGroup<O> group) {
    Map<String, @Nullable Object> map = OptionRecords.toMap(group.options());
    map.putAll(group.options().fixed());
    map.putAll(group.notes());
    return map;
  }

  /// Reads a state dict; the groups take its options when all of it is known to be good.
  static <O extends OptimizerOptions<O>> IdentityHashMap<Tensor, ParameterState> load(
      List<ParameterGroup<O>> groups, Map<String, ?> dict) {
    List<?> saved = part(dict, "param_groups", List.class);
    Map<?, ?> state = part(dict, "state", Map.class);
    if (saved.size() != groups.size()) {
      throw new GradusArgumentException(
          "loaded state dict has a different number of parameter groups"
              + "\nloadStateDict: it has "
              + saved.size()
              + ", the optimizer has "
              + groups.size()
              + ".");
    }
    List<O> options = new ArrayList<>();
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    Map<Object, Tensor> parameters = new LinkedHashMap<>();
    for (int k = 0; k < groups.size(); k++) {
      Map<String, @Nullable Object> map = named(saved.get(k));
      List<?> numbers = part(map, "params", List.class);
      List<Tensor> own = groups.get(k).parameters();
      if (numbers.size() != own.size()) {
        throw new GradusArgumentException(
            "loaded state dict contains a parameter group that doesn't match the size of optimizer's group"
                + "\nloadStateDict: group "
                + k
                + " has "
                + numbers.size()
                + " parameters, the optimizer's has "
                + own.size()
                + ".");
      }
      for (int i = 0; i < own.size(); i++) {
        parameters.put(key(numbers.get(i)), own.get(i));
      }
      options.add(OptionRecords.fromMap(groups.get(k).options(), map));
      maps.add(map);
    }
    IdentityHashMap<Tensor, ParameterState> states = new IdentityHashMap<>();
    state.forEach((number, content) -> {
      Tensor p = parameters.get(key(number));
      if (p != null && content instanceof Map<?, ?> map) {
        states.put(p, ParameterState.fromMap(p, map));
      }
    });
    for (int k = 0; k < groups.size(); k++) {
      groups.get(k).setOptions(options.get(k));
      for (String note : ParameterGroup.NOTES) {
        if (maps.get(k).get(note) instanceof Number value) {
          groups.get(k).setNote(note, value.doubleValue());
        }
      }
    }
    return states;
  }

  // Numbers of parameters are Integer or Long, depending on where the dict comes from.
  private static Object key(@Nullable Object number) {
    return number instanceof Number n ? (Object) n.longValue() : String.valueOf(number);
  }

  private static Map<String, @Nullable Object> named(@Nullable Object group) {
    if (!(group instanceof Map<?, ?> map)) {
      throw new GradusArgumentException(
          "loadStateDict: a parameter group is " + group + "; expected a map of options.");
    }
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    map.forEach((key, value) -> named.put(String.valueOf(key), value));
    return named;
  }

  private static <T> T part(Map<String, ?> dict, String key, Class<T> type) {
    Object value = dict.get(key);
    if (!type.isInstance(value)) {
      throw new GradusArgumentException(
          "loadStateDict: the state dict has no "
              + type.getSimpleName().toLowerCase(java.util.Locale.ROOT)
              + " \""
              + key
              + "\"; pass what stateDict() of an optimizer returned. Its keys are "
              + dict.keySet()
              + ".");
    }
    return type.cast(value);
  }

  static <O extends OptimizerOptions<O>> String text(String name, List<ParameterGroup<O>> groups) {
    StringBuilder text = new StringBuilder(name).append(" (");
    for (int k = 0; k < groups.size(); k++) {
      text.append("\nParameter Group ").append(k).append('\n');
      new TreeMap<>(options(groups.get(k)))
          .forEach((key, value) ->
              text.append("    ")
                  .append(key)
                  .append(": ")
                  .append(PythonText.of(value))
                  .append('\n'));
    }
    return text.append(')').toString();
  }
}
