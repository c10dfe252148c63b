package dev.gradus.op.distance;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// An operation under the node name that it has when another function calls it.
///
/// @param of the operation
/// @param node the name of the node
record Named(SingleOperation of, String node) implements SingleOperation {
  @Override
  public String name() {
    return of.name();
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return of.forward(x);
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    return of.batch(b, x);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return of.backward(b, g);
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return of.jvp(x, y, t);
  }

  @Override
  public long savesInputs(Tensor[] x, long needs) {
    return of.savesInputs(x, needs);
  }

  @Override
  public long savesOutputs(Tensor[] x, long needs) {
    return of.savesOutputs(x, needs);
  }
}
