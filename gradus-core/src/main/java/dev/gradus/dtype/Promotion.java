package dev.gradus.dtype;

import dev.gradus.dtype.DType.Kind;
import org.jspecify.annotations.Nullable;

/// PyTorch's promotion lattice.
///
/// Operands fall into three groups: tensors with dimensions, zero-dimensional tensors, and plain
/// numbers. A lower group takes part only if its category is higher than that of the groups above
/// it.
public final class Promotion {
  private Promotion() {}

  /// The smallest dtype to which both can be converted.
  public static DType promote(DType a, DType b) {
    if (a == b) {
      return a;
    }
    if (a.kind() != b.kind()) {
      return mixed(
          a.kind().compareTo(b.kind()) > 0 ? a : b, a.kind().compareTo(b.kind()) > 0 ? b : a);
    }
    return switch (a.kind()) {
      case BOOL -> DType.BOOL;
      case INTEGER -> integers(a, b);
      case FLOATING -> floats(a, b);
      case COMPLEX -> DType.COMPLEX128;
    };
  }

  private static DType mixed(DType high, DType low) {
    boolean widens = high == DType.COMPLEX64 && low == DType.FLOAT64;
    return widens ? DType.COMPLEX128 : high;
  }

  private static DType integers(DType a, DType b) {
    boolean unsigned = a == DType.UINT8 || b == DType.UINT8;
    if (unsigned && (a == DType.INT8 || b == DType.INT8)) {
      return DType.INT16;
    }
    return a.itemSize() >= b.itemSize() ? a : b;
  }

  private static DType floats(DType a, DType b) {
    boolean halves = a.itemSize() == 2 && b.itemSize() == 2;
    if (halves) {
      return DType.FLOAT32;
    }
    return a.itemSize() >= b.itemSize() ? a : b;
  }

  /// The result of one operand of each group; a missing group is null.
  ///
  /// @param tensors promoted dtype of the tensors that have dimensions
  /// @param zeroDim promoted dtype of the zero-dimensional tensors
  /// @param numbers promoted dtype of the plain numbers
  public static DType resultType(
      @Nullable DType tensors, @Nullable DType zeroDim, @Nullable DType numbers) {
    DType result = combine(tensors, zeroDim);
    result = combine(result, numbers);
    if (result == null) {
      throw new IllegalArgumentException("resultType: no operands; at least one is required.");
    }
    return result;
  }

  private static @Nullable DType combine(@Nullable DType higher, @Nullable DType lower) {
    if (higher == null || lower == null) {
      return higher == null ? lower : higher;
    }
    return lower.kind().compareTo(higher.kind()) > 0 ? promote(higher, lower) : higher;
  }

  /// Whether a result of dtype `from` may be written into a tensor of dtype `to` in place: the
  /// category may not go down.
  public static boolean canCast(DType from, DType to) {
    if (from.kind() == Kind.COMPLEX && to.kind() != Kind.COMPLEX) {
      return false;
    }
    if (from.kind() == Kind.FLOATING && to.isIntegral()) {
      return false;
    }
    return from == DType.BOOL || to != DType.BOOL;
  }
}
