package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The norm of a difference. Gradient: that of the norm; the same negated.
///
/// @param order the order of the norm
public record Dist(double order) implements SingleOperation {
  private static final int[] ALL = {};

  @Override
  public String name() {
    return "dist";
  }

  private VectorNorm norm() {
    return new VectorNorm(order, ALL, false);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor difference = Call.unrecorded(() -> x[0].sub(x[1]));
    return norm().forward(new Tensor[] {difference});
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.within(e -> Call.run(norm(), e[0].sub(e[1])));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor to = norm().gradient(b.x(0).sub(b.x(1)), b.y(), g);
    return new @Nullable Tensor[] {b.needs(0) ? to : null, b.needs(1) ? to.neg() : null};
  }

  @Override
  public long savesInputs(long needs) {
    return 3;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }
}
