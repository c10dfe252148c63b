package dev.gradus.op.pointwise;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.PointwiseLoop;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.Arrays;

/// Hands the arrays of tensors to a pointwise loop.
///
/// The storages are kept reachable until the loop is done: a recycler of buffers may otherwise hand
/// one out while it is still read.
final class Launch {
  // Offsets and steps of operands that lie side by side from 0 on, which nearly all do: by the
  // number of operands. Loops only read them.
  private static final int FEW = 4;
  private static final int[][] ZEROS = new int[FEW + 1][];
  private static final int[][] ONES = new int[FEW + 1][];

  static {
    for (int operands = 0; operands <= FEW; operands++) {
      ZEROS[operands] = new int[operands];
      ONES[operands] = new int[operands];
      Arrays.fill(ONES[operands], 1);
    }
  }

  /// Elements of a result that is worth a rehearsal.
  static final int REHEARSED = 1 << 18;

  private Launch() {}

  /// Runs a cold loop over the first elements of inputs side by side, again and again, and forgets
  /// what it gives: Note [Rehearsals] in [PointwiseLoop].
  ///
  /// @param to the layout of the result, which is not made yet
  static void rehearse(PointwiseLoop loop, Layout to, DType out, Tensor[] x, long[] params) {
    if (!loop.isCold() || !to.isContiguous() || !flat(to, x)) {
      return;
    }
    try {
      Object[] arrays = new Object[x.length + 1];
      arrays[0] = Storage.unfilled(out, PointwiseLoop.REHEARSAL).array();
      int[] offsets = new int[x.length + 1];
      for (int i = 0; i < x.length; i++) {
        arrays[i + 1] = x[i].storage().array();
        offsets[i + 1] = (int) x[i].layout().offset();
      }
      int[] steps = new int[x.length + 1];
      steps[0] = 1;
      for (int i = 0; i < x.length; i++) {
        steps[i + 1] = x[i].layout().numel() == 1 ? 0 : 1;
      }
      loop.rehearse(arrays, offsets, steps, params);
    } finally {
      Reference.reachabilityFence(x);
    }
  }

  static void run(PointwiseLoop loop, Tensor y, Tensor[] x, long[] params) {
    Layout to = y.layout();
    if (to.numel() == 0) {
      return;
    }
    try {
      if (to.isContiguous() && flat(to, x)) {
        runFlat(loop, y, x, params);
      } else {
        runStrided(loop, y, x, params);
      }
    } finally {
      Reference.reachabilityFence(y);
      Reference.reachabilityFence(x);
    }
  }

  /// Fills several tensors of the same sizes.
  static void run(PointwiseLoop loop, Tensor[] y, Tensor[] x, long[] params) {
    Layout to = y[0].layout();
    int n = (int) to.numel();
    if (n == 0) {
      return;
    }
    Tensor[] all = Arrays.copyOf(y, y.length + x.length);
    System.arraycopy(x, 0, all, y.length, x.length);
    Object[] arrays = new Object[all.length];
    for (int i = 0; i < all.length; i++) {
      arrays[i] = all[i].storage().array();
    }
    try {
      if (to.isContiguous() && flat(to, all)) {
        int[] offsets = new int[all.length];
        int[] strides = new int[all.length];
        for (int i = 0; i < all.length; i++) {
          Layout l = all[i].layout();
          offsets[i] = (int) l.offset();
          strides[i] = l.numel() == 1 && n != 1 ? 0 : 1;
        }
        loop.run(n, arrays, offsets, strides, params);
      } else {
        long[] offsets = new long[all.length];
        long[][] strides = new long[all.length][];
        for (int i = 0; i < all.length; i++) {
          offsets[i] = all[i].layout().offset();
          strides[i] = Broadcast.strides(all[i].layout(), to.sizes());
        }
        loop.run(to.sizes(), arrays, offsets, strides, params);
      }
    } finally {
      Reference.reachabilityFence(all);
    }
  }

  // Every operand is either contiguous with the result's sizes, or one element.
  static boolean flat(Layout to, Tensor[] x) {
    for (Tensor t : x) {
      Layout l = t.layout();
      boolean fits = l == to || l.numel() == 1 || l.isContiguous() && l.sameSizes(to);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static void runFlat(PointwiseLoop loop, Tensor y, Tensor[] x, long[] params) {
    int n = (int) y.layout().numel();
    int operands = x.length + 1;
    Object[] arrays = new Object[operands];
    arrays[0] = y.storage().array();
    boolean usual = y.layout().offset() == 0;
    for (int i = 0; i < x.length; i++) {
      Layout l = x[i].layout();
      arrays[i + 1] = x[i].storage().array();
      usual &= l.offset() == 0 && l.numel() == n;
    }
    if (usual && operands <= FEW) {
      loop.run(n, arrays, ZEROS[operands], ONES[operands], params);
    } else {
      loop.run(n, arrays, offsets(y, x), steps(n, x), params);
    }
  }

  private static int[] offsets(Tensor y, Tensor[] x) {
    int[] offsets = new int[x.length + 1];
    offsets[0] = (int) y.layout().offset();
    for (int i = 0; i < x.length; i++) {
      offsets[i + 1] = (int) x[i].layout().offset();
    }
    return offsets;
  }

  private static int[] steps(int n, Tensor[] x) {
    int[] steps = new int[x.length + 1];
    steps[0] = 1;
    for (int i = 0; i < x.length; i++) {
      steps[i + 1] = x[i].layout().numel() == 1 && n != 1 ? 0 : 1;
    }
    return steps;
  }

  private static void runStrided(PointwiseLoop loop, Tensor y, Tensor[] x, long[] params) {
    long[] sizes = y.layout().sizes();
    int operands = x.length + 1;
    Object[] arrays = new Object[operands];
    long[] offsets = new long[operands];
    long[][] strides = new long[operands][];
    arrays[0] = y.storage().array();
    offsets[0] = y.layout().offset();
    strides[0] = y.layout().strides();
    for (int i = 0; i < x.length; i++) {
      arrays[i + 1] = x[i].storage().array();
      offsets[i + 1] = x[i].layout().offset();
      strides[i + 1] = Broadcast.strides(x[i].layout(), sizes);
    }
    loop.run(sizes, arrays, offsets, strides, params);
  }
}
