package dev.gradus.op.distance;

import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Two broadcast batches of matrices.
///
/// @param sizes the sizes of the batch
/// @param count their product
/// @param n the rows of the first matrices
/// @param m the rows of the second
/// @param c the columns of both
record Batches(long[] sizes, int count, int n, int m, int c) {
  static Batches of(Tensor a, Tensor b) {
    long[] sizes = Broadcast.sizes(leading(a), leading(b));
    return new Batches(
        sizes, (int) Sizes.numel(sizes), (int) a.size(-2), (int) b.size(-2), (int) a.size(-1));
  }

  private static long[] leading(Tensor x) {
    return Arrays.copyOf(x.layout().sizes(), x.dim() - 2);
  }

  /// Inputs of examples with the batch in front of all other dimensions, broadcast ones included.
  static Tensor[] aligned(Batching b, Tensor[] x) {
    Tensor[] own = b.front(x);
    int rank = Arrays.stream(own).mapToInt(Tensor::dim).max().orElse(0);
    for (int i = 0; i < own.length; i++) {
      long[] from = own[i].layout().sizes();
      long[] sizes = new long[rank];
      Arrays.fill(sizes, 1);
      sizes[0] = from[0];
      System.arraycopy(from, 1, sizes, rank - from.length + 1, from.length - 1);
      own[i] = own[i].reshape(sizes);
    }
    return own;
  }

  /// These sizes and two more.
  long[] with(long rows, long columns) {
    long[] all = Arrays.copyOf(sizes, sizes.length + 2);
    all[sizes.length] = rows;
    all[sizes.length + 1] = columns;
    return all;
  }

  /// The elements of matrices of these sizes in row-major order, in a fresh or unshared array.
  double[] elements(Tensor x, long rows, long columns) {
    Tensor whole = Call.unrecorded(() -> x.detach().to(DType.FLOAT64).expand(with(rows, columns)));
    return PlainArrays.doubles(whole);
  }
}
