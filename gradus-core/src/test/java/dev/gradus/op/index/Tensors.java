package dev.gradus.op.index;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.util.Objects;

/// Tensors from numbers and back, past all operations.
final class Tensors {
  private Tensors() {}

  static Tensor of(DType dtype, long[] sizes, double... values) {
    Layout layout = Layout.contiguous(sizes);
    Storage storage = Storage.allocate(dtype, layout.numel());
    for (int i = 0; i < values.length; i++) {
      Elements.setDouble(storage, dtype, i, values[i]);
    }
    return Tensor.wrap(storage, layout, dtype);
  }

  /// float64 values 0, 1, 2, …
  static Tensor range(long... sizes) {
    return range(DType.FLOAT64, sizes);
  }

  static Tensor range(DType dtype, long... sizes) {
    int slots = (int) Layout.contiguous(sizes).numel() * (dtype.isComplex() ? 2 : 1);
    double[] values = new double[slots];
    for (int i = 0; i < slots; i++) {
      values[i] = i;
    }
    return of(dtype, sizes, values);
  }

  /// A float64 vector.
  static Tensor vector(double... values) {
    return of(DType.FLOAT64, new long[] {values.length}, values);
  }

  /// An int64 vector.
  static Tensor longs(long... values) {
    return Tensor.wrap(Storage.wrap(values.clone()), Layout.contiguous(values.length), DType.INT64);
  }

  /// A bool vector.
  static Tensor mask(int... values) {
    double[] truth = new double[values.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = values[i];
    }
    return of(DType.BOOL, new long[] {values.length}, truth);
  }

  /// The slots in logical row-major order; complex elements have two.
  static double[] values(Tensor x) {
    long[] sizes = x.layout().sizes();
    int width = x.dtype().isComplex() ? 2 : 1;
    double[] out = new double[(int) x.numel() * width];
    for (int i = 0; i < x.numel(); i++) {
      long rest = i;
      long place = x.layout().offset();
      for (int d = sizes.length - 1; d >= 0; d--) {
        place += rest % sizes[d] * x.layout().strides()[d];
        rest /= sizes[d];
      }
      for (int w = 0; w < width; w++) {
        out[i * width + w] = Elements.getDouble(x.storage(), x.dtype(), (int) place * width + w);
      }
    }
    return out;
  }

  /// The gradient that was summed up, as [#values].
  static double[] grad(Tensor x) {
    return values(Objects.requireNonNull(x.grad()));
  }

  /// The name of the node that made a tensor, or `none`.
  static String node(Tensor y) {
    var fn = y.gradFn();
    return fn == null ? "none" : fn.name();
  }

  /// The name of the node to which input `i` of a tensor's node sends its gradient, or `none`.
  static String next(Tensor y, int i) {
    var edge = Objects.requireNonNull(y.gradFn()).edges()[i];
    return edge == null ? "none" : edge.node().name();
  }
}
