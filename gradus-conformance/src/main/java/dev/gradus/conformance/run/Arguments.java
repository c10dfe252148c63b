package dev.gradus.conformance.run;

import dev.gradus.Complex;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.cases.Values;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The arguments of one call by parameter name, with typed access.
///
/// An argument that has not the type asked for means that Gradus has no such call:
/// [InexpressibleException].
///
/// @param <T> the library's tensor
public final class Arguments<T> {
  private final Map<String, Value> values;
  private final Map<TensorData, T> tensors;
  private final List<TensorData> recorded;

  Arguments(Map<String, Value> values, Map<TensorData, T> tensors, List<TensorData> recorded) {
    this.values = values;
    this.tensors = tensors;
    this.recorded = recorded;
  }

  /// The recorded outputs, for the few operations whose results are made unique afterwards: which
  /// of them were recorded shows in their number and ranks.
  public List<TensorData> recordedOutputs() {
    return recorded;
  }

  /// The argument as it was recorded.
  public Value value(String name) {
    return Objects.requireNonNull(values.get(name), () -> "the signature has no parameter " + name);
  }

  /// Whether the argument is `None`.
  public boolean isNone(String name) {
    return value(name) instanceof Value.None;
  }

  /// Whether the argument is a tensor.
  public boolean isTensor(String name) {
    return value(name) instanceof Value.Array;
  }

  /// A tensor.
  public T tensor(String name) {
    return tensorOf(name, value(name));
  }

  /// A tensor or `None`.
  public @Nullable T tensorOrNull(String name) {
    return isNone(name) ? null : tensor(name);
  }

  /// A list of tensors.
  public List<T> tensors(String name) {
    List<T> list = new ArrayList<>();
    for (Value item : items(name)) {
      list.add(tensorOf(name, item));
    }
    return list;
  }

  /// The tensor that was made for a recorded one inside a nested argument.
  public T tensorOf(String name, Value value) {
    if (value instanceof Value.Array(TensorData data)) {
      return Objects.requireNonNull(tensors.get(data), "every recorded tensor is created");
    }
    throw mismatch(name, "a tensor", value);
  }

  /// The items of a list.
  public List<Value> items(String name) {
    Value value = value(name);
    if (value instanceof Value.Items(List<Value> items)) {
      return items;
    }
    throw mismatch(name, "a list", value);
  }

  /// An int.
  public long longValue(String name) {
    Value value = value(name);
    if (value instanceof Value.Int(long number)) {
      return number;
    }
    throw mismatch(name, "an int", value);
  }

  /// An int that is small in Gradus too: a dimension, a count of dimensions.
  public int intValue(String name) {
    return Math.toIntExact(longValue(name));
  }

  /// An int or `None`.
  public @Nullable Integer intOrNull(String name) {
    return isNone(name) ? null : intValue(name);
  }

  /// An int or a list of ints.
  public long[] longs(String name) {
    Value value = value(name);
    if (value instanceof Value.Int(long number)) {
      return new long[] {number};
    }
    List<Value> items = items(name);
    long[] numbers = new long[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(items.get(i) instanceof Value.Int(long number))) {
        throw mismatch(name, "a list of ints", value);
      }
      numbers[i] = number;
    }
    return numbers;
  }

  /// An int or a list of ints, as dimensions.
  public int[] ints(String name) {
    long[] longs = longs(name);
    int[] ints = new int[longs.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = Math.toIntExact(longs[i]);
    }
    return ints;
  }

  /// A list of real numbers.
  public double[] reals(String name) {
    List<Value> items = items(name);
    double[] numbers = new double[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(numberOf(name, items.get(i)) instanceof Number number)) {
        throw mismatch(name, "a list of real numbers", value(name));
      }
      numbers[i] = number.doubleValue();
    }
    return numbers;
  }

  /// A list of ints and lists of ints, as lists of dimensions.
  public int[][] intLists(String name) {
    List<Value> items = items(name);
    int[][] lists = new int[items.size()][];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = intsOf(name, items.get(i));
    }
    return lists;
  }

  private static int[] intsOf(String name, Value value) {
    List<Value> items =
        value instanceof Value.Items(List<Value> several) ? several : List.of(value);
    int[] ints = new int[items.size()];
    for (int i = 0; i < ints.length; i++) {
      if (!(items.get(i) instanceof Value.Int(long number))) {
        throw mismatch(name, "a list of ints", value);
      }
      ints[i] = Math.toIntExact(number);
    }
    return ints;
  }

  /// A real number as a double: an int, a float, a bool, or the text `inf`, `-inf`, `nan`.
  public double real(String name) {
    return switch (number(name)) {
      case Boolean flag -> flag ? 1 : 0;
      case Number number -> number.doubleValue();
      default -> throw mismatch(name, "a real number", value(name));
    };
  }

  /// Whether the argument is a complex number.
  public boolean isComplex(String name) {
    return value(name) instanceof Value.Complex;
  }

  /// A number as a complex one.
  public Complex complex(String name) {
    return number(name) instanceof Complex number ? number : new Complex(real(name), 0);
  }

  /// A number with Python's type, because results depend on it: `Long`, `Double`, `Boolean` or
  /// [Complex].
  public Object number(String name) {
    return numberOf(name, value(name));
  }

  private static Object numberOf(String name, Value value) {
    Double special = value instanceof Value.Text(String text) ? Value.numberOf(text) : null;
    if (special != null) {
      return special;
    }
    return switch (value) {
      case Value.Int(long number) -> number;
      case Value.Real(double number) -> number;
      case Value.Flag(boolean flag) -> flag;
      case Value.Complex(double re, double im) -> new Complex(re, im);
      default -> throw mismatch(name, "a number", value);
    };
  }

  /// A bool.
  public boolean flag(String name) {
    Value value = value(name);
    if (value instanceof Value.Flag(boolean flag)) {
      return flag;
    }
    throw mismatch(name, "a bool", value);
  }

  /// A string.
  public String text(String name) {
    Value value = value(name);
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    throw mismatch(name, "a string", value);
  }

  /// A string or `None`.
  public @Nullable String textOrNull(String name) {
    return isNone(name) ? null : text(name);
  }

  /// A dtype.
  public DType dtype(String name) {
    Value value = value(name);
    if (value instanceof Value.Type(String type)) {
      return Values.dtype(type);
    }
    throw mismatch(name, "a dtype", value);
  }

  /// A dtype or `None`.
  public @Nullable DType dtypeOrNull(String name) {
    return isNone(name) ? null : dtype(name);
  }

  private static InexpressibleException mismatch(String name, String wanted, Value value) {
    return new InexpressibleException(
        "argument '%s' must be %s, not %s".formatted(name, wanted, value.kind()));
  }
}
