package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.RowSums;
import dev.gradus.op.pointwise.PlainArrays;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The largest element of every column among the rows of a table in each bag, 0 for an empty bag,
/// and the row where it lies, −1 for an empty bag. Inputs: the table, the row of every number, its
/// bag. Gradient: g where that element lies.
///
/// @param count how many bags there are
record BagMax(long count) implements Operation {
  @Override
  public String name() {
    return "_embedding_bag";
  }

  @Override
  public String node() {
    return Operation.nodeName("embedding_bag", 0);
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    long n = x[0].size(1);
    Tensor at = Tensor.empty(DType.INT64, count, n);
    long[] found = (long[]) at.storage().array();
    Arrays.fill(found, -1);
    Bags bags = Bags.of(x[1], x[2]);
    RowSums.largest(PlainArrays.doubles(x[0]), bags.from(), bags.to(), (int) n, found);
    return new Tensor[] {Call.unrecorded(() -> picked(x[0].detach(), at)), at};
  }

  private static Tensor picked(Tensor table, Tensor at) {
    return table.gather(0, at.clampMin(0L)).maskedFill(at.lt(0L), 0L);
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    if (!b.has(1) && !b.has(2)) {
      Tensor[] y = Call.runAll(this, BagFolding.wide(b, x[0]), x[1], x[2]);
      return new Tensor[] {BagFolding.apart(b, y[0]), BagFolding.apart(b, y[1])};
    }
    Tensor[] all = BagFolding.of(b, x, 0, 1, 2, count, false);
    Tensor[] y = Call.runAll(new BagMax(count * b.size()), all).clone();
    for (int k = 0; k < 2; k++) {
      y[k] = y[k].unflatten(0, b.size(), count);
    }
    if (b.has(0)) {
      Tensor before = Gradus.arange(b.size()).mul(x[0].size(1)).view(b.size(), 1, 1);
      y[1] = Gradus.where(y[1].lt(0L), y[1], y[1].sub(before));
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = g[0];
    if (arrived == null) {
      return new @Nullable Tensor[3];
    }
    Tensor at = b.y(1);
    Tensor zero = Gradus.zeros(arrived.dtype(), b.sizes(0));
    Tensor own = arrived.maskedFill(at.lt(0L), 0L);
    return new @Nullable Tensor[] {zero.scatterAdd(0, at.clampMin(0L), own), null, null};
  }

  @Override
  public @Nullable Tensor[] jvpAll(Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    Tensor own = t[0];
    return new @Nullable Tensor[] {own == null ? null : picked(own, y[1]), null};
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public long savesOutputs(long needs) {
    return 2;
  }
}
