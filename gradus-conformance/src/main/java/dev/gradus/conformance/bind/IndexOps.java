package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Index;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Dtypes;
import dev.gradus.conformance.run.InexpressibleException;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;

/// Reading by index.
final class IndexOps {
  private static final GradusLibrary LIBRARY = new GradusLibrary();

  private IndexOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(Dtypes.ALL, "__getitem__", "input: tensor, index", IndexOps::get);
    b.op(Dtypes.ALL, "argwhere", "input: tensor", a -> a.tensor("input").argwhere());
    b.op(
        Dtypes.ALL,
        "nonzero",
        "input: tensor, as_tuple: bool = False",
        a ->
            a.flag("as_tuple")
                ? List.of(a.tensor("input").nonzeroTuple())
                : a.tensor("input").nonzero());
  }

  /// Tuples and lists are recorded alike. One of numbers alone is a list of positions; any other is
  /// a tuple, one index a dimension.
  private static Tensor get(Arguments<Tensor> a) {
    Value index = a.value("index");
    List<Value> parts =
        index instanceof Value.Items(List<Value> items) && !isPositions(items)
            ? items
            : List.of(index);
    Index[] indices = parts.stream().map(part -> index(a, part)).toArray(Index[]::new);
    return a.tensor("input").get(indices);
  }

  private static boolean isPositions(List<Value> items) {
    return items.stream().allMatch(item -> item instanceof Value.Int || item instanceof Value.Flag);
  }

  private static Index index(Arguments<Tensor> a, Value part) {
    return switch (part) {
      case Value.Int(long position) -> Gradus.at(position);
      case Value.Slice(Long start, Long stop, Long step) ->
          Gradus.slice(start, stop, step == null ? 1 : step);
      case Value.Ellipsis _ -> Gradus.ellipsis();
      case Value.None _ -> Gradus.newAxis();
      case Value.Array _ -> Gradus.index(a.tensorOf("index", part));
      case Value.Items items -> Gradus.index(positions(items));
      default -> throw new InexpressibleException("an index of type " + part.kind());
    };
  }

  /// A list of positions, nested or not, as the tensor that PyTorch makes of it.
  private static Tensor positions(Value.Items list) {
    List<Long> shape = new ArrayList<>();
    Value first = list;
    while (first instanceof Value.Items(List<Value> items)) {
      shape.add((long) items.size());
      first = items.isEmpty() ? new Value.None() : items.get(0);
    }
    List<Long> numbers = new ArrayList<>();
    flatten(list, numbers);
    DType dtype = first instanceof Value.Flag ? DType.BOOL : DType.INT64;
    return LIBRARY.create(TensorData.ofIntegers(dtype, longs(shape), longs(numbers)));
  }

  private static void flatten(Value value, List<Long> into) {
    switch (value) {
      case Value.Items(List<Value> items) -> items.forEach(item -> flatten(item, into));
      case Value.Int(long number) -> into.add(number);
      case Value.Flag(boolean flag) -> into.add(flag ? 1L : 0L);
      default -> throw new InexpressibleException("an index list with a " + value.kind());
    }
  }

  private static long[] longs(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }
}
