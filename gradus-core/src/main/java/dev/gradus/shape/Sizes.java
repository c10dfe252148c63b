package dev.gradus.shape;

import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.StringJoiner;

/// Sizes of tensors: counting, comparing, printing, and completing a `-1`.
public final class Sizes {
  /// The sizes of a zero-dimensional tensor.
  public static final long[] SCALAR = {};

  private Sizes() {}

  /// How many elements a tensor of these sizes has.
  public static long numel(long[] sizes) {
    long n = 1;
    for (long s : sizes) {
      n = Math.multiplyExact(n, s);
    }
    return n;
  }

  /// The row-major strides of these sizes.
  public static long[] rowMajor(long[] sizes) {
    long[] strides = new long[sizes.length];
    long step = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      strides[d] = step;
      step = Math.multiplyExact(step, Math.max(sizes[d], 1));
    }
    return strides;
  }

  /// As PyTorch prints sizes in most sentences: `[2, 3]`.
  public static String text(long[] sizes) {
    return Arrays.toString(sizes);
  }

  /// As PyTorch prints a `torch.Size`: `torch.Size([2, 3])`.
  public static String torchSize(long[] sizes) {
    return "torch.Size(" + text(sizes) + ")";
  }

  /// As PyTorch prints sizes in matrix sentences: `2x3`.
  public static String cross(long[] sizes) {
    StringJoiner joiner = new StringJoiner("x");
    for (long s : sizes) {
      joiner.add(Long.toString(s));
    }
    return joiner.toString();
  }

  /// The sizes with a single `-1` replaced by what makes `numel` elements.
  ///
  /// @throws GradusArgumentException if no value does
  public static long[] complete(long[] wanted, long numel) {
    int unknown = -1;
    long known = 1;
    for (int d = 0; d < wanted.length; d++) {
      if (wanted[d] == -1) {
        if (unknown >= 0) {
          throw new GradusArgumentException("only one dimension can be inferred");
        }
        unknown = d;
      } else if (wanted[d] < 0) {
        throw new GradusArgumentException(
            "invalid shape dimension "
                + wanted[d]
                + " at index "
                + d
                + " of shape "
                + text(wanted));
      } else {
        known = Math.multiplyExact(known, wanted[d]);
      }
    }
    boolean fits = unknown < 0 ? known == numel : known > 0 && numel % known == 0;
    if (unknown >= 0 && known == 0 && numel == 0) {
      throw new GradusArgumentException(
          "cannot reshape tensor of 0 elements into shape "
              + text(wanted)
              + " because the unspecified dimension size -1 can be any value and is ambiguous");
    }
    if (!fits) {
      throw new GradusArgumentException(
          "shape '" + text(wanted) + "' is invalid for input of size " + numel);
    }
    if (unknown < 0) {
      return wanted;
    }
    long[] full = wanted.clone();
    full[unknown] = numel / known;
    return full;
  }

  /// Checks that no size is negative.
  public static long[] checkNonNegative(String op, long[] sizes) {
    for (long s : sizes) {
      if (s < 0) {
        throw new GradusArgumentException(
            "Trying to create tensor with negative dimension "
                + s
                + ": "
                + text(sizes)
                + "\n"
                + op
                + ": every size must be 0 or more.");
      }
    }
    return sizes;
  }
}
