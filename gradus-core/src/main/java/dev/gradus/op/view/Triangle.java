package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// The elements of matrices on one side of a diagonal, zero on the other.
///
/// @param lower whether on the diagonal and below, else on it and above
/// @param diagonal how far above the main diagonal
public record Triangle(boolean lower, long diagonal) implements SingleOperation {
  /// Checks that the tensor has matrices.
  public static Tensor of(boolean lower, Tensor x, long diagonal) {
    return Call.run(checked(lower, x, diagonal), x);
  }

  /// The operation, if the tensor has matrices.
  public static Triangle checked(boolean lower, Tensor x, long diagonal) {
    Triangle op = new Triangle(lower, diagonal);
    if (x.dim() < 2) {
      throw new GradusArgumentException(
          op.name() + ": input tensor must have at least 2 dimensions");
    }
    return op;
  }

  @Override
  public String name() {
    return lower ? "tril" : "triu";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> {
      Tensor row = Gradus.arange(x[0].size(-2)).unsqueeze(-1).add(diagonal);
      Tensor column = Gradus.arange(x[0].size(-1));
      Tensor outside = lower ? column.gt(row) : column.lt(row);
      return ViewCopy.fresh(x[0]).maskedFill_(outside, 0);
    });
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(this, g)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x[0]);
  }
}
