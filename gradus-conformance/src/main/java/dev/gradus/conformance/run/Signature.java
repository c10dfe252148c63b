package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of a PyTorch function, so that positional and keyword calls both bind.
///
/// Written as in Python, with a type where overloads must be told apart:
///
/// ```
/// input, dim: ints = None, keepdim: bool = False, dtype: dtype = None
/// input, *sizes: int
/// ```
///
/// Types are `tensor`, `tensors`, `number`, `int`, `ints` (one or a list), `bool`, `str`, `dtype`,
/// and `none` for parameters of which only the default exists in Gradus; without a type everything
/// is taken. `None` is taken where it is the default.
public final class Signature {
  private final List<Parameter> parameters;

  private Signature(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /// Reads a signature.
  public static Signature parse(String text) {
    List<Parameter> parameters = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        if (!text.substring(start, i).isBlank()) {
          parameters.add(Parameter.parse(text.substring(start, i)));
        }
        start = i + 1;
      }
    }
    return new Signature(List.copyOf(parameters));
  }

  /// The value of every parameter in a call, or null if the signature does not take the call.
  public @Nullable Map<String, Value> bind(List<Value> args, Map<String, Value> kwargs) {
    Map<String, Value> bound = new LinkedHashMap<>();
    Set<String> unused = new HashSet<>(kwargs.keySet());
    int next = 0;
    for (Parameter parameter : parameters) {
      Value value;
      if (parameter.variadic()) {
        value = rest(args.subList(next, args.size()));
        next = args.size();
      } else if (next < args.size()) {
        value = args.get(next++);
      } else {
        value = kwargs.getOrDefault(parameter.name(), parameter.defaultValue());
        unused.remove(parameter.name());
      }
      if (value == null || !takes(parameter, value)) {
        return null;
      }
      bound.put(parameter.name(), value);
    }
    return next == args.size() && unused.isEmpty() ? bound : null;
  }

  private static boolean takes(Parameter parameter, Value value) {
    if (parameter.variadic() && value instanceof Value.Items(List<Value> items)) {
      return items.stream().allMatch(parameter::accepts);
    }
    boolean isDefault = value.equals(parameter.defaultValue());
    return isDefault || parameter.accepts(value);
  }

  /// `f(x, 1, 2)` and `f(x, [1, 2])` are the same call.
  private static Value rest(List<Value> args) {
    return args.size() == 1 && args.get(0) instanceof Value.Items items
        ? items
        : new Value.Items(List.copyOf(args));
  }
}
