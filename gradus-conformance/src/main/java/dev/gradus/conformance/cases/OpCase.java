package dev.gradus.conformance.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A decoded case of an operation.
///
/// @param op PyTorch's name
/// @param variant a variant of the call, empty if there is none
/// @param args the positional arguments
/// @param kwargs the keyword arguments in their order
/// @param expected what PyTorch did
public record OpCase(
    String id,
    String op,
    String variant,
    List<Value> args,
    Map<String, Value> kwargs,
    Expected expected) {

  /// What PyTorch did with the call.
  public sealed interface Expected {}

  /// It returned something that is not a tensor.
  public record Plain(Value value) implements Expected {}

  /// It threw.
  ///
  /// @param type the name of Python's exception class
  /// @param message the first line of its message
  public record Thrown(String type, String message) implements Expected {}

  /// It returned tensors.
  ///
  /// @param names node names by output, null where the output has none; empty if not recorded
  /// @param gradOutputs the gradient that was fed, by output index
  /// @param grads the gradients of the inputs that require them, null where unused; null as a whole
  ///   if none were taken
  public record Returned(
      List<TensorData> outputs,
      List<@Nullable String> names,
      Map<Integer, TensorData> gradOutputs,
      @Nullable List<@Nullable TensorData> grads)
      implements Expected {}

  /// Decodes a line.
  ///
  /// @throws CaseFormatException if a field is missing or malformed
  /// @throws UnknownDTypeException if a dtype is recorded that Gradus does not have
  public static OpCase decode(RecordedCase line) {
    JsonNode fields = line.fields();
    try {
      return new OpCase(
          line.id(),
          line.name(),
          fields.path("variant").asString(""),
          Values.decodeAll(Values.required(fields, "args")),
          Values.decodeEntries(fields.path("kwargs")),
          expected(fields));
    } catch (CaseFormatException | JacksonException | IllegalArgumentException e) {
      throw new CaseFormatException(
          "%s: case %s: %s".formatted(line.place(), line.id(), e.getMessage()), e);
    }
  }

  private static Expected expected(JsonNode fields) {
    if (fields.has("error")) {
      return new Thrown(fields.get("error").stringValue(), fields.path("message").asString(""));
    }
    if (fields.has("value")) {
      return new Plain(Values.decode(fields.get("value")));
    }
    List<TensorData> outputs = new ArrayList<>();
    for (JsonNode output : Values.required(fields, "outputs")) {
      outputs.add(Values.decodeTensor(output));
    }
    return new Returned(outputs, names(fields), gradOutputs(fields), grads(fields));
  }

  private static List<@Nullable String> names(JsonNode fields) {
    List<@Nullable String> names = new ArrayList<>();
    for (JsonNode name : fields.path("grad_fn")) {
      names.add(name.isNull() ? null : name.stringValue());
    }
    return names;
  }

  private static Map<Integer, TensorData> gradOutputs(JsonNode fields) {
    Map<Integer, TensorData> gradients = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : fields.path("grad_outputs").properties()) {
      gradients.put(Integer.valueOf(entry.getKey()), Values.decodeTensor(entry.getValue()));
    }
    return gradients;
  }

  private static @Nullable List<@Nullable TensorData> grads(JsonNode fields) {
    if (!fields.has("grads")) {
      return null;
    }
    List<@Nullable TensorData> grads = new ArrayList<>();
    for (JsonNode grad : fields.get("grads")) {
      grads.add(grad.isNull() ? null : Values.decodeTensor(grad));
    }
    return grads;
  }
}
