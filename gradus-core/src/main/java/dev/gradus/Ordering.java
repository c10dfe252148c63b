package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.Cumulative;
import dev.gradus.op.reduce.Cumulate;
import dev.gradus.op.reduce.CumulateExtreme;
import dev.gradus.op.reduce.Median;
import dev.gradus.op.reduce.Ordered;
import dev.gradus.op.reduce.Ordered.Pick;
import dev.gradus.op.reduce.Sum;
import dev.gradus.shape.Axes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Running sums, products and extremes, sorting and what follows from it.
///
/// Sorting is stable; a nan counts as greatest. **Gradient** of chosen elements: to where they
/// were.
public sealed interface Ordering permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private int wrap(int dim) {
    return Axes.wrap(dim, self().dim());
  }

  /// The sums of the elements so far along a dimension. **Dtype**: integers and bool give int64.
  /// **Gradient**: the sum of what arrives here and later. **Source**: torch.cumsum.
  default Tensor cumsum(int dim) {
    return cumsum(dim, Sum.resultDtype(self()));
  }

  /// The sums so far, added up in another dtype.
  default Tensor cumsum(int dim, DType dtype) {
    Tensor x = self().to(dtype);
    return Call.run(new Cumulate(Cumulative.Kind.SUM, wrap(dim), dtype), x);
  }

  /// The products of the elements so far along a dimension. **Dtype**: integers and bool give
  /// int64. **Gradient**: zeros included. **Source**: torch.cumprod.
  default Tensor cumprod(int dim) {
    return cumprod(dim, Sum.resultDtype(self()));
  }

  /// The products so far, multiplied in another dtype.
  default Tensor cumprod(int dim, DType dtype) {
    Tensor x = self().to(dtype);
    return Call.run(new Cumulate(Cumulative.Kind.PROD, wrap(dim), dtype), x);
  }

  /// The logarithms of the sums of exponentials so far, without overflow. **Errors**: integers.
  /// **Source**: torch.logcumsumexp.
  default Tensor logcumsumexp(int dim) {
    int d = wrap(dim);
    if (self().dtype().isIntegral()) {
      throw new GradusArgumentException(
          "logcumsumexp: expected a floating point tensor; got "
              + self().dtype()
              + ". Convert it first with to(float32).");
    }
    return Call.run(new Cumulate(Cumulative.Kind.LOGSUMEXP, d, self().dtype()), self());
  }

  /// The greatest elements so far along a dimension and where they are, the later of equal ones.
  /// **Source**: torch.cummax.
  default ValuesAndIndices cummax(int dim) {
    return both(new CumulateExtreme(true, wrap(dim)));
  }

  /// The least elements so far along a dimension and where they are, the later of equal ones.
  /// **Source**: torch.cummin.
  default ValuesAndIndices cummin(int dim) {
    return both(new CumulateExtreme(false, wrap(dim)));
  }

  private ValuesAndIndices both(Operation op) {
    Tensor[] both = Call.runAll(op, self());
    return new ValuesAndIndices(both[0], both[1]);
  }

  /// The elements in ascending order along the last dimension and where they were. **Source**:
  /// torch.sort.
  default ValuesAndIndices sort() {
    return sort(-1, false);
  }

  /// The elements in order along a dimension and where they were. **Source**: torch.sort.
  default ValuesAndIndices sort(int dim, boolean descending) {
    return sorted(0, dim, descending);
  }

  /// As [#sort(int, boolean)], which is stable in any case; PyTorch's other overload.
  default ValuesAndIndices sort(int dim, boolean descending, boolean stable) {
    return sorted(1, dim, descending);
  }

  private ValuesAndIndices sorted(int overload, int dim, boolean descending) {
    int d = wrap(dim);
    return both(new Ordered("sort", overload, d, descending, new Pick.All(length(d)), true));
  }

  private long length(int dim) {
    return self().dim() == 0 ? 1 : self().size(dim);
  }

  /// Where the elements of the sorted tensor were. **Source**: torch.argsort.
  default Tensor argsort(int dim, boolean descending) {
    return self().detach().sort(dim, descending).indices();
  }

  /// The elements in ascending order along the first dimension. **Source**: torch.msort.
  default Tensor msort() {
    return sort(0, false).values();
  }

  /// The `k` greatest (or least) elements along a dimension, in order, and where they were.
  /// **Errors**: fewer elements. **Source**: torch.topk.
  default ValuesAndIndices topk(long k, int dim, boolean largest) {
    int d = wrap(dim);
    if (k < 0 || k > length(d)) {
      throw new GradusArgumentException("selected index k out of range");
    }
    return both(new Ordered("topk", 0, d, largest, new Pick.First(k), true));
  }

  /// The `k` greatest elements along the last dimension, in order, and where they were.
  default ValuesAndIndices topk(long k) {
    return topk(k, -1, true);
  }

  /// The `k`-th least elements along a dimension, counted from 1, and where they were. **Errors**:
  /// fewer elements. **Source**: torch.kthvalue.
  default ValuesAndIndices kthvalue(long k, int dim, boolean keepdim) {
    int d = wrap(dim);
    if (k < 1 || k > length(d)) {
      throw new GradusArgumentException(
          "kthvalue(): selected number k out of range for dimension "
              + d
              + "\nkthvalue: k is "
              + k
              + ", the dimension has "
              + length(d)
              + " elements.");
    }
    return both(new Ordered("kthvalue", 0, d, false, new Pick.Rank(k - 1), keepdim));
  }

  /// The medians along a dimension, the lower of two, and where they were; nan if there is one.
  /// **Source**: torch.median.
  default ValuesAndIndices median(int dim, boolean keepdim) {
    return both(new Ordered("median", 1, wrap(dim), false, new Pick.Middle(false), keepdim));
  }

  /// As [#median(int, boolean)] of the elements that are not nan. **Source**: torch.nanmedian.
  default ValuesAndIndices nanmedian(int dim, boolean keepdim) {
    return both(new Ordered("nanmedian", 1, wrap(dim), false, new Pick.Middle(true), keepdim));
  }

  /// The most frequent elements along a dimension, the least of several, and their last places.
  /// **Source**: torch.mode.
  default ValuesAndIndices mode(int dim, boolean keepdim) {
    return both(new Ordered("mode", 0, wrap(dim), false, new Pick.Mode(), keepdim));
  }

  /// The median of all elements, the lower of two; nan if there is one. **Gradient**: shared evenly
  /// by equal elements. **Source**: torch.median.
  default Tensor median() {
    return Call.run(new Median(false), self());
  }

  /// As [#median()] of the elements that are not nan. **Source**: torch.nanmedian.
  default Tensor nanmedian() {
    return Call.run(new Median(true), self());
  }

  /// The differences of neighbours along a dimension, taken `n` times; of truth values whether they
  /// differ. **Source**: torch.diff.
  default Tensor diff(int n, int dim) {
    if (self().dim() == 0) {
      throw new GradusArgumentException("diff expects input to be at least one-dimensional");
    }
    if (n < 0) {
      throw new GradusArgumentException("order must be non-negative but got " + n);
    }
    int d = wrap(dim);
    if (n == 0) {
      return Gradus.zerosLike(self()).copy_(self());
    }
    Tensor y = self();
    for (long left = Math.min(n, y.size(d)); left > 0; left--) {
      Tensor later = y.narrow(d, 1, y.size(d) - 1);
      Tensor earlier = y.narrow(d, 0, y.size(d) - 1);
      y = y.dtype() == DType.BOOL ? later.logicalXor(earlier) : later.sub(earlier);
    }
    return y;
  }

  /// As [#diff(int, int)] with tensors put in front and behind along the dimension, either null.
  /// **Gradient**: to all of them. **Errors**: other sizes than along the dimension. **Source**:
  /// torch.diff.
  default Tensor diff(int n, int dim, @Nullable Tensor prepend, @Nullable Tensor append) {
    if (self().dim() == 0 || n < 0) {
      return diff(n, dim);
    }
    List<Tensor> parts = new ArrayList<>();
    for (Tensor part : new @Nullable Tensor[] {prepend, self(), append}) {
      if (part != null) {
        checkBeside(part, wrap(dim));
        parts.add(part);
      }
    }
    return n == 0 || parts.size() == 1 ? diff(n, dim) : Gradus.cat(parts, dim).diff(n, dim);
  }

  private void checkBeside(Tensor other, int dim) {
    if (other.dim() != self().dim()) {
      throw new GradusArgumentException(
          "diff expects prepend or append to be the same dimension as input");
    }
    for (int d = 0; d < other.dim(); d++) {
      if (d != dim && other.size(d) != self().size(d)) {
        throw new GradusArgumentException(
            "diff expects the shape of tensor to prepend or append to match that of input except"
                + " along the differencing dimension; input.size("
                + d
                + ") = "
                + self().size(d)
                + ", but got tensor.size("
                + d
                + ") = "
                + other.size(d));
      }
    }
  }
}
