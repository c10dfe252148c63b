package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.FInfo;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;

/// A number as Python's literals know it.
sealed interface LiteralNumber {
  /// True or False.
  record Truth(boolean value) implements LiteralNumber {}

  /// Without a point or exponent.
  record Whole(long value) implements LiteralNumber {}

  /// With a point or exponent, or nan, or infinite.
  record Decimal(double value) implements LiteralNumber {}

  /// With an imaginary part.
  record Complex(double re, double im) implements LiteralNumber {}

  // Chains of tests where a `switch` over types would do: Note [No lambda before the first result].

  /// The category, which decides the dtype when none is asked for.
  default DType.Kind kind() {
    if (this instanceof Truth) {
      return DType.Kind.BOOL;
    }
    if (this instanceof Whole) {
      return DType.Kind.INTEGER;
    }
    return this instanceof Decimal ? DType.Kind.FLOATING : DType.Kind.COMPLEX;
  }

  /// The dtype of a literal whose highest category is this.
  static DType dtype(DType.Kind kind) {
    return switch (kind) {
      case BOOL -> DType.BOOL;
      case INTEGER -> DType.INT64;
      case FLOATING -> Globals.defaultDtype();
      case COMPLEX -> Globals.defaultDtype().toComplex();
    };
  }

  /// The real part.
  default double real() {
    if (this instanceof Truth t) {
      return t.value ? 1 : 0;
    }
    if (this instanceof Whole w) {
      return (double) w.value;
    }
    return this instanceof Decimal d ? d.value : ((Complex) this).re;
  }

  /// Writes the number into element `i` of a storage.
  ///
  /// **Errors**: the dtype cannot hold it: an integer that is too large, or a complex number in a
  /// real dtype.
  default void store(Storage storage, DType dtype, int i) {
    if (dtype.isComplex()) {
      Elements.setDouble(storage, dtype, 2 * i, real());
      Elements.setDouble(storage, dtype, 2 * i + 1, this instanceof Complex c ? c.im : 0);
    } else if (dtype == DType.BOOL) {
      boolean truth = real() != 0 || this instanceof Complex c && c.im != 0;
      Elements.setLong(storage, dtype, i, truth ? 1 : 0);
    } else if (this instanceof Complex c) {
      throw new GradusArgumentException(
          "must be real number, not complex"
              + "\ntensor: "
              + c
              + " does not fit into "
              + dtype
              + "; use complex64 or complex128, or leave the imaginary part out.");
    } else if (dtype.isFloatingPoint()) {
      Elements.setDouble(storage, dtype, i, real());
    } else {
      Elements.setLong(storage, dtype, i, whole(dtype));
    }
  }

  // Fractions are cut off; -1 as uint8 is 255, but 256 is an error, as in PyTorch.
  private long whole(DType dtype) {
    if (!isWithin(dtype)) {
      throw overflow("tensor", dtype, dtype.torchName());
    }
    return exact();
  }

  /// Checks a number that fills a tensor: it must be in the range of the dtype.
  default void checkFits(DType dtype) {
    boolean fits =
        switch (dtype.kind()) {
          case INTEGER -> isWithin(dtype);
          case FLOATING -> !Double.isFinite(real()) || Math.abs(real()) <= FInfo.of(dtype).max();
          case BOOL, COMPLEX -> true;
        };
    if (!fits) {
      throw overflow("full", dtype, typeName(dtype));
    }
  }

  private boolean isWithin(DType dtype) {
    int bits = 8 * dtype.itemSize();
    return this instanceof Decimal d
        ? Math.abs(d.value) < 0x1p63 && inRange((long) d.value, dtype, bits)
        : inRange(exact(), dtype, bits);
  }

  private static String typeName(DType dtype) {
    return switch (dtype) {
      case UINT8 -> "uint8_t";
      case INT8 -> "int8_t";
      case INT16 -> "int16_t";
      case INT32 -> "int";
      case INT64 -> "int64_t";
      case FLOAT16 -> "at::Half";
      case BFLOAT16 -> "c10::BFloat16";
      case FLOAT32 -> "float";
      default -> dtype.torchName();
    };
  }

  private GradusArgumentException overflow(String op, DType dtype, String type) {
    return new GradusArgumentException(
        "value cannot be converted to type "
            + type
            + " without overflow\n"
            + op
            + ": "
            + (this instanceof Decimal d ? Double.toString(d.value) : Long.toString(exact()))
            + " is out of the range of "
            + dtype
            + "; use a wider dtype.");
  }

  private static boolean inRange(long value, DType dtype, int bits) {
    if (bits == Long.SIZE) {
      return true;
    }
    long limit = dtype.isSigned() ? 1L << bits - 1 : 1L << bits;
    return value < limit && value >= (dtype.isSigned() ? -limit : 1 - limit);
  }

  private long exact() {
    return this instanceof Whole w ? w.value : (long) real();
  }
}
