package dev.gradus.op.index;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.memory.Storage;
import dev.gradus.op.pointwise.ComplexCopy;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import java.lang.ref.Reference;

/// Where the elements are that are not 0.
public final class Nonzero {
  private Nonzero() {}

  /// Their coordinates, one row for each, in row-major order; the columns are contiguous.
  public static Tensor of(Tensor x) {
    long[] sizes = x.layout().sizes();
    long[] found = positions(x, sizes);
    long n = found.length;
    long[] all = dev.gradus.kernel.Nonzero.coordinates(found, sizes);
    Layout layout = Layout.of(new long[] {n, sizes.length}, new long[] {1, Math.max(n, 1)}, 0);
    return Tensor.wrap(Storage.wrap(all), layout, DType.INT64);
  }

  /// Their coordinates, one vector for each dimension; a tensor without dimensions counts as one of
  /// a single element.
  public static Tensor[] columns(Tensor x) {
    Tensor all = of(x.dim() == 0 ? vector(x) : x);
    Tensor[] columns = new Tensor[Math.max(x.dim(), 1)];
    for (int d = 0; d < columns.length; d++) {
      columns[d] = Tensor.wrap(all.storage(), Views.select(all.layout(), 1, d), DType.INT64);
    }
    return columns;
  }

  private static Tensor vector(Tensor x) {
    return Tensor.wrap(x.storage(), Views.unsqueeze(x.layout(), 0), x.dtype());
  }

  /// Their numbers in row-major order, of a tensor seen in larger sizes.
  static Tensor flat(Tensor x, long[] sizes) {
    long[] found = positions(x, sizes);
    return Tensor.wrap(Storage.wrap(found), Layout.contiguous(found.length), DType.INT64);
  }

  private static long[] positions(Tensor x, long[] sizes) {
    Call.refuseDynamicShape("nonzero", x);
    Tensor truth = truth(x, sizes);
    try {
      byte[] array = (byte[]) truth.storage().array();
      return dev.gradus.kernel.Nonzero.positions(
          array, (int) truth.layout().offset(), (int) truth.numel());
    } finally {
      Reference.reachabilityFence(truth);
    }
  }

  private static Tensor truth(Tensor x, long[] sizes) {
    boolean ready =
        x.dtype() == DType.BOOL && x.isContiguous() && x.layout().rank() == sizes.length;
    if (ready && x.layout().sameSizes(Layout.contiguous(sizes))) {
      return x;
    }
    if (x.dtype().isComplex()) {
      Tensor real = Tensor.empty(DType.BOOL, sizes);
      Tensor imaginary = Tensor.empty(DType.BOOL, sizes);
      Copies.copy(ComplexCopy.part(x, 0), real);
      Copies.copy(ComplexCopy.part(x, 1), imaginary);
      return real.logicalOr(imaginary);
    }
    Tensor truth = Tensor.empty(DType.BOOL, sizes);
    Copies.copy(x, truth);
    return truth;
  }
}
