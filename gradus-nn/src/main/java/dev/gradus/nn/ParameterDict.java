package dev.gradus.nn;

import dev.gradus.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
