package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.RowSums;
import dev.gradus.op.pointwise.PlainArrays;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The largest element of every column among the rows of a table in each bag, 0 for an empty bag.
/// Gradient: g where that element lies.
///
/// @param at the row of each; 0 where the bag is empty
/// @param empty whether it is
record BagMax(Tensor at, Tensor empty) implements SingleOperation {
  static BagMax of(Bags bags, Tensor table) {
    long n = table.size(1);
    Tensor at = Tensor.empty(DType.INT64, bags.count(), n);
    long[] found = (long[]) at.storage().array();
    Arrays.fill(found, -1);
    double[] x = PlainArrays.doubles(table);
    RowSums.largest(x, bags.rows(), bags.bag(), (int) n, found);
    return new BagMax(Call.unrecorded(() -> at.clampMin(0L)), Call.unrecorded(() -> at.lt(0L)));
  }

  @Override
  public String name() {
    return "_embedding_bag";
  }

  @Override
  public String node() {
    return Operation.nodeName("embedding_bag", 0);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> x[0].detach().gather(0, at).maskedFill(empty, 0L));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor zero = Gradus.zeros(g.dtype(), b.sizes(0));
    return new Tensor[] {zero.scatterAdd(0, at, g.maskedFill(empty, 0L))};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }
}
