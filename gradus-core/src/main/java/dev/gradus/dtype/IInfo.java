package dev.gradus.dtype;

import dev.gradus.error.GradusArgumentException;

/// The range of an integer dtype. **Source**: torch.iinfo.
///
/// @param dtype the dtype
/// @param bits the bits that a number takes
/// @param min the smallest number
/// @param max the largest number
public record IInfo(DType dtype, int bits, long min, long max) {
  /// The range of a dtype.
  ///
  /// @throws GradusArgumentException if it is no integer dtype
  public static IInfo of(DType dtype) {
    return switch (dtype) {
      case UINT8 -> new IInfo(dtype, 8, 0, 255);
      case INT8 -> new IInfo(dtype, 8, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> new IInfo(dtype, 16, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> new IInfo(dtype, 32, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> new IInfo(dtype, 64, Long.MIN_VALUE, Long.MAX_VALUE);
      case BOOL ->
          throw new GradusArgumentException(
              "torch.bool is not supported by torch.iinfo\niinfo: its values are 0 and 1.");
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 ->
          throw new GradusArgumentException(
              "torch.iinfo() requires an integer input type. Use torch.finfo to handle"
                  + " 'torch.iinfo'\niinfo: the dtype is "
                  + dtype
                  + "; use finfo.");
    };
  }

  /// As PyTorch prints it.
  @Override
  public String toString() {
    return "iinfo(min=" + min + ", max=" + max + ", dtype=" + dtype.torchName() + ")";
  }
}
