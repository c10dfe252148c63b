package dev.gradus.op.matrix;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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

  /// The product of matrices in the order that needs the fewest multiplications.
  public static Tensor chain(String op, List<Tensor> tensors) {
    int n = tensors.size();
    if (n < 2) {
      throw new GradusArgumentException("multi_dot(): expected at least 2 tensors but got " + n);
    }
    List<Tensor> all = new ArrayList<>(tensors);
    Tensor first = all.get(0);
    Tensor last = all.get(n - 1);
    List<Long> sizes = new ArrayList<>();
    if (first.dim() == 1) {
      all.set(0, first.unsqueeze(0));
    } else if (first.dim() == 2) {
      sizes.add(first.size(0));
    } else {
      throw wrongRank(op, 0, first, "1D or 2D");
    }
    if (last.dim() == 1) {
      all.set(n - 1, last.unsqueeze(-1));
    } else if (last.dim() == 2) {
      sizes.add(last.size(1));
    } else {
      throw wrongRank(op, n - 1, last, "1D or 2D");
    }
    for (int i = 1; i < n - 1; i++) {
      if (all.get(i).dim() != 2) {
        throw wrongRank(op, i, all.get(i), "2D");
      }
    }
    long[] p = new long[n + 1];
    for (int i = 0; i < n; i++) {
      p[i] = all.get(i).size(0);
    }
    p[n] = all.get(n - 1).size(1);
    for (int i = 1; i < n; i++) {
      if (all.get(i).size(0) != all.get(i - 1).size(1)) {
        throw new GradusArgumentException(
            op
                + "(): tensors "
                + (i - 1)
                + " and "
                + i
                + " with shapes "
                + Sizes.text(all.get(i - 1).shape())
                + " and "
                + Sizes.text(all.get(i).shape())
                + " cannot be multiplied");
      }
    }
    long[] out = sizes.stream().mapToLong(Long::longValue).toArray();
    return multiplied(all, splits(p), 0, n - 1).view(out);
  }

  private static GradusArgumentException wrongRank(String op, int i, Tensor t, String wanted) {
    return new GradusArgumentException(
        op + "(): tensor " + i + " must be " + wanted + " but got " + t.dim() + "D");
  }

  private static int[][] splits(long[] p) {
    int n = p.length - 1;
    double[][] cost = new double[n][n];
    int[][] split = new int[n][n];
    for (int length = 2; length <= n; length++) {
      for (int i = 0; i + length <= n; i++) {
        int j = i + length - 1;
        cost[i][j] = Double.POSITIVE_INFINITY;
        for (int k = i; k < j; k++) {
          double c = cost[i][k] + cost[k + 1][j] + (double) p[i] * p[k + 1] * p[j + 1];
          if (c < cost[i][j]) {
            cost[i][j] = c;
            split[i][j] = k;
          }
        }
      }
    }
    return split;
  }

  private static Tensor multiplied(List<Tensor> all, int[][] split, int i, int j) {
    return i == j
        ? all.get(i)
        : multiplied(all, split, i, split[i][j]).mm(multiplied(all, split, split[i][j] + 1, j));
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
    return a.reshape(sa).mul(b.reshape(sb)).unsafeView(out);
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

  /// A fully connected layer: x·Wᵀ + b.
  public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    Tensor turned = weight.dim() == 2 ? weight.t() : weight;
    if (bias == null) {
      return x.matmul(turned);
    }
    if (x.dim() == 2 && weight.dim() == 2) {
      return bias.addmm(x, turned);
    }
    if (x.isContiguous() && weight.dim() == 2 && x.dim() > 0) {
      long[] out = x.shape();
      long rows = 1;
      for (int d = 0; d + 1 < out.length; d++) {
        rows *= out[d];
      }
      Tensor flat = x.reshape(rows, out[out.length - 1]);
      out[out.length - 1] = weight.size(0);
      return bias.addmm(flat, turned).view(out);
    }
    return x.matmul(turned).add(bias);
  }

  /// x1ᵀ·W·x2 + b for each row of W.
  public static Tensor bilinear(Tensor x1, Tensor x2, Tensor weight, @Nullable Tensor bias) {
    if (x1.dim() != x2.dim()) {
      throw new GradusArgumentException(
          "bilinear(): input dimensions do not match: got " + x1.dim() + " and " + x2.dim());
    }
    for (int d = 0; d + 1 < x1.dim(); d++) {
      if (x1.size(d) != x2.size(d)) {
        throw new GradusArgumentException(
            "bilinear(): input batch dimensions do not match at dim "
                + d
                + ": got "
                + x1.size(d)
                + " and "
                + x2.size(d));
      }
    }
    if (x1.size(-1) != weight.size(1)) {
      throw new GradusArgumentException(
          "bilinear(): input1 size does not match weight size: got "
              + x1.size(-1)
              + " but expected "
              + weight.size(1));
    }
    if (x2.size(-1) != weight.size(2)) {
      throw new GradusArgumentException(
          "bilinear(): input2 size does not match weight size: got "
              + x2.size(-1)
              + " but expected "
              + weight.size(2));
    }
    if (bias != null && bias.size(0) != weight.size(0)) {
      throw new GradusArgumentException(
          "bilinear(): bias size does not match weight size: got "
              + bias.size(0)
              + " but expected "
              + weight.size(0));
    }
    long o = weight.size(0);
    long a = weight.size(1);
    long b = weight.size(2);
    long[] out = x1.shape();
    out[out.length - 1] = o;
    long n = 1;
    for (int d = 0; d + 1 < out.length; d++) {
      n *= out[d];
    }
    Tensor half = x1.reshape(n, a).mm(weight.permute(1, 0, 2).reshape(a, o * b)).view(n, o, b);
    Tensor y = half.mul(x2.reshape(n, 1, b)).sum(new int[] {-1}, false, x1.dtype()).view(out);
    return bias == null ? y : y.add(bias);
  }

  /// Powers of a square matrix; negative ones of its inverse.
  public static Tensor power(Tensor x, long n, UnaryOperator<Tensor> inverse) {
    if (x.dim() < 2 || x.size(-1) != x.size(-2)) {
      throw new GradusArgumentException(
          "linalg.matrix_power: A must be batches of square matrices, but they are "
              + (x.dim() < 2 ? x.numel() : x.size(-2))
              + " by "
              + (x.dim() < 2 ? 1 : x.size(-1))
              + " matrices");
    }
    if (n == 0) {
      return x.clone().copy_(Gradus.eye(x.dtype(), x.size(-1)));
    }
    Tensor z = n < 0 ? inverse.apply(x) : x;
    long m = Math.abs(n);
    if (m == 1) {
      return n < 0 ? z : z.clone();
    }
    if (m == 2) {
      return z.matmul(z);
    }
    if (m == 3) {
      return z.matmul(z).matmul(z);
    }
    Tensor result = null;
    while (m > 0) {
      if ((m & 1) != 0) {
        result = result == null ? z : result.matmul(z);
      }
      m >>>= 1;
      z = m > 0 ? z.matmul(z) : z;
    }
    return Objects.requireNonNull(result);
  }
}
