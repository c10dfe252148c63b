package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tensors from Java arrays.
final class LiteralArrays {
  private LiteralArrays() {}

  /// A vector over an array that nobody else has.
  static Tensor owned(Object array, int length, DType dtype) {
    return Tensor.wrap(Storage.wrap(array), Layout.contiguous(length), dtype);
  }

  /// A copy of an array, or of arrays of arrays.
  static Tensor nested(Object array) {
    Class<?> leaf = array.getClass();
    int rank = 0;
    for (Class<?> c = leaf; c != null; c = c.getComponentType()) {
      leaf = c;
      rank++;
    }
    DType dtype = dtype(leaf, array.getClass());
    long[] sizes = sizes(array, rank - 1);
    int numel = Math.toIntExact(Sizes.numel(sizes));
    Object flat = Array.newInstance(leaf == boolean.class ? byte.class : leaf, numel);
    copy(array, 0, sizes, flat, 0);
    return Tensor.wrap(Storage.wrap(flat), Layout.contiguous(sizes), dtype);
  }

  private static DType dtype(Class<?> leaf, Class<?> array) {
    if (leaf == double.class) {
      return DType.FLOAT64;
    } else if (leaf == float.class) {
      return DType.FLOAT32;
    } else if (leaf == long.class) {
      return DType.INT64;
    } else if (leaf == int.class) {
      return DType.INT32;
    } else if (leaf == short.class) {
      return DType.INT16;
    } else if (leaf == byte.class) {
      return DType.INT8;
    } else if (leaf == boolean.class) {
      return DType.BOOL;
    }
    throw new GradusArgumentException(
        "tensor: an array of type "
            + array.getTypeName()
            + " has no dtype; the innermost type must be double, float, long, int, short, byte or"
            + " boolean. For tensors use stack(list, 0).");
  }

  private static long[] sizes(Object array, int rank) {
    List<Long> found = new ArrayList<>(rank);
    Object at = array;
    for (int d = 0; d < rank; d++) {
      int length = at == null ? 0 : Array.getLength(at);
      found.add((long) length);
      at = length > 0 && at instanceof Object[] rows ? rows[0] : null;
    }
    long[] sizes = new long[rank];
    for (int d = 0; d < rank; d++) {
      sizes[d] = found.get(d);
    }
    return sizes;
  }

  private static int copy(@Nullable Object from, int dim, long[] sizes, Object flat, int next) {
    if (from == null) {
      throw new GradusArgumentException(
          "tensor: an array at dim " + dim + " is null; every row must be there.");
    }
    int length = Array.getLength(from);
    LiteralNumbers.checkLength(sizes[dim], dim, length);
    if (from instanceof Object[] rows) {
      int at = next;
      for (Object row : rows) {
        at = copy(row, dim + 1, sizes, flat, at);
      }
      return at;
    }
    if (from instanceof boolean[] truths && flat instanceof byte[] bytes) {
      for (int i = 0; i < length; i++) {
        bytes[next + i] = (byte) (truths[i] ? 1 : 0);
      }
    } else {
      System.arraycopy(from, 0, flat, next, length);
    }
    return next + length;
  }

  /// The same values in another dtype: cut off and wrapped around, as a cast does.
  static Tensor cast(Tensor x, DType dtype) {
    if (x.dtype() == dtype) {
      return x;
    }
    Layout layout = x.layout();
    int n = (int) layout.numel();
    Storage from = x.storage();
    Storage to = Storage.allocate(dtype, n);
    int step = dtype.isComplex() ? 2 : 1;
    boolean whole = x.dtype().isIntegral() && dtype.isIntegral();
    for (int i = 0; i < n; i++) {
      if (whole) {
        Elements.setLong(to, dtype, i, Elements.getLong(from, x.dtype(), i));
      } else {
        Elements.setDouble(to, dtype, step * i, Elements.getDouble(from, x.dtype(), i));
      }
    }
    return Tensor.wrap(to, layout, dtype);
  }
}
