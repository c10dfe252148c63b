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
  private ComplexLaunch() {}

  /// Runs a row that computes in a complex dtype.
  static void run(Row row, DType computing, Tensor y, Tensor[] x, Scalar[] params) {
    if (row.complex().treatsPartsAlike() && areAll(computing, y, x)) {
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
    long[] sizes = y.layout().sizes();
    Operands operands = new Operands(operands(y, x));
    operands.add(y, y.layout().strides());
    for (Tensor t : x) {
      operands.add(t, Broadcast.strides(t.layout(), sizes));
    }
    try {
      loop.run(sizes, operands.arrays, operands.offsets, operands.strides, p);
    } finally {
      Reference.reachabilityFence(y);
      Reference.reachabilityFence(x);
    }
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
