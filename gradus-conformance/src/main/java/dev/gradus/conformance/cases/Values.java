package dev.gradus.conformance.cases;

import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Decoding of recorded values from JSON.
public final class Values {
  private Values() {}

  /// The value that a JSON node stands for.
  ///
  /// @throws CaseFormatException if it stands for none
  public static Value decode(JsonNode node) {
    if (node.isNull()) {
      return new Value.None();
    }
    if (node.isBoolean()) {
      return new Value.Flag(node.booleanValue());
    }
    if (node.isIntegralNumber()) {
      return new Value.Int(node.longValue());
    }
    if (node.isNumber()) {
      return new Value.Real(node.doubleValue());
    }
    if (node.isString()) {
      return new Value.Text(node.stringValue());
    }
    return node.isArray() ? new Value.Items(decodeAll(node)) : decodeObject(node);
  }

  /// The values of a JSON array.
  public static List<Value> decodeAll(JsonNode array) {
    List<Value> items = new ArrayList<>();
    for (JsonNode item : array) {
      items.add(decode(item));
    }
    return items;
  }

  /// The values of a JSON object in their order.
  public static Map<String, Value> decodeEntries(JsonNode object) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      entries.put(entry.getKey(), decode(entry.getValue()));
    }
    return entries;
  }

  private static Value decodeObject(JsonNode node) {
    if (node.size() != 1) {
      throw new CaseFormatException("not a recorded value: " + abbreviate(node));
    }
    Map.Entry<String, JsonNode> entry = node.properties().iterator().next();
    JsonNode inner = entry.getValue();
    return switch (entry.getKey()) {
      case "tensor" -> new Value.Array(decodeTensor(inner));
      case "dtype" -> new Value.Type(inner.stringValue());
      case "slice" -> new Value.Slice(bound(inner, 0), bound(inner, 1), bound(inner, 2));
      case "ellipsis" -> new Value.Ellipsis();
      case "complex" ->
          new Value.Complex(number(required(inner, "re")), number(required(inner, "im")));
      case "dict" -> new Value.Dictionary(decodeEntries(inner));
      default -> throw new CaseFormatException("not a recorded value: " + abbreviate(node));
    };
  }

  private static @Nullable Long bound(JsonNode slice, int index) {
    JsonNode bound = slice.get(index);
    return bound == null || bound.isNull() ? null : bound.longValue();
  }

  /// The tensor in `{"tensor": {…}}` or in the object inside it.
  ///
  /// @throws UnknownDTypeException if Gradus has no such dtype
  public static TensorData decodeTensor(JsonNode node) {
    JsonNode fields = node.has("tensor") ? node.get("tensor") : node;
    DType dtype = dtype(required(fields, "dtype").stringValue());
    long[] shape = longs(required(fields, "shape"));
    JsonNode data = required(fields, "data");
    TensorData tensor =
        dtype.isIntegral()
            ? TensorData.ofIntegers(dtype, shape, longs(data))
            : TensorData.ofReals(dtype, shape, doubles(data));
    JsonNode strides = fields.get("strides");
    return tensor
        .withStrides(strides == null ? null : longs(strides))
        .withRequiresGrad(fields.path("requires_grad").asBoolean(false));
  }

  /// A field that a value cannot do without.
  ///
  /// @throws CaseFormatException if it is missing
  public static JsonNode required(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null) {
      throw new CaseFormatException("no field '" + field + "' in " + abbreviate(node));
    }
    return value;
  }

  /// The dtype of that name.
  ///
  /// @throws UnknownDTypeException if Gradus has no such dtype
  public static DType dtype(String name) {
    for (DType dtype : DType.values()) {
      if (dtype.torchName().equals(name)) {
        return dtype;
      }
    }
    throw new UnknownDTypeException(name);
  }

  /// A JSON array of numbers as doubles.
  public static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    int i = 0;
    for (JsonNode item : array) {
      values[i++] = number(item);
    }
    return values;
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    int i = 0;
    for (JsonNode item : array) {
      values[i++] = item.isBoolean() ? (item.booleanValue() ? 1 : 0) : item.longValue();
    }
    return values;
  }

  private static double number(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    Double value = node.isString() ? Value.numberOf(node.stringValue()) : null;
    if (value == null) {
      throw new CaseFormatException("not a number: " + abbreviate(node));
    }
    return value;
  }

  private static String abbreviate(JsonNode node) {
    String text = node.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
