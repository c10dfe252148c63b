package dev.gradus;

import org.jspecify.annotations.Nullable;

/// An operation with one result.
public interface SingleOperation extends Operation {
  /// Computes the result.
  Tensor forward(Tensor[] x);

  /// The gradients of the inputs, given that of the result.
  @Nullable Tensor[] backward(Backward b, Tensor g);

  /// The tangent of the result, or null for zero.
  default @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return Transpose.jvp(this, x, new Tensor[] {y}, t)[0];
  }

  /// The result for a batch of examples, or null if there is no rule: [#batchAll].
  default @Nullable Tensor batch(Batching b, Tensor[] x) {
    return null;
  }

  @Override
  default Tensor @Nullable [] batchAll(Batching b, Tensor[] x) {
    Tensor y = batch(b, x);
    return y == null ? null : new Tensor[] {y};
  }

  @Override
  default int outputs() {
    return 1;
  }

  @Override
  default Tensor[] forwardAll(Tensor[] x) {
    return new Tensor[] {forward(x)};
  }

  @Override
  default @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor only = g[0];
    return only == null ? new Tensor[b.inputs()] : backward(b, only);
  }

  @Override
  default @Nullable Tensor[] jvpAll(Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    return new @Nullable Tensor[] {jvp(x, y[0], t)};
  }
}
