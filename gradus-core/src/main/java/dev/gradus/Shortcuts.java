package dev.gradus;

import dev.gradus.dtype.DType;

/// Overloads with PyTorch's default arguments, and the rarer arguments of operations whose main
/// form stands with its family. Everything else is as there.
public sealed interface Shortcuts permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // --- Computed in another dtype ---

  /// [Tensor#softmax(int)] computed in a dtype. **Source**: torch.softmax(dtype=…).
  default Tensor softmax(int dim, DType dtype) {
    return self().to(dtype).softmax(dim);
  }

  /// [Tensor#logSoftmax(int)] computed in a dtype. **Source**: torch.log\_softmax(dtype=…).
  default Tensor logSoftmax(int dim, DType dtype) {
    return self().to(dtype).logSoftmax(dim);
  }

  /// [Tensor#nansum(int\[\], boolean)] computed in a dtype. **Source**: torch.nansum(dtype=…).
  default Tensor nansum(int[] dims, boolean keepdim, DType dtype) {
    return self().to(dtype).nansum(dims, keepdim);
  }

  /// [Tensor#nanmean(int\[\], boolean)] computed in a dtype. **Source**: torch.nanmean(dtype=…).
  default Tensor nanmean(int[] dims, boolean keepdim, DType dtype) {
    return self().to(dtype).nanmean(dims, keepdim);
  }

  /// [Tensor#norm(double, int\[\], boolean)] computed in a dtype. **Source**: torch.norm(dtype=…).
  default Tensor norm(double p, int[] dims, boolean keepdim, DType dtype) {
    return self().to(dtype).norm(p, dims, keepdim);
  }

  // --- Two tensors ---

  /// [Tensor#maximum(Tensor)]. **Source**: torch.max(input, other).
  default Tensor max(Tensor other) {
    return self().maximum(other);
  }

  /// [Tensor#minimum(Tensor)]. **Source**: torch.min(input, other).
  default Tensor min(Tensor other) {
    return self().minimum(other);
  }

  /// [Tensor#dist(Tensor, double)] of order 2.
  default Tensor dist(Tensor other) {
    return self().dist(other, 2);
  }

  /// [Gradus#where(Tensor, Tensor, double)] of this where the condition holds. **Source**:
  /// torch.Tensor.where.
  default Tensor where(Tensor condition, double other) {
    return Gradus.where(condition, self(), other);
  }

  // --- One dimension ---

  /// [Tensor#all(int\[\], boolean)] along one dimension, which goes.
  default Tensor all(int dim) {
    return self().all(new int[] {dim}, false);
  }

  /// [Tensor#any(int\[\], boolean)] along one dimension, which goes.
  default Tensor any(int dim) {
    return self().any(new int[] {dim}, false);
  }

  // --- Defaults ---

  /// [Tensor#argsort(int, boolean)] along the last dimension, ascending.
  default Tensor argsort() {
    return self().argsort(-1, false);
  }

  /// As [Tensor#argsort(int, boolean)], which is stable in any case; PyTorch's other overload.
  default Tensor argsort(int dim, boolean descending, boolean stable) {
    return self().argsort(dim, descending);
  }

  /// As [Tensor#topk(long, int, boolean)], which is sorted in any case. **Source**:
  /// torch.topk(sorted=…).
  default ValuesAndIndices topk(long k, int dim, boolean largest, boolean sorted) {
    return self().topk(k, dim, largest);
  }

  /// [Tensor#kthvalue(long, int, boolean)] along the last dimension.
  default ValuesAndIndices kthvalue(long k) {
    return self().kthvalue(k, -1, false);
  }

  /// [Tensor#mode(int, boolean)] along the last dimension.
  default ValuesAndIndices mode() {
    return self().mode(-1, false);
  }

  /// [Tensor#diff(int, int)] once along the last dimension.
  default Tensor diff() {
    return self().diff(1, -1);
  }

  /// [Tensor#combinations(int, boolean)] of two without replacement.
  default Tensor combinations() {
    return self().combinations(2, false);
  }

  /// [Tensor#multinomial(long, boolean)] without replacement.
  default Tensor multinomial(long samples) {
    return self().multinomial(samples, false);
  }
}
