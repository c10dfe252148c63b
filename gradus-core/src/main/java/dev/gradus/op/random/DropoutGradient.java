package dev.gradus.op.random;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The gradient of dropout: g · mask · scale. Gradient: the same of g.
///
/// @param scale what kept elements were multiplied with
public record DropoutGradient(double scale) implements SingleOperation {
  @Override
  public String name() {
    return "native_dropout_backward";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> x[0].mul(x[1]).mul(scale));
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {Call.run(this, g, b.x(1)), null};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor moved = t[0];
    return moved == null ? null : Call.run(this, moved, x[1]);
  }

  @Override
  public long savesInputs(long needs) {
    return 2;
  }
}
