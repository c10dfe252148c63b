package dev.gradus.op.matrix;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Products of many matrices.
public final class Chain {
  private Chain() {}

  /// The product of matrices in the order that needs the fewest multiplications.
  public static Tensor of(String op, List<Tensor> tensors) {
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
