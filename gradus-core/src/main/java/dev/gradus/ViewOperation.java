package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// An operation whose result shares the memory of its input.
public interface ViewOperation extends SingleOperation {
  /// The geometry of the view.
  Layout view(Layout x);

  @Override
  default Tensor forward(Tensor[] x) {
    return Tensor.wrap(x[0].storage(), view(x[0].layout()), dtype(x[0].dtype()));
  }

  /// The dtype of the view: another one only where complex numbers are shown as pairs of real ones.
  default DType dtype(DType x) {
    return x;
  }

  /// The same view of every example of a batch, which is dimension 0; null if there is no rule.
  ///
  /// @param b the batch, for the sizes of an example
  default @Nullable ViewOperation batched(Batching b) {
    return null;
  }

  @Override
  default @Nullable Tensor batch(Batching b, Tensor[] x) {
    ViewOperation all = batched(b);
    return all == null ? null : Call.run(all, x[0]);
  }

  /// The tangent of a view is the same view of the tangent.
  @Override
  default @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  default @Nullable ViewOperation asView() {
    return this;
  }
}
