package dev.gradus.op.pointwise;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.lang.ref.Reference;
import java.util.Arrays;

/// Tensors as arrays that belong to nobody else, for kernels that compute in float64 whatever the
/// dtype.
public final class PlainArrays {
  private PlainArrays() {}

  /// The elements in row-major order.
  public static double[] doubles(Tensor x) {
    Tensor plain = plain(x, DType.FLOAT64);
    try {
      int from = start(plain);
      return Arrays.copyOfRange(
          (double[]) plain.storage().array(), from, from + (int) plain.numel());
    } finally {
      Reference.reachabilityFence(plain);
    }
  }

  /// The elements in row-major order, in float32.
  public static float[] floats(Tensor x) {
    Tensor plain = plain(x, DType.FLOAT32);
    try {
      int from = start(plain);
      return Arrays.copyOfRange(
          (float[]) plain.storage().array(), from, from + (int) plain.numel());
    } finally {
      Reference.reachabilityFence(plain);
    }
  }

  /// Whole numbers in row-major order.
  public static long[] longs(Tensor x) {
    Tensor plain = plain(x, DType.INT64);
    try {
      int from = start(plain);
      return Arrays.copyOfRange((long[]) plain.storage().array(), from, from + (int) plain.numel());
    } finally {
      Reference.reachabilityFence(plain);
    }
  }

  // Nothing lies at the offset of a tensor without elements.
  private static int start(Tensor plain) {
    return plain.numel() == 0 ? 0 : (int) plain.layout().offset();
  }

  private static Tensor plain(Tensor x, DType dtype) {
    return Call.unrecorded(() -> x.detach().to(dtype).contiguous());
  }

  /// A tensor of these elements, rounded to the dtype.
  public static Tensor tensor(double[] y, DType dtype, long... sizes) {
    Tensor t = Tensor.empty(DType.FLOAT64, sizes);
    System.arraycopy(y, 0, (double[]) t.storage().array(), 0, y.length);
    return Call.unrecorded(() -> t.to(dtype));
  }
}
