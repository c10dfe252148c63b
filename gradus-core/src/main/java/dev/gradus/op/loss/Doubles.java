package dev.gradus.op.loss;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.lang.ref.Reference;
import java.util.Arrays;

/// Tensors as arrays for kernels that compute in float64.
final class Doubles {
  private Doubles() {}

  /// The elements in row-major order, in an array of their own.
  static double[] of(Tensor x) {
    Tensor plain = Call.unrecorded(() -> x.detach().to(DType.FLOAT64).contiguous());
    try {
      int from = (int) plain.layout().offset();
      return Arrays.copyOfRange(
          (double[]) plain.storage().array(), from, from + (int) plain.numel());
    } finally {
      Reference.reachabilityFence(plain);
    }
  }

  /// The elements of an integer tensor in row-major order, in an array of their own.
  static long[] longs(Tensor x) {
    Tensor plain = Call.unrecorded(() -> x.detach().to(DType.INT64).contiguous());
    try {
      int from = (int) plain.layout().offset();
      return Arrays.copyOfRange((long[]) plain.storage().array(), from, from + (int) plain.numel());
    } finally {
      Reference.reachabilityFence(plain);
    }
  }

  /// A tensor of these elements.
  static Tensor tensor(double[] y, DType dtype, long... sizes) {
    Tensor t = Tensor.empty(DType.FLOAT64, sizes);
    System.arraycopy(y, 0, (double[]) t.storage().array(), 0, y.length);
    return Call.unrecorded(() -> t.to(dtype));
  }
}
