package dev.gradus.nn;

import dev.gradus.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Parameters by name, for a layer of your own; read them with `get`. **Source**:
/// torch.nn.ParameterDict.
public final class ParameterDict extends Layer {
  /// Creates an empty one.
  public ParameterDict() {}

  /// Creates it of named tensors, which become parameters.
  public ParameterDict(Map<String, Tensor> parameters) {
    new LinkedHashMap<>(parameters).forEach(this::put);
  }

  /// Adds a parameter, or replaces the one of that name.
  public ParameterDict put(String name, Tensor data) {
    parameter(name, data);
    return this;
  }

  /// Adds tensors, or replaces those of the same names.
  public ParameterDict update(Map<String, Tensor> more) {
    new LinkedHashMap<>(more).forEach(this::put);
    return this;
  }

  /// The parameter of that name, which becomes this one where there is none.
  public Tensor setDefault(String name, Tensor data) {
    if (!contains(name)) {
      put(name, data);
    }
    return get(name);
  }

  /// Takes a parameter away and returns it. **Errors**: there is none of that name.
  public Tensor remove(String name) {
    Tensor found = get(name);
    ownParameters().remove(name);
    return found;
  }

  /// Takes all parameters away.
  public void clear() {
    ownParameters().clear();
  }

  /// The names, in the order in which they were added.
  public Set<String> keys() {
    return Collections.unmodifiableSet(ownParameters().keySet());
  }

  /// The parameters, in the order in which they were added.
  public List<Tensor> values() {
    return ownParameters().keySet().stream().map(this::get).toList();
  }

  /// Whether there is a parameter of that name.
  public boolean contains(String name) {
    return ownParameters().containsKey(name);
  }

  /// How many parameters there are.
  public int size() {
    return ownParameters().size();
  }

  @Override
  public String extraRepr() {
    return lines(this, t -> "torch." + t.dtype().scalarName() + "Tensor");
  }

  static String lines(Layer layer, Function<Tensor, String> type) {
    List<String> lines = new ArrayList<>();
    for (String name : layer.ownParameters().keySet()) {
      Tensor t = layer.get(name);
      String size =
          Arrays.stream(t.shape()).mapToObj(Long::toString).collect(Collectors.joining("x"));
      lines.add(
          "  (%s): Parameter containing: [%s of size %s]".formatted(name, type.apply(t), size));
    }
    return String.join("\n", lines);
  }
}
