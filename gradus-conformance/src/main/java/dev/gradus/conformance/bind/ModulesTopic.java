package dev.gradus.conformance.bind;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.CallText;
import dev.gradus.conformance.cases.RecordedCase;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Values;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Comparison;
import dev.gradus.conformance.run.Interpreter;
import dev.gradus.conformance.run.Library;
import dev.gradus.conformance.run.Outcome;
import dev.gradus.conformance.run.Outcome.Side;
import dev.gradus.conformance.run.Tolerance;
import dev.gradus.conformance.run.Topic;
import dev.gradus.dtype.DType;
import dev.gradus.nn.GaussianNLLLoss;
import dev.gradus.nn.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The topic `modules`: a layer with its state, what it gave, the gradients, and the state after.
final class ModulesTopic implements Topic {
  private final Library<Tensor> library;
  private final Interpreter<Tensor> constructors;

  ModulesTopic(Library<Tensor> library) {
    this.library = library;
    Bindings<Tensor> bindings = new Bindings<>();
    LayerOps.bind(bindings);
    this.constructors = new Interpreter<>(library, bindings);
  }

  @Override
  public Outcome run(RecordedCase c) {
    JsonNode fields = c.fields();
    Layer layer = layer(fields);
    List<Tensor> inputs = tensors(fields, "inputs");
    inputs.stream().filter(x -> x.dtype().isDifferentiable()).forEach(Tensor::requiresGrad_);
    // Copies, because a layer may overwrite what it gets, which a leaf does not allow.
    List<Tensor> all = new ArrayList<>();
    inputs.forEach(x -> all.add(x.requiresGrad() ? x.clone() : x));
    for (String name : List.of("target", "input_lengths", "target_lengths")) {
      if (fields.has(name)) {
        all.add(library.create(Values.decodeTensor(fields.get(name))));
      }
    }
    if (layer instanceof GaussianNLLLoss && fields.has("target")) {
      // The variance, an input, comes last in the call.
      all.add(1, all.removeLast());
    }
    List<Tensor> outputs = LayerCalls.outputs(layer, all);
    String difference = compare("output", decoded(fields, "outputs"), outputs);
    difference = difference != null ? difference : gradients(fields, layer, inputs, outputs);
    if (difference == null && fields.has("state_after")) {
      difference = state(fields.get("state_after"), layer);
    }
    return difference == null ? new Outcome.Passed(Side.NONE) : Outcome.failed(difference);
  }

  // The text may say in a word behind the call what the target is.
  private Layer layer(JsonNode fields) {
    String text = Values.required(fields, "module").stringValue();
    text = text.substring(0, text.lastIndexOf(')') + 1);
    Layer layer = (Layer) constructors.result(CallText.parse(text));
    layer.to(DType.FLOAT64);
    Map<String, Tensor> state = new LinkedHashMap<>();
    fields
        .path("state")
        .properties()
        .forEach(e -> state.put(e.getKey(), library.create(Values.decodeTensor(e.getValue()))));
    layer.loadStateDict(state);
    layer.train(Values.required(fields, "train").booleanValue());
    return layer;
  }

  private List<Tensor> tensors(JsonNode fields, String name) {
    return decoded(fields, name).stream().map(library::create).toList();
  }

  private static List<TensorData> decoded(JsonNode fields, String name) {
    List<TensorData> all = new ArrayList<>();
    Values.required(fields, name).forEach(node -> all.add(Values.decodeTensor(node)));
    return all;
  }

  private @Nullable String compare(String what, List<TensorData> expected, List<Tensor> found) {
    if (expected.size() != found.size()) {
      return "%d %ss, expected %d".formatted(found.size(), what, expected.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      String difference = compare(expected.get(i), found.get(i));
      if (difference != null) {
        return what + " " + i + ": " + difference;
      }
    }
    return null;
  }

  private @Nullable String compare(TensorData expected, Tensor found) {
    return Comparison.difference(
        expected, library.read(found), Tolerance.of("module", expected, false));
  }

  private @Nullable String gradients(
      JsonNode fields, Layer layer, List<Tensor> inputs, List<Tensor> outputs) {
    Map<String, @Nullable JsonNode> expected = new LinkedHashMap<>();
    Map<String, Tensor> wanted = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).requiresGrad()) {
        wanted.put("input " + i, inputs.get(i));
        expected.put("input " + i, fields.path("input_grads").get(i));
      }
    }
    layer
        .namedParameters()
        .forEach((name, p) -> {
          wanted.put(name, p);
          expected.put(name, fields.path("param_grads").get(name));
        });
    if (wanted.isEmpty()) {
      return null;
    }
    List<Tensor> roots = new ArrayList<>();
    List<Tensor> weights = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      JsonNode weight = Values.required(fields, "grad_outputs").get(i);
      if (outputs.get(i).requiresGrad() && weight != null && !weight.isNull()) {
        roots.add(outputs.get(i));
        weights.add(library.create(Values.decodeTensor(weight)));
      }
    }
    Map<String, Tensor> found =
        Gradus.grad(roots, wanted, weights, GradOptions.DEFAULT.withAllowUnused(true));
    for (String name : wanted.keySet()) {
      String difference = gradient(expected.get(name), found.get(name));
      if (difference != null) {
        return "gradient of " + name + ": " + difference;
      }
    }
    return null;
  }

  private @Nullable String gradient(@Nullable JsonNode expected, @Nullable Tensor found) {
    if (expected == null || expected.isNull()) {
      boolean none = found == null || library.read(found).isZero();
      return none ? null : "there is one, expected none";
    }
    TensorData data = Values.decodeTensor(expected);
    if (found == null) {
      return data.isZero() ? null : "none";
    }
    return compare(data, found);
  }

  private @Nullable String state(JsonNode expected, Layer layer) {
    Map<String, Tensor> state = layer.stateDict();
    for (Map.Entry<String, JsonNode> e : expected.properties()) {
      Tensor found = state.get(e.getKey());
      if (found == null) {
        return "state: no " + e.getKey();
      }
      String difference = compare(Values.decodeTensor(e.getValue()), found);
      if (difference != null) {
        return "state " + e.getKey() + ": " + difference;
      }
    }
    return state.size() == expected.size()
        ? null
        : "state has " + state.keySet() + ", expected " + expected.size() + " names";
  }
}
