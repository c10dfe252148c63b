package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.matrix.Chain;
import dev.gradus.op.matrix.Cross;
import java.util.ArrayList;
import java.util.List;

/// Products and powers among the statics of [Linalg].
abstract sealed class LinalgProducts extends LinalgNorms permits Linalg {
  /// The product of matrices, by rank as [Tensor#matmul(Tensor)]. **Gradient**: as there.
  /// **Source**: torch.linalg.matmul.
  public static Tensor matmul(Tensor a, Tensor b) {
    return a.matmul(b);
  }

  /// The product of two or more matrices in the order that needs the fewest multiplications; the
  /// first and the last may be vectors. **Gradient**: that of the products. **Errors**: sizes that
  /// do not fit. **Source**: torch.linalg.multi\_dot.
  public static Tensor multiDot(List<Tensor> tensors) {
    return Chain.of("multi_dot", tensors);
  }

  /// A power of a square matrix; a negative one of its inverse. **Shape**: (…, n, n). **Gradient**:
  /// that of the products. **Errors**: not square. **Source**: torch.linalg.matrix\_power.
  public static Tensor matrixPower(Tensor a, long n) {
    return Chain.power(a, n, Linalg::inv);
  }

  /// The inner products of vectors along the last dimension, the first conjugated. **Shape**: both
  /// broadcast, without the dimension. **Gradient**: ḡ·b; g·a. **Source**: torch.linalg.vecdot.
  public static Tensor vecdot(Tensor a, Tensor b) {
    return vecdot(a, b, -1);
  }

  /// As [#vecdot(Tensor, Tensor)] along a dimension.
  public static Tensor vecdot(Tensor a, Tensor b, int dim) {
    if (a.dtype() != b.dtype()) {
      throw new GradusArgumentException(
          "linalg.vecdot: Expected x and y to have the same dtype, but found x of type "
              + a.dtype().scalarName()
              + " and y of type "
              + b.dtype().scalarName()
              + " instead");
    }
    if (a.dim() == 1 && b.dim() == 1) {
      return a.vdot(b);
    }
    return a.conj().mul(b).sum(new int[] {dim}, false, a.dtype());
  }

  /// Cross products along the last dimension, of size 3. **Gradient**: b × g; g × a. **Source**:
  /// torch.linalg.cross.
  public static Tensor cross(Tensor a, Tensor b) {
    return Cross.of(a, b, -1);
  }

  /// As [#cross(Tensor, Tensor)] along a dimension.
  public static Tensor cross(Tensor a, Tensor b, int dim) {
    return Cross.of(a, b, dim);
  }

  /// The powers 0, 1, … of each element, as many as there are elements. **Shape**: (…, n) → (…, n,
  /// n). **Gradient**: that of the running products. **Source**: torch.linalg.vander.
  public static Tensor vander(Tensor x) {
    return vander(x, x.dim() == 0 ? 1 : x.size(-1));
  }

  /// As [#vander(Tensor)] with so many powers.
  public static Tensor vander(Tensor x, long n) {
    if (n <= 1) {
      throw new GradusArgumentException(
          "N must be greater than 1.\nlinalg.vander: N is " + n + ".");
    }
    Tensor in = x.dtype() == DType.BOOL ? x.to(DType.INT64) : x;
    Tensor column = (in.dim() == 0 ? in.unsqueeze(0) : in).unsqueeze(-1);
    long[] sizes = column.shape();
    Tensor first = Gradus.ones(in.dtype(), sizes);
    sizes[sizes.length - 1] = n - 1;
    List<Tensor> parts = new ArrayList<>();
    parts.add(first);
    parts.add(column.expand(sizes).cumprod(-1));
    return Gradus.cat(parts, -1);
  }
}
