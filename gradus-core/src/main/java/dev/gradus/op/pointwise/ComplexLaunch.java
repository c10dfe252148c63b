package dev.gradus.op.pointwise;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.PointwiseLoop;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;

/// Hands the arrays of complex tensors to a loop over real numbers: a complex tensor is two
/// operands in one array, one element apart, which step by twice the tensor's strides.
final class ComplexLaunch {
  /// So many elements are worth showing the tensors as real numbers.
  private static final int MANY = 64;

  private ComplexLaunch() {}

  /// Runs a row that computes in a complex dtype.
  static void run(Row row, DType computing, Tensor y, Tensor[] x, Scalar[] params) {
    boolean many = y.layout().numel() >= MANY;
    if (many && row.complex().treatsPartsAlike() && areAll(computing, y, x)) {
      runOnReals(row, computing.toReal(), y, x);
      return;
    }
    DType[] in = new DType[x.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = x[i].dtype();
    }
    PointwiseLoop loop = row.loop(computing, y.dtype(), in);
    if (y.layout().numel() > 0) {
      run(loop, y, x, params);
    }
  }

  private static boolean areAll(DType dtype, Tensor y, Tensor[] x) {
    boolean all = y.dtype() == dtype;
    for (Tensor t : x) {
      all &= t.dtype() == dtype;
    }
    return all;
  }

  // Sums and differences are those of the parts, which lie side by side.
  private static void runOnReals(Row row, DType real, Tensor y, Tensor[] x) {
    DType[] in = new DType[x.length];
    Tensor[] reals = new Tensor[x.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = real;
      reals[i] = ComplexCopy.reals(x[i]);
    }
    Launch.run(row.loop(real, real, in), ComplexCopy.reals(y), reals, new long[0]);
  }

  private static void run(PointwiseLoop loop, Tensor y, Tensor[] x, Scalar[] params) {
    long[] p = new long[2 * params.length];
    for (int i = 0; i < params.length; i++) {
      p[2 * i] = Double.doubleToRawLongBits(params[i].real());
      p[2 * i + 1] = Double.doubleToRawLongBits(params[i].imag());
    }
    try {
      if (y.layout().isContiguous() && Launch.flat(y.layout(), x)) {
        runFlat(loop, y, x, p);
      } else {
        runStrided(loop, y, x, p);
      }
    } finally {
      Reference.reachabilityFence(y);
      Reference.reachabilityFence(x);
    }
  }

  private static void runFlat(PointwiseLoop loop, Tensor y, Tensor[] x, long[] params) {
    int n = (int) y.layout().numel();
    int count = operands(y, x);
    Object[] arrays = new Object[count];
    int[] offsets = new int[count];
    int[] strides = new int[count];
    int next = 0;
    for (int i = -1; i < x.length; i++) {
      Tensor t = i < 0 ? y : x[i];
      int step = i >= 0 && t.layout().numel() == 1 && n != 1 ? 0 : 1;
      int parts = t.dtype().isComplex() ? 2 : 1;
      for (int part = 0; part < parts; part++) {
        arrays[next] = t.storage().array();
        offsets[next] = parts * (int) t.layout().offset() + part;
        strides[next++] = parts * step;
      }
    }
    loop.run(n, arrays, offsets, strides, params);
  }

  private static void runStrided(PointwiseLoop loop, Tensor y, Tensor[] x, long[] params) {
    long[] sizes = y.layout().sizes();
    Operands operands = new Operands(operands(y, x));
    operands.add(y, y.layout().strides());
    for (Tensor t : x) {
      operands.add(t, Broadcast.strides(t.layout(), sizes));
    }
    loop.run(sizes, operands.arrays, operands.offsets, operands.strides, params);
  }

  private static int operands(Tensor y, Tensor[] x) {
    int count = y.dtype().isComplex() ? 2 : 1;
    for (Tensor t : x) {
      count += t.dtype().isComplex() ? 2 : 1;
    }
    return count;
  }

  private static final class Operands {
    final Object[] arrays;
    final long[] offsets;
    final long[][] strides;
    private int next;

    Operands(int count) {
      arrays = new Object[count];
      offsets = new long[count];
      strides = new long[count][];
    }

    void add(Tensor t, long[] steps) {
      Layout l = t.layout();
      if (!t.dtype().isComplex()) {
        add(t.storage().array(), l.offset(), steps);
        return;
      }
      long[] doubled = new long[steps.length];
      for (int d = 0; d < doubled.length; d++) {
        doubled[d] = 2 * steps[d];
      }
      add(t.storage().array(), 2 * l.offset(), doubled);
      add(t.storage().array(), 2 * l.offset() + 1, doubled);
    }

    private void add(Object array, long offset, long[] steps) {
      arrays[next] = array;
      offsets[next] = offset;
      strides[next++] = steps;
    }
  }
}
