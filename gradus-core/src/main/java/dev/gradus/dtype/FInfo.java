package dev.gradus.dtype;

import dev.gradus.error.GradusArgumentException;

/// The numerical limits of a floating dtype. **Source**: torch.finfo.
///
/// @param dtype the dtype; for a complex one that of its parts
/// @param bits the bits that a number takes
/// @param eps the distance from 1 to the next number
/// @param max the largest number
/// @param min the smallest number, −max
/// @param smallestNormal the smallest positive number with all digits
/// @param resolution the decimal digits that are exact, as a power of 10
public record FInfo(
    DType dtype,
    int bits,
    double eps,
    double max,
    double min,
    double smallestNormal,
    double resolution) {

  /// The limits of a dtype.
  ///
  /// @throws GradusArgumentException if it is neither floating nor complex
  public static FInfo of(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> of(dtype, 0x1p-10, 65504, 0x1p-14, 1e-3);
      case BFLOAT16 -> of(dtype, 0x1p-7, 0x1.fep127, 0x1p-126, 1e-2);
      case FLOAT32 -> of(dtype, 0x1p-23, Float.MAX_VALUE, Float.MIN_NORMAL, 1e-6);
      case FLOAT64 -> of(dtype, 0x1p-52, Double.MAX_VALUE, Double.MIN_NORMAL, 1e-15);
      case COMPLEX64, COMPLEX128 -> of(dtype.toReal());
      case BOOL, UINT8, INT8, INT16, INT32, INT64 ->
          throw new GradusArgumentException(
              "torch.finfo() requires a floating point input type. Use torch.iinfo to handle"
                  + " 'torch.finfo'\nfinfo: the dtype is "
                  + dtype
                  + "; use iinfo.");
    };
  }

  private static FInfo of(
      DType dtype, double eps, double max, double smallestNormal, double resolution) {
    return new FInfo(dtype, 8 * dtype.itemSize(), eps, max, -max, smallestNormal, resolution);
  }

  /// PyTorch's older name of [#smallestNormal()].
  public double tiny() {
    return smallestNormal;
  }

  /// As PyTorch prints it.
  @Override
  public String toString() {
    String limits =
        switch (dtype) {
          case FLOAT16 -> text("0.001", "65504", "0.000976562", "6.10352e-05");
          case BFLOAT16 -> text("0.01", "3.38953e+38", "0.0078125", "1.17549e-38");
          case FLOAT32 -> text("1e-06", "3.40282e+38", "1.19209e-07", "1.17549e-38");
          default -> text("1e-15", "1.79769e+308", "2.22045e-16", "2.22507e-308");
        };
    return "finfo(" + limits + ", dtype=" + dtype.torchName() + ")";
  }

  private static String text(String resolution, String max, String eps, String normal) {
    return "resolution="
        + resolution
        + ", min=-"
        + max
        + ", max="
        + max
        + ", eps="
        + eps
        + ", smallest_normal="
        + normal
        + ", tiny="
        + normal;
  }
}
