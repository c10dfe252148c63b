package dev.gradus;

import dev.gradus.op.reduce.Sum;

/// Reductions over all or some dimensions.
///
/// Without dimensions the whole tensor is reduced; `keepdim` keeps reduced dimensions with size 1.
public sealed interface Reduction permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The sum of all elements. **Dtype**: integers and bool give int64. **Gradient**: g everywhere.
  /// **Source**: torch.sum.
  default Tensor sum() {
    return Call.run(new Sum(0, new int[0], false, Sum.resultDtype(self())), self());
  }

  /// The sum over a dimension.
  default Tensor sum(int dim) {
    return sum(new int[] {dim}, false);
  }

  /// The sum over dimensions; none means all.
  default Tensor sum(int[] dims, boolean keepdim) {
    return Call.run(new Sum(1, dims.clone(), keepdim, Sum.resultDtype(self())), self());
  }

  /// Whether all elements are not 0. **Dtype**: bool. **Source**: torch.all.
  default Tensor all() {
    return self().detach().eq(0L).sum().eq(0L);
  }
}
