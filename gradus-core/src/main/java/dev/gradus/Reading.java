package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// Reading values out of a tensor.
///
/// Arrays are copies in row-major order, whatever the layout. A dtype is widened where nothing is
/// lost and the category stays (float32 to `double`, int8 to `long`); anything else is an error
/// that names the conversion to ask for. Complex numbers are interleaved: re, im, re, im, …
public sealed interface Reading extends Iterable<Tensor> permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // --- One element ---

  /// The only element as a number. **Errors**: not exactly one element, or an imaginary part.
  /// **Source**: torch.Tensor.item.
  default double item() {
    Tensor x = self();
    int slot = onlySlot();
    double re = Elements.getDouble(x.storage(), x.dtype(), slot);
    if (x.dtype().isComplex()) {
      double im = Elements.getDouble(x.storage(), x.dtype(), slot + 1);
      if (im != 0) {
        throw new GradusArgumentException(
            "value cannot be converted to type double without overflow\nitem: the value is "
                + x.detach()
                + "; toDoubleArray() has both parts.");
      }
    }
    return re;
  }

  /// The only element as a complex number. **Errors**: not exactly one element. **Source**:
  /// torch.Tensor.item.
  default Complex itemComplex() {
    Tensor x = self();
    int slot = onlySlot();
    double re = Elements.getDouble(x.storage(), x.dtype(), slot);
    boolean complex = x.dtype().isComplex();
    return new Complex(re, complex ? Elements.getDouble(x.storage(), x.dtype(), slot + 1) : 0);
  }

  /// The only element as a whole number, fractions cut off. **Errors**: not exactly one element, or
  /// a value that no long is near.
  default long itemLong() {
    Tensor x = self();
    if (x.dtype().isIntegral()) {
      return Elements.getLong(x.storage(), x.dtype(), onlySlot());
    }
    double value = item();
    if (Double.isNaN(value)) {
      throw new GradusArgumentException("cannot convert float NaN to integer");
    }
    if (Double.isInfinite(value)) {
      throw new GradusArgumentException("cannot convert float infinity to integer");
    }
    if (value < -0x1p63 || value >= 0x1p63) {
      throw new GradusArgumentException(
          "itemLong: " + value + " is out of the range of a long; use item().");
    }
    return (long) value;
  }

  /// Whether the only element is not 0; nan is not 0. **Errors**: not exactly one element.
  /// **Source**: bool(torch.Tensor).
  default boolean itemBoolean() {
    Tensor x = self();
    if (x.numel() != 1) {
      throw new GradusArgumentException(
          (x.numel() == 0
                  ? "Boolean value of Tensor with no values is ambiguous"
                  : "Boolean value of Tensor with more than one value is ambiguous")
              + "\nitemBoolean: the sizes are "
              + x.sizeText()
              + "; reduce with all() or any() first.");
    }
    if (x.storage() == Storage.HIDDEN) {
      throw VmapErrors.dataDependent();
    }
    int slot = onlySlot();
    return Elements.getDouble(x.storage(), x.dtype(), slot) != 0
        || x.dtype().isComplex() && Elements.getDouble(x.storage(), x.dtype(), slot + 1) != 0;
  }

  private int onlySlot() {
    Tensor x = self();
    if (x.storage() == Storage.HIDDEN) {
      throw VmapErrors.item();
    }
    if (x.numel() != 1) {
      throw new GradusArgumentException(
          "a Tensor with "
              + x.numel()
              + " elements cannot be converted to Scalar\nitem: the sizes are "
              + x.sizeText()
              + "; choose an element with select(dim, index), or use toDoubleArray().");
    }
    long offset = x.layout().offset();
    return Math.toIntExact(x.dtype().isComplex() ? 2 * offset : offset);
  }

  // --- All elements ---

  /// All elements of a float32, float16, bfloat16 or complex64 tensor.
  ///
  /// **Errors**: the tensor requires grad, or `float` cannot hold its elements. **Source**:
  /// torch.Tensor.numpy.
  default float[] toFloatArray() {
    return ArrayReader.floats(self());
  }

  /// All elements of a floating or complex tensor. **Errors** as [#toFloatArray()].
  default double[] toDoubleArray() {
    return ArrayReader.doubles(self());
  }

  /// All elements of an integer tensor. **Errors** as [#toFloatArray()].
  default long[] toLongArray() {
    return ArrayReader.longs(self());
  }

  /// All elements of an integer tensor other than int64. **Errors** as [#toFloatArray()].
  default int[] toIntArray() {
    return ArrayReader.ints(self());
  }

  /// All elements of an int16, int8 or uint8 tensor. **Errors** as [#toFloatArray()].
  default short[] toShortArray() {
    return ArrayReader.shorts(self());
  }

  /// All elements of an int8 or uint8 tensor; those of uint8 as bits, so that 255 is -1. **Errors**
  /// as [#toFloatArray()].
  default byte[] toByteArray() {
    return ArrayReader.bytes(self());
  }

  /// All elements of a bool tensor. **Errors** as [#toFloatArray()].
  default boolean[] toBooleanArray() {
    return ArrayReader.booleans(self());
  }

  /// Arrays of arrays, one level for each dimension, in the type that holds the dtype: `float` for
  /// float32 and narrower, `short` for uint8. To be cast: `(float[][]) x.toNestedArray()`.
  ///
  /// **Errors**: the tensor requires grad, or has no dimensions.
  default Object toNestedArray() {
    return ArrayReader.nested(self());
  }

  /// Nested lists of `Double`, `Long` or `Boolean`; a complex number is a list of its two parts.
  /// Works for tensors that require grad, too. **Errors**: no dimensions. **Source**:
  /// torch.Tensor.tolist.
  default List<Object> toList() {
    return ArrayReader.list(self());
  }

  // --- Iteration ---

  /// The parts along dimension 0, which are views: `for (Tensor row : x)`. **Gradient**: each goes
  /// to its part. **Errors**: no dimensions. **Source**: iter(torch.Tensor).
  @Override
  default Iterator<Tensor> iterator() {
    Tensor x = self();
    if (x.dim() == 0) {
      throw new GradusArgumentException(
          "iteration over a 0-d tensor\niterator: a tensor without dimensions has no parts; item()"
              + " is its value.");
    }
    return Arrays.asList(x.unbind(0)).iterator();
  }
}
