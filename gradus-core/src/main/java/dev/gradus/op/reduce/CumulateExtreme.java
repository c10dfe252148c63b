package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Cumulative;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The greatest or least element so far along a dimension and where it is, the later of equal ones.
/// Gradient: to that element.
///
/// @param max whether the greatest
/// @param dim the dimension, 0 … rank-1
public record CumulateExtreme(boolean max, int dim) implements Operation {
  @Override
  public String name() {
    return max ? "cummax" : "cummin";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Rows rows = Rows.of(name(), x[0], dim);
    Tensor values = Tensor.empty(x[0].dtype(), x[0].layout().sizes());
    Tensor indices = Tensor.empty(DType.INT64, x[0].layout().sizes());
    try {
      Cumulative.run(
          max ? Cumulative.Kind.MAX : Cumulative.Kind.MIN,
          rows.dtype(),
          rows.dtype(),
          rows.array(),
          rows.offset(),
          new int[] {rows.outer(), rows.n(), rows.inner()},
          values.storage().array(),
          (long[]) indices.storage().array());
    } finally {
      Reference.reachabilityFence(rows.x());
    }
    return new Tensor[] {values, indices};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = Objects.requireNonNull(g[0]);
    Tensor zeros = Gradus.zeros(arrived.dtype(), b.sizes(0));
    return new Tensor[] {zeros.scatterAdd(dim, b.y(1), arrived)};
  }

  @Override
  public long savesOutputs(long needs) {
    return 2;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return b.allAlong(x[0], t -> Call.runAll(new CumulateExtreme(max, b.dims(dim)[0]), t));
  }
}
