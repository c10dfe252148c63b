package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.RowSums;
import dev.gradus.op.pointwise.PlainArrays;
import org.jspecify.annotations.Nullable;

/// For every number in the bags the inner product of the bag's row and the table's, 0 for padding.
/// Inputs: the rows of the bags, the table, the bag of every number, its row.
record BagDots() implements SingleOperation {
  @Override
  public String name() {
    return "_embedding_bag_per_sample_weights_backward";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Bags bags = Bags.of(in[3], in[2]);
    Tensor y = Tensor.empty(DType.FLOAT64, in[2].numel());
    RowSums.dots(
        PlainArrays.doubles(in[0]),
        bags.to(),
        PlainArrays.doubles(in[1]),
        bags.from(),
        (int) in[0].size(1),
        bags.place(),
        (double[]) y.storage().array());
    return Call.unrecorded(() -> y.to(in[0].dtype()));
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    Tensor[] all = BagFolding.of(b, x, 1, 3, 2, b.has(0) ? x[0].size(1) : 0, false);
    if (b.has(0)) {
      all[0] = x[0].flatten(0, 1);
    }
    return Call.run(this, all).unflatten(0, b.size(), b.sizes(2)[0]);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[4];
    if (b.needs(0)) {
      out[0] = Call.run(new BagSum(b.sizes(0)[0]), b.x(1), b.x(3), b.x(2), g);
    }
    if (b.needs(1)) {
      BagSum op = new BagSum(b.sizes(1)[0], false, false, true);
      out[1] = Call.run(op, b.x(0), b.x(2), b.x(3), g);
    }
    return out;
  }

  @Override
  public long savesInputs(long needs) {
    return 12 | (needs & 1) << 1 | needs >>> 1 & 1;
  }
}
