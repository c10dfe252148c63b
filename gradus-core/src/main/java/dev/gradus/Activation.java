package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.reduce.Softmax;

/// Softmax and its logarithm.
public sealed interface Activation permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// exp(x) / Σ exp(x) along a dimension; stable for any finite input. **Gradient**: y · (g − Σ
  /// g·y). **Errors**: a dtype that is not floating. **Source**: torch.softmax.
  default Tensor softmax(int dim) {
    return Call.run(Softmax.of(false, self(), dim), self());
  }

  /// The logarithm of [#softmax], computed without it. **Gradient**: g − exp(y) · Σ g. **Errors**:
  /// a dtype that is not floating. **Source**: torch.log\_softmax.
  default Tensor logSoftmax(int dim) {
    return Call.run(Softmax.of(true, self(), dim), self());
  }

  /// [#softmax(int)] of this tensor negated: the smallest element gets the most. **Gradient**:
  /// minus that of softmax. **Errors**: as there. **Source**: torch.nn.functional.softmin.
  default Tensor softmin(int dim) {
    Tensor x = self();
    return x.isFloatingPoint() ? Call.run(Softmax.ofMinus(x, dim), x) : x.neg().softmax(dim);
  }

  /// [#softmin(int)] computed in a dtype. **Source**: torch.nn.functional.softmin(dtype=…).
  default Tensor softmin(int dim, DType dtype) {
    Tensor x = self();
    return x.isFloatingPoint() ? x.to(dtype).softmin(dim) : x.neg().to(dtype).softmax(dim);
  }
}
