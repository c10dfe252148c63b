package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first half along a dimension times the sigmoid of the second. Gradient: g · s; g · a · s (1
/// - s), where a and b are the halves and s is the sigmoid of b.
///
/// @param dim the dimension, not negative
public record Glu(int dim) implements SingleOperation {
  /// The operation along a dimension of `x`, which may be counted from the end.
  public static Glu of(Tensor x, int dim) {
    if (x.dim() == 0) {
      throw new GradusArgumentException("glu does not support 0-dimensional tensors");
    }
    int axis = Axes.wrap(dim, x.dim());
    long size = x.size(axis);
    if (size % 2 != 0) {
      throw new GradusArgumentException(
          "Halving dimension must be even, but dimension "
              + axis
              + " is size "
              + size
              + "\nglu: the halves are what is gated and the gate.");
    }
    return new Glu(axis);
  }

  @Override
  public String name() {
    return "glu";
  }

  private Tensor half(Tensor x, int which) {
    long size = x.size(dim) / 2;
    return x.narrow(dim, which * size, size);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Activations.GATED.apply(half(x[0], 0), half(x[0], 1));
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor gate = half(b.x(0), 1).sigmoid();
    Tensor open = g.mul(gate);
    Tensor byGate = open.mul(gate.rsub(1)).mul(half(b.x(0), 0));
    return new @Nullable Tensor[] {Gradus.cat(List.of(open, byGate), dim)};
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(new Glu(b.dims(dim)[0]), x[0]);
  }
}
