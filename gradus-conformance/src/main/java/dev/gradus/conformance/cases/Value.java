package dev.gradus.conformance.cases;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A recorded argument or plain result.
public sealed interface Value {

  /// Python's `None`.
  record None() implements Value {}

  /// A tensor.
  record Array(TensorData data) implements Value {}

  /// A list or tuple.
  record Items(List<Value> items) implements Value {}

  /// A Python int.
  record Int(long value) implements Value {}

  /// A Python float.
  record Real(double value) implements Value {}

  /// A Python bool.
  record Flag(boolean value) implements Value {}

  /// A Python complex number.
  record Complex(double re, double im) implements Value {}

  /// A string; `inf`, `-inf` and `nan` may stand for numbers.
  record Text(String value) implements Value {}

  /// `start:stop:step`, null where omitted.
  record Slice(@Nullable Long start, @Nullable Long stop, @Nullable Long step) implements Value {}

  /// `...` in an index.
  record Ellipsis() implements Value {}

  /// A dtype by its PyTorch name.
  record Type(String name) implements Value {}

  /// A Python dict with string keys.
  record Dictionary(Map<String, Value> entries) implements Value {}

  /// Something else that a call in text made: a layer.
  record Made(Object object) implements Value {}

  /// The number that a string stands for, or null if it stands for none.
  static @Nullable Double numberOf(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  /// How the value is named in reports: `tensor`, `int`, `list`.
  default String kind() {
    return switch (this) {
      case None _ -> "None";
      case Array _ -> "tensor";
      case Items _ -> "list";
      case Int _ -> "int";
      case Real _ -> "float";
      case Flag _ -> "bool";
      case Complex _ -> "complex";
      case Text _ -> "str";
      case Slice _ -> "slice";
      case Ellipsis _ -> "ellipsis";
      case Type _ -> "dtype";
      case Dictionary _ -> "dict";
      case Made _ -> "object";
    };
  }
}
