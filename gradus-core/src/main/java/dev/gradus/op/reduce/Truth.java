package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Whether all or any elements are not 0.
///
/// @param all whether all
/// @param dims the dimensions; none means all of them
/// @param keepdim whether they stay with size 1
public record Truth(boolean all, int[] dims, boolean keepdim) implements SingleOperation {
  @Override
  public String name() {
    return all ? "all" : "any";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Reduce.truth(all, x[0], dims, keepdim);
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
    return b.along(x[0], t -> Call.run(new Truth(all, b.dims(dims), keepdim), t));
  }
}
