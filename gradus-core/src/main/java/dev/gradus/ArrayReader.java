package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.memory.Elements;
import dev.gradus.memory.RowMajor;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/// Java arrays and lists of a tensor's elements.
final class ArrayReader {
  private ArrayReader() {}

  /// A fresh array of the storage's type with the elements in row-major order.
  static Object copy(Tensor x) {
    Layout layout = x.layout();
    return RowMajor.copy(x.storage(), x.dtype(), layout.sizes(), layout.strides(), layout.offset());
  }

  static float[] floats(Tensor x) {
    Object all =
        checked(
            x,
            "toFloatArray",
            DType.FLOAT32,
            switch (x.dtype()) {
              case FLOAT32, COMPLEX64, FLOAT16, BFLOAT16 -> true;
              default -> false;
            });
    if (all instanceof float[] same) {
      return same;
    }
    Storage storage = Storage.wrap(all);
    float[] y = new float[storage.slots()];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) Elements.getDouble(storage, x.dtype(), i);
    }
    return y;
  }

  static double[] doubles(Tensor x) {
    Object all = checked(x, "toDoubleArray", DType.FLOAT64, !x.dtype().isIntegral());
    if (all instanceof double[] same) {
      return same;
    }
    Storage storage = Storage.wrap(all);
    double[] y = new double[storage.slots()];
    for (int i = 0; i < y.length; i++) {
      y[i] = Elements.getDouble(storage, x.dtype(), i);
    }
    return y;
  }

  static long[] longs(Tensor x) {
    Object all = checked(x, "toLongArray", DType.INT64, isInteger(x, 8));
    if (all instanceof long[] same) {
      return same;
    }
    Storage storage = Storage.wrap(all);
    long[] y = new long[storage.slots()];
    for (int i = 0; i < y.length; i++) {
      y[i] = Elements.getLong(storage, x.dtype(), i);
    }
    return y;
  }

  static int[] ints(Tensor x) {
    Object all = checked(x, "toIntArray", DType.INT32, isInteger(x, 4));
    if (all instanceof int[] same) {
      return same;
    }
    Storage storage = Storage.wrap(all);
    int[] y = new int[storage.slots()];
    for (int i = 0; i < y.length; i++) {
      y[i] = (int) Elements.getLong(storage, x.dtype(), i);
    }
    return y;
  }

  static short[] shorts(Tensor x) {
    return shorts(x, checked(x, "toShortArray", DType.INT16, isInteger(x, 2)));
  }

  private static short[] shorts(Tensor x, Object all) {
    if (all instanceof short[] same) {
      return same;
    }
    Storage storage = Storage.wrap(all);
    short[] y = new short[storage.slots()];
    for (int i = 0; i < y.length; i++) {
      y[i] = (short) Elements.getLong(storage, x.dtype(), i);
    }
    return y;
  }

  static byte[] bytes(Tensor x) {
    return (byte[]) checked(x, "toByteArray", DType.INT8, isInteger(x, 1));
  }

  static boolean[] booleans(Tensor x) {
    byte[] all = (byte[]) checked(x, "toBooleanArray", DType.BOOL, x.dtype() == DType.BOOL);
    boolean[] y = new boolean[all.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = all[i] != 0;
    }
    return y;
  }

  private static boolean isInteger(Tensor x, int bytes) {
    return x.dtype().kind() == DType.Kind.INTEGER && x.dtype().itemSize() <= bytes;
  }

  // The copy is of the storage's type; where `fits` is false there is none.
  private static Object checked(Tensor x, String op, DType wanted, boolean fits) {
    checkNoGrad(x, op);
    if (!fits) {
      throw new GradusArgumentException(
          op
              + ": the tensor has dtype "
              + x.dtype()
              + ", whose values this array does not hold without a conversion; ask for it: x.to("
              + wanted.torchName()
              + ")."
              + op
              + "().");
    }
    return copy(x);
  }

  private static void checkNoGrad(Tensor x, String op) {
    if (x.requiresGrad()) {
      throw new GradusStateException(
          "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.\n"
              + op
              + ": what happens to an array is not recorded. Use x.detach()."
              + op
              + "().");
    }
  }

  static Object nested(Tensor x) {
    checkNoGrad(x, "toNestedArray");
    if (x.dim() == 0) {
      throw new GradusArgumentException(
          "toNestedArray: the tensor has no dimensions; use item() for its value.");
    }
    Object flat =
        switch (x.dtype()) {
          case BOOL -> booleans(x);
          case UINT8 -> shorts(x);
          case FLOAT16, BFLOAT16 -> floats(x);
          default -> copy(x);
        };
    long[] sizes = x.shape();
    if (x.isComplex()) {
      sizes[sizes.length - 1] *= 2;
    }
    int[] lengths = new int[sizes.length];
    for (int d = 0; d < lengths.length; d++) {
      lengths[d] = Math.toIntExact(sizes[d]);
    }
    Object nested = Array.newInstance(flat.getClass().getComponentType(), lengths);
    scatter(flat, 0, nested);
    return nested;
  }

  private static int scatter(Object flat, int at, Object to) {
    if (to instanceof Object[] rows) {
      int next = at;
      for (Object row : rows) {
        next = scatter(flat, next, row);
      }
      return next;
    }
    int length = Array.getLength(to);
    System.arraycopy(flat, at, to, 0, length);
    return at + length;
  }

  static List<Object> list(Tensor x) {
    if (x.dim() == 0) {
      throw new GradusArgumentException(
          "toList: the tensor has no dimensions; use item() for its value.");
    }
    return list(Storage.wrap(copy(x)), x.dtype(), x.layout().sizes(), 0, 0);
  }

  private static List<Object> list(Storage all, DType dtype, long[] sizes, int dim, long at) {
    List<Object> items = new ArrayList<>(Math.toIntExact(sizes[dim]));
    long step = 1;
    for (int d = dim + 1; d < sizes.length; d++) {
      step *= sizes[d];
    }
    for (long i = 0; i < sizes[dim]; i++) {
      long first = at + i * step;
      items.add(
          dim + 1 < sizes.length
              ? list(all, dtype, sizes, dim + 1, first)
              : element(all, dtype, (int) first));
    }
    return items;
  }

  private static Object element(Storage all, DType dtype, int i) {
    return switch (dtype.kind()) {
      case BOOL -> Elements.getLong(all, dtype, i) != 0;
      case INTEGER -> Elements.getLong(all, dtype, i);
      case FLOATING -> Elements.getDouble(all, dtype, i);
      case COMPLEX ->
          List.of(Elements.getDouble(all, dtype, 2 * i), Elements.getDouble(all, dtype, 2 * i + 1));
    };
  }
}
