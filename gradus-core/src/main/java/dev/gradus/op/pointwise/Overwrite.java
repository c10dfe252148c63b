package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.InPlaceOperation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// An operation whose result is written over its first input, in the end.
///
/// @param op an operation whose result has its first input's sizes and dtype
public record Overwrite(SingleOperation op) implements InPlaceOperation {
  @Override
  public String name() {
    return op.name();
  }

  @Override
  public String node() {
    return op.node();
  }

  @Override
  public boolean isDifferentiable(int k) {
    return op.isDifferentiable(k);
  }

  @Override
  public long savesInputs(long needs) {
    return op.savesInputs(needs);
  }

  @Override
  public long savesOutputs(long needs) {
    return op.savesOutputs(needs);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return op.forward(x);
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    // Sizes and dtype agree by construction; the operation was checked when it was made.
  }

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    Copies.copy(op.forward(x), target);
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    return op.batch(b, x);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return op.backward(b, g);
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return op.jvp(x, y, t);
  }
}
