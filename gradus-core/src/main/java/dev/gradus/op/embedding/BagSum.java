package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The sum or the mean of the rows of a table in each bag. Inputs: the table and, for weighed sums,
/// the weight of every row. Gradient: g of the bag times the weight, added up in the table; the
/// inner product of g and the row.
///
/// @param bags the rows
/// @param mean whether sums are divided by the size of the bag
/// @param scale whether the gradients of the table are divided by how often a row was named
record BagSum(Bags bags, boolean mean, boolean scale) implements SingleOperation {
  @Override
  public String name() {
    return "_embedding_bag";
  }

  @Override
  public String node() {
    return Operation.nodeName("embedding_bag", 0);
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor samples = in.length > 1 ? in[1] : null;
    int[] rows = bags.rows();
    Tensor y = Rows.sums(in[0], rows, bags.bag(), samples, bags.place(), bags.count());
    return mean ? Call.unrecorded(() -> y.div(bags.sizes(y.dtype()))) : y;
  }

  // Linear in the rows, which may be as long as those of all examples together.
  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    if (x.length > 1 && b.has(1)) {
      return null;
    }
    long width = b.sizes(0)[1];
    Tensor wide = x[0].transpose(0, 1).reshape(b.sizes(0)[0], b.size() * width);
    Tensor y = x.length > 1 ? Call.run(this, wide, x[1]) : Call.run(this, wide);
    return y.reshape(y.size(0), b.size(), width).transpose(0, 1);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor arrived) {
    Tensor g = mean ? arrived.div(bags.sizes(arrived.dtype())) : arrived;
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    if (b.needs(0)) {
      BagSpread op = new BagSpread(bags, b.sizes(0)[0], scale);
      out[0] = b.inputs() > 1 ? Call.run(op, g, b.x(1)) : Call.run(op, g);
    }
    if (b.inputs() > 1 && b.needs(1)) {
      out[1] = Call.run(new BagDots(bags), g, b.x(0));
    }
    return out;
  }

  // The weights for the table's gradient, the table for that of the weights.
  @Override
  public long savesInputs(long needs) {
    return (needs & 1) << 1 | needs >>> 1 & 1;
  }
}
