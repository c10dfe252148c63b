package dev.gradus.op.matrix;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sums of products over some dimensions, as one batch of matrix products.
public final class Contraction {
  private Contraction() {}

  /// The product of two tensors whose dimensions match up to broadcasting, summed over some of
  /// them, which stay with size 1.
  static Tensor pair(Tensor a, Tensor b, boolean[] summed) {
    Tensor left = a;
    Tensor right = b;
    List<Integer> both = new ArrayList<>();
    List<Integer> onlyLeft = new ArrayList<>();
    List<Integer> onlyRight = new ArrayList<>();
    List<Integer> sums = new ArrayList<>();
    long n = 1;
    long rows = 1;
    long columns = 1;
    long k = 1;
    for (int d = 0; d < a.dim(); d++) {
      boolean l = a.size(d) != 1;
      boolean r = b.size(d) != 1;
      if (summed[d]) {
        sums.add(d);
        if (l && r) {
          k *= a.size(d);
        } else if (l) {
          left = left.sum(d, true);
        } else if (r) {
          right = right.sum(d, true);
        }
      } else if (l && r) {
        both.add(d);
        n *= a.size(d);
      } else if (l) {
        onlyLeft.add(d);
        rows *= a.size(d);
      } else {
        onlyRight.add(d);
        columns *= b.size(d);
      }
    }
    int[] leftOrder = joined(List.of(both, onlyLeft, sums, onlyRight));
    int[] rightOrder = joined(List.of(both, sums, onlyRight, onlyLeft));
    long[] sizes = new long[a.dim()];
    int[] back = new int[a.dim()];
    for (int i = 0; i < leftOrder.length; i++) {
      int d = leftOrder[i];
      sizes[i] = summed[d] ? 1 : Math.max(a.size(d), b.size(d));
      if (!summed[d] && (a.size(d) == 0 || b.size(d) == 0)) {
        sizes[i] = 0;
      }
      back[d] = i;
    }
    Tensor product =
        left.permute(leftOrder)
            .reshape(n, rows, k)
            .bmm(right.permute(rightOrder).reshape(n, k, columns));
    return product.view(sizes).permute(back);
  }

  private static int[] joined(List<List<Integer>> parts) {
    return parts.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
  }

  /// The sum of products over pairs of dimensions: the last `dims` of the first tensor with the
  /// first of the second.
  public static Tensor tensordot(Tensor a, Tensor b, int dims) {
    if (dims < 0) {
      throw new GradusArgumentException("tensordot expects dims >= 0, but got dims=" + dims);
    }
    if (dims > Math.min(a.dim(), b.dim())) {
      throw new GradusArgumentException(
          "tensordot expects dims < ndim_a or ndim_b, but got dims=" + dims);
    }
    int[] of = new int[dims];
    int[] with = new int[dims];
    for (int i = 0; i < dims; i++) {
      of[i] = a.dim() - dims + i;
      with[i] = i;
    }
    return tensordot(a, b, of, with);
  }

  /// The sum of products over pairs of dimensions.
  public static Tensor tensordot(Tensor a, Tensor b, int[] of, int[] with) {
    if (of.length != with.length) {
      throw new GradusArgumentException(
          "both dimension lists should have same length\ntensordot: got "
              + of.length
              + " and "
              + with.length
              + " dimensions.");
    }
    Tensor left = a;
    Tensor right = b;
    boolean[] summedA = new boolean[a.dim()];
    boolean[] summedB = new boolean[b.dim()];
    long k = 1;
    int[] da = new int[of.length];
    int[] db = new int[of.length];
    for (int i = 0; i < of.length; i++) {
      da[i] = Axes.wrap(of[i], a.dim());
      db[i] = Axes.wrap(with[i], b.dim());
      summedA[da[i]] = true;
      summedB[db[i]] = true;
      long sa = a.size(da[i]);
      long sb = b.size(db[i]);
      if (sb == 1) {
        left = left.sum(da[i], true);
      } else if (sa == 1) {
        right = right.sum(db[i], true);
      } else if (sa != sb) {
        throw new GradusArgumentException(
            "contracted dimensions need to match, but first has size "
                + sa
                + " in dim "
                + of[i]
                + " and second has size "
                + sb
                + " in dim "
                + with[i]);
      } else {
        k *= sa;
      }
    }
    int[] freeA = free(summedA);
    int[] freeB = free(summedB);
    long[] sizes = new long[freeA.length + freeB.length];
    long rows = 1;
    long columns = 1;
    for (int i = 0; i < freeA.length; i++) {
      sizes[i] = a.size(freeA[i]);
      rows *= sizes[i];
    }
    for (int i = 0; i < freeB.length; i++) {
      sizes[freeA.length + i] = b.size(freeB[i]);
      columns *= b.size(freeB[i]);
    }
    Tensor l = left.permute(concat(freeA, da)).reshape(rows, k);
    Tensor r = right.permute(concat(db, freeB)).reshape(k, columns);
    return l.mm(r).view(sizes);
  }

  private static int[] free(boolean[] summed) {
    int[] all = new int[summed.length];
    int n = 0;
    for (int d = 0; d < summed.length; d++) {
      if (!summed[d]) {
        all[n++] = d;
      }
    }
    return Arrays.copyOf(all, n);
  }

  private static int[] concat(int[] a, int[] b) {
    int[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  /// The Kronecker product.
  public static Tensor kron(Tensor a, Tensor b) {
    int rank = Math.max(a.dim(), b.dim());
    long[] sa = new long[2 * rank];
    long[] sb = new long[2 * rank];
    long[] out = new long[rank];
    for (int d = 0; d < rank; d++) {
      int i = d - (rank - a.dim());
      int j = d - (rank - b.dim());
      sa[2 * d] = i < 0 ? 1 : a.size(i);
      sa[2 * d + 1] = 1;
      sb[2 * d] = 1;
      sb[2 * d + 1] = j < 0 ? 1 : b.size(j);
      out[d] = sa[2 * d] * sb[2 * d + 1];
    }
    // The product takes the order of its operands' strides, which may fit no view.
    return a.reshape(sa).mul(b.reshape(sb)).contiguous().unsafeView(out);
  }

  /// The inner products of the last dimensions.
  public static Tensor inner(Tensor a, Tensor b) {
    if (a.dim() == 0 || b.dim() == 0) {
      return a.mul(b);
    }
    if (a.size(-1) != b.size(-1)) {
      throw new GradusArgumentException(
          "inner() the last dimension must match on both input tensors but got shapes "
              + Sizes.text(a.shape())
              + " and "
              + Sizes.text(b.shape()));
    }
    return tensordot(a, b, new int[] {-1}, new int[] {-1});
  }
}
