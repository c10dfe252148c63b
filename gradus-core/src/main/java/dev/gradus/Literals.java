package dev.gradus;

import dev.gradus.dtype.DType;
import java.util.List;

/// The functions of [Gradus] that make tensors of given values.
///
/// A literal follows Python: whole numbers are int64, decimals have the default dtype. Java arrays
/// keep their type: `double[]` is float64, `float[]` float32, `long[]` int64, `int[]` int32,
/// `short[]` int16, `byte[]` int8, `boolean[]` bool. Arrays are copied.
abstract sealed class Literals extends Normalization permits Factories {
  /// A zero-dimensional tensor of the default dtype. **Source**: torch.tensor.
  public static Tensor tensor(double value) {
    return tensor(value, Globals.defaultDtype());
  }

  /// A zero-dimensional tensor. **Errors**: the dtype cannot hold the number.
  public static Tensor tensor(double value, DType dtype) {
    return LiteralNumbers.scalar(dtype, new LiteralNumber.Decimal(value));
  }

  /// A zero-dimensional int64 tensor. **Source**: torch.tensor.
  public static Tensor tensor(long value) {
    return tensor(value, DType.INT64);
  }

  /// A zero-dimensional tensor. **Errors**: the dtype cannot hold the number.
  public static Tensor tensor(long value, DType dtype) {
    return LiteralNumbers.scalar(dtype, new LiteralNumber.Whole(value));
  }

  /// A zero-dimensional bool tensor. **Source**: torch.tensor.
  public static Tensor tensor(boolean value) {
    return tensor(value, DType.BOOL);
  }

  /// A zero-dimensional tensor of 0 or 1.
  public static Tensor tensor(boolean value, DType dtype) {
    return LiteralNumbers.scalar(dtype, new LiteralNumber.Truth(value));
  }

  /// A vector of the default dtype from two or more decimals: `tensor(0.5, 1.5)`.
  public static Tensor tensor(double first, double second, double... rest) {
    double[] all = new double[rest.length + 2];
    all[0] = first;
    all[1] = second;
    System.arraycopy(rest, 0, all, 2, rest.length);
    return tensor(all, Globals.defaultDtype());
  }

  /// An int64 vector from two or more whole numbers: `tensor(1, 2, 3)`.
  public static Tensor tensor(long first, long second, long... rest) {
    long[] all = new long[rest.length + 2];
    all[0] = first;
    all[1] = second;
    System.arraycopy(rest, 0, all, 2, rest.length);
    return LiteralArrays.owned(all, all.length, DType.INT64);
  }

  /// What the text says, in PyTorch's notation: `tensor("[[1., 2, 3], [3, 2, 1]]")`.
  ///
  /// Lists in brackets nest. Numbers are Python's: `1` is whole, `1.`, `.5`, `1e-3`, `nan` and
  /// `-inf` are decimals, `1+2j` is complex, `True` and `False` are bool. One decimal makes all
  /// elements decimals; `[]` has the default dtype.
  ///
  /// **Errors**: the text is malformed, which is reported with the position; or lists that stand
  /// beside each other have different lengths.
  public static Tensor tensor(String text) {
    return LiteralNumbers.tensor(LiteralText.parse(text), null);
  }

  /// As [#tensor(String)] with a dtype.
  public static Tensor tensor(String text, DType dtype) {
    return LiteralNumbers.tensor(LiteralText.parse(text), dtype);
  }

  /// What nested lists of numbers and booleans say. **Source**: torch.tensor.
  ///
  /// A `Double` or `Float` is a decimal, other numbers are whole.
  public static Tensor tensor(List<?> nested) {
    return LiteralNumbers.tensor(LiteralNumbers.tree(nested), null);
  }

  /// As [#tensor(List)] with a dtype.
  public static Tensor tensor(List<?> nested, DType dtype) {
    return LiteralNumbers.tensor(LiteralNumbers.tree(nested), dtype);
  }

  /// A float64 vector.
  public static Tensor tensor(double[] values) {
    return LiteralArrays.owned(values.clone(), values.length, DType.FLOAT64);
  }

  /// A vector, every value cast.
  public static Tensor tensor(double[] values, DType dtype) {
    return LiteralArrays.cast(tensor(values), dtype);
  }

  /// A float32 vector.
  public static Tensor tensor(float[] values) {
    return LiteralArrays.owned(values.clone(), values.length, DType.FLOAT32);
  }

  /// A vector, every value cast.
  public static Tensor tensor(float[] values, DType dtype) {
    return LiteralArrays.cast(tensor(values), dtype);
  }

  /// An int64 vector.
  public static Tensor tensor(long[] values) {
    return LiteralArrays.owned(values.clone(), values.length, DType.INT64);
  }

  /// A vector, every value cast.
  public static Tensor tensor(long[] values, DType dtype) {
    return LiteralArrays.cast(tensor(values), dtype);
  }

  /// An int32 vector.
  public static Tensor tensor(int[] values) {
    return LiteralArrays.owned(values.clone(), values.length, DType.INT32);
  }

  /// A vector, every value cast.
  public static Tensor tensor(int[] values, DType dtype) {
    return LiteralArrays.cast(tensor(values), dtype);
  }

  /// An int16 vector.
  public static Tensor tensor(short[] values) {
    return LiteralArrays.owned(values.clone(), values.length, DType.INT16);
  }

  /// A vector, every value cast.
  public static Tensor tensor(short[] values, DType dtype) {
    return LiteralArrays.cast(tensor(values), dtype);
  }

  /// An int8 vector.
  public static Tensor tensor(byte[] values) {
    return LiteralArrays.owned(values.clone(), values.length, DType.INT8);
  }

  /// A vector, every value cast: `tensor(bytes, uint8)` reads bytes without sign.
  public static Tensor tensor(byte[] values, DType dtype) {
    return LiteralArrays.cast(tensor(values), dtype);
  }

  /// A bool vector.
  public static Tensor tensor(boolean[] values) {
    return LiteralArrays.nested(values);
  }

  /// A vector, every value cast to 0 or 1.
  public static Tensor tensor(boolean[] values, DType dtype) {
    return LiteralArrays.cast(tensor(values), dtype);
  }

  /// A tensor from arrays of arrays of any depth, of one primitive type: `float[][]`, `long[][][]`.
  ///
  /// **Errors**: arrays that stand beside each other have different lengths, or the innermost type
  /// is not primitive.
  public static Tensor tensor(Object[] nested) {
    return LiteralArrays.nested(nested);
  }

  /// As [#tensor(Object\[\])], every value cast.
  public static Tensor tensor(Object[] nested, DType dtype) {
    return LiteralArrays.cast(LiteralArrays.nested(nested), dtype);
  }
}
