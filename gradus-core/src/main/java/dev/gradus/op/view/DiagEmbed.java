package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Axes;
import org.jspecify.annotations.Nullable;

/// The last dimension as a diagonal of two, zero elsewhere.
///
/// @param offset how far above the main diagonal
/// @param dim1 the rows
/// @param dim2 the columns
public record DiagEmbed(long offset, int dim1, int dim2) implements SingleOperation {
  /// With the dimensions checked against those of the result.
  public static DiagEmbed of(Tensor x, long offset, int dim1, int dim2) {
    int rank = x.dim() + 1;
    int a = Axes.wrap(dim1, rank);
    int b = Axes.wrap(dim2, rank);
    Diagonal.checkDifferent(a, b, dim1, dim2);
    return new DiagEmbed(offset, a, b);
  }

  @Override
  public String name() {
    return "diag_embed";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] own = x[0].layout().sizes();
    long side = own[own.length - 1] + Math.abs(offset);
    long[] sizes = new long[own.length + 1];
    int next = 0;
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = d == dim1 || d == dim2 ? side : own[next++];
    }
    Tensor y = Tensor.empty(x[0].dtype(), sizes);
    Diagonal diagonal = new Diagonal(offset, dim1, dim2);
    Copies.copy(x[0], Tensor.wrap(y.storage(), diagonal.view(y.layout()), y.dtype()));
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {g.diagonal(offset, dim1, dim2)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    int first = dim1 < 0 ? dim1 : dim1 + 1;
    int second = dim2 < 0 ? dim2 : dim2 + 1;
    return Call.run(new DiagEmbed(offset, first, second), x[0]);
  }
}
