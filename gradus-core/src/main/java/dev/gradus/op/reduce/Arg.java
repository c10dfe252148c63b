package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Where the largest or smallest element is: the first of equal ones, nan before all.
///
/// @param max whether the largest
/// @param dims one dimension, or none for the place in the flattened tensor
/// @param keepdim whether it stays with size 1
public record Arg(boolean max, int[] dims, boolean keepdim) implements SingleOperation {
  @Override
  public String name() {
    return max ? "argmax" : "argmin";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Extreme.check(name(), x[0], dims);
    return Reduce.place(max, x[0], dims, keepdim);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[1];
  }

  @Override
  public boolean isDifferentiable(int k) {
    return false;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.along(x[0], t -> Call.run(new Arg(max, b.dims(dims), keepdim), t));
  }
}
