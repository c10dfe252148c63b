package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tensors from trees of literals: a tree is a [LiteralNumber] or a list of trees.
final class LiteralNumbers {
  private final long[] sizes;
  private final DType dtype;
  private final Storage storage;
  private int next;

  private LiteralNumbers(long[] sizes, DType dtype, Storage storage) {
    this.sizes = sizes;
    this.dtype = dtype;
    this.storage = storage;
  }

  static Tensor scalar(DType dtype, LiteralNumber number) {
    Storage storage = Storage.allocate(dtype, 1);
    number.store(storage, dtype, 0);
    return Tensor.wrap(storage, Layout.SCALAR, dtype);
  }

  /// @param wanted the dtype, or null to take it from the numbers
  static Tensor tensor(Object tree, @Nullable DType wanted) {
    long[] sizes = sizes(tree);
    DType.Kind kind = kind(tree, null);
    DType dtype = wanted;
    if (dtype == null) {
      dtype = kind == null ? Globals.defaultDtype() : LiteralNumber.dtype(kind);
    }
    Layout layout = Layout.contiguous(sizes);
    LiteralNumbers target =
        new LiteralNumbers(sizes, dtype, Storage.allocate(dtype, layout.numel()));
    target.store(tree, 0);
    return Tensor.wrap(target.storage, layout, dtype);
  }

  /// The tree of nested lists of numbers and booleans.
  static Object tree(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> {
        List<Object> items = new ArrayList<>(list.size());
        for (Object item : list) {
          items.add(tree(item));
        }
        yield items;
      }
      case Boolean b -> new LiteralNumber.Truth(b);
      case Double d -> new LiteralNumber.Decimal(d);
      case Complex z -> new LiteralNumber.Complex(z.re(), z.im());
      case Float f -> new LiteralNumber.Decimal(f);
      case Long n -> new LiteralNumber.Whole(n);
      case Integer n -> new LiteralNumber.Whole(n);
      case Short n -> new LiteralNumber.Whole(n);
      case Byte n -> new LiteralNumber.Whole(n);
      case null, default ->
          throw new GradusArgumentException(
              "tensor: a list holds "
                  + (value == null ? "null" : "a " + value.getClass().getName())
                  + "; it may hold Double, Float, Long, Integer, Short, Byte, Boolean and lists.");
    };
  }

  // The first item of every list says what the others must be.
  private static long[] sizes(Object tree) {
    List<Long> found = new ArrayList<>();
    Object at = tree;
    while (at instanceof List<?> list) {
      found.add((long) list.size());
      if (list.isEmpty()) {
        break;
      }
      at = list.get(0);
    }
    long[] sizes = new long[found.size()];
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = found.get(d);
    }
    return sizes;
  }

  private static DType.@Nullable Kind kind(Object tree, DType.@Nullable Kind highest) {
    if (tree instanceof List<?> list) {
      DType.Kind kind = highest;
      for (Object item : list) {
        kind = kind(item, kind);
      }
      return kind;
    }
    DType.Kind own = ((LiteralNumber) tree).kind();
    return highest == null || own.compareTo(highest) > 0 ? own : highest;
  }

  private void store(Object tree, int dim) {
    if (dim == sizes.length) {
      if (!(tree instanceof LiteralNumber number)) {
        throw new GradusArgumentException(
            "must be real number, not list\ntensor: a list stands beside a number at dim "
                + (dim - 1)
                + "; items of one list must all be numbers or all be lists.");
      }
      number.store(storage, dtype, next++);
      return;
    }
    if (!(tree instanceof List<?> list)) {
      throw new GradusArgumentException(
          "not a sequence\ntensor: a number stands beside a list at dim "
              + (dim - 1)
              + "; items of one list must all be numbers or all be lists.");
    }
    checkLength(sizes[dim], dim, list.size());
    for (Object item : list) {
      store(item, dim + 1);
    }
  }

  static void checkLength(long expected, int dim, long length) {
    if (length != expected) {
      throw new GradusArgumentException(
          "expected sequence of length "
              + expected
              + " at dim "
              + dim
              + " (got "
              + length
              + ")\ntensor: rows of one dimension must be equally long; pad the shorter ones.");
    }
  }
}
