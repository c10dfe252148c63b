package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.RowSums;
import dev.gradus.op.pointwise.PlainArrays;
import org.jspecify.annotations.Nullable;

/// For every number in the bags the inner product of the bag's row and the table's, 0 for padding.
/// Inputs: the rows of the bags, the table.
///
/// @param bags the bags
record BagDots(Bags bags) implements SingleOperation {
  @Override
  public String name() {
    return "_embedding_bag_per_sample_weights_backward";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor y = Tensor.empty(DType.FLOAT64, bags.total());
    RowSums.dots(
        PlainArrays.doubles(in[0]),
        bags.bag(),
        PlainArrays.doubles(in[1]),
        bags.rows(),
        (int) in[0].size(1),
        bags.place(),
        (double[]) y.storage().array());
    return Call.unrecorded(() -> y.to(in[0].dtype()));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {
      b.needs(0) ? Call.run(new BagSum(bags, false, false), b.x(1), g) : null,
      b.needs(1) ? Call.run(new BagSpread(bags, b.sizes(1)[0], false), b.x(0), g) : null
    };
  }

  @Override
  public long savesInputs(long needs) {
    return (needs & 1) << 1 | needs >>> 1 & 1;
  }
}
