package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A recorded call that can be made again with other tensors.
///
/// @param <T> the library's tensor
public final class Replay<T> {
  /// What PyTorch was seeded with before every call.
  private static final long SEED = 42;

  private final Library<T> library;
  private final Bindings.Binding<T> binding;
  private final Map<String, Value> arguments;
  private final List<TensorData> tensors;
  private final List<TensorData> recorded;

  private Replay(
      Library<T> library, Bindings.Binding<T> binding, Map<String, Value> arguments, OpCase c) {
    this.library = library;
    this.binding = binding;
    this.arguments = arguments;
    this.tensors = new ArrayList<>();
    c.args().forEach(this::collect);
    c.kwargs().values().forEach(this::collect);
    this.recorded =
        c.expected() instanceof OpCase.Returned returned ? returned.outputs() : List.of();
  }

  /// The call of a case, or null if nothing bound takes it.
  public static <T> @Nullable Replay<T> of(Library<T> library, Bindings<T> bindings, OpCase c) {
    Map<String, Value> kwargs = new LinkedHashMap<>(c.kwargs());
    kwargs.remove("device", new Value.Text("cpu"));
    for (Bindings.Binding<T> binding : bindings.of(c.op())) {
      Map<String, Value> arguments = binding.signature().bind(c.args(), kwargs);
      if (arguments != null) {
        return new Replay<>(library, binding, arguments, c);
      }
    }
    return null;
  }

  /// The bound names that are called in no way in which one of the given names is called: they are
  /// no aliases of them.
  public static <T> Set<String> others(Bindings<T> bindings, Set<String> names) {
    Set<Bindings.Binding<T>> called = new HashSet<>();
    names.forEach(name -> called.addAll(bindings.of(name)));
    Set<String> others = new TreeSet<>(bindings.names());
    others.removeIf(name -> bindings.of(name).stream().anyMatch(called::contains));
    return others;
  }

  private void collect(Value value) {
    switch (value) {
      case Value.Array(TensorData data) -> tensors.add(data);
      case Value.Items(List<Value> items) -> items.forEach(this::collect);
      case Value.Dictionary(Map<String, Value> entries) -> entries.values().forEach(this::collect);
      default -> {}
    }
  }

  /// The tensors among the arguments, in their order.
  public List<TensorData> tensors() {
    return tensors;
  }

  /// Makes the call with these tensors, in the order of [#tensors()]; the results that are tensors.
  public List<T> call(List<T> with) {
    Map<TensorData, T> byData = new LinkedHashMap<>();
    for (int i = 0; i < tensors.size(); i++) {
      byData.put(tensors.get(i), with.get(i));
    }
    library.seed(SEED);
    List<T> results = new ArrayList<>();
    flatten(binding.call().call(new Arguments<>(arguments, byData, recorded)), results);
    return results;
  }

  private void flatten(@Nullable Object result, List<T> into) {
    T tensor = result == null ? null : library.asTensor(result);
    if (tensor != null) {
      into.add(tensor);
    } else if (result instanceof Iterable<?> items) {
      for (Object item : items) {
        flatten(item, into);
      }
    }
  }
}
