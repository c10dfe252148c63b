package dev.gradus.op.matrix;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import org.jspecify.annotations.Nullable;

/// Cross products of vectors of three elements. Gradient: conj(b) × g; g × conj(a).
///
/// @param dim the dimension of the vectors, counted from the end
public record Cross(int dim) implements SingleOperation {
  /// The cross product along a dimension.
  public static Tensor of(Tensor a, Tensor b, int dim) {
    if (a.dim() != b.dim()) {
      throw new GradusArgumentException(
          "linalg.cross: inputs must have the same number of dimensions."
              + "\nlinalg.cross: they have "
              + a.dim()
              + " and "
              + b.dim()
              + ".");
    }
    int d = Axes.wrap(dim, a.dim());
    if (a.size(d) != 3 || b.size(d) != 3) {
      throw new GradusArgumentException(
          "linalg.cross: inputs dimension "
              + dim
              + " must have length 3. Got "
              + a.size(d)
              + " and "
              + b.size(d));
    }
    return Call.run(new Cross(d - a.dim()), a, b);
  }

  @Override
  public String name() {
    return "linalg_cross";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> {
      Tensor a = x[0];
      Tensor b = x[1];
      return turned(a, -1).mul(turned(b, -2)).sub(turned(a, -2).mul(turned(b, -1))).contiguous();
    });
  }

  private Tensor turned(Tensor x, long by) {
    return x.roll(new long[] {by}, new int[] {x.dim() + dim});
  }

  @Override
  public long savesInputs(long needs) {
    return ((needs & 1) << 1) | (needs >>> 1 & 1);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {
      b.needs(0) ? Call.run(this, b.x(1).conj(), g) : null,
      b.needs(1) ? Call.run(this, g, b.x(0).conj()) : null
    };
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, b.front(x));
  }
}
