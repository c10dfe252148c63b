package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import org.jspecify.annotations.Nullable;

/// Two dimensions exchanged.
///
/// @param name `transpose`, or `t` for a matrix
/// @param dim0 one
/// @param dim1 the other
public record Transpose(String name, int dim0, int dim1) implements ViewOperation {
  /// The transpose of a matrix; fewer dimensions stay as they are.
  public static Transpose matrix(Tensor x) {
    if (x.dim() > 2) {
      throw new GradusArgumentException(
          "t() expects a tensor with <= 2 dimensions, but self is " + x.dim() + "D");
    }
    return new Transpose("t", 0, x.dim() < 2 ? 0 : 1);
  }

  @Override
  public String node() {
    return Operation.nodeName(name, 0);
  }

  @Override
  public Layout view(Layout x) {
    return Views.transpose(x, dim0, dim1);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {b.reshown(g, new Transpose("transpose", dim0, dim1))};
  }

  @Override
  public ViewOperation batched(Batching b) {
    return b.rank(0) == 0
        ? new Alias()
        : new Transpose("transpose", dim0 < 0 ? dim0 : dim0 + 1, dim1 < 0 ? dim1 : dim1 + 1);
  }
}
