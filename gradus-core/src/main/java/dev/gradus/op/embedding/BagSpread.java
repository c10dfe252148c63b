package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The transpose of [BagSum]: a row for every bag, added to the rows of the table that the bag
/// holds. Inputs: the rows, and weights if there are any.
///
/// @param bags the bags
/// @param rows the rows of the table
/// @param scale whether each sum is divided by how often the row was named
record BagSpread(Bags bags, long rows, boolean scale) implements SingleOperation {
  @Override
  public String name() {
    return "_embedding_bag_backward";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor samples = in.length > 1 ? in[1] : null;
    Tensor z = Rows.sums(in[0], bags.bag(), bags.rows(), samples, bags.place(), rows);
    return scale ? Call.unrecorded(() -> z.div(named(z))) : z;
  }

  private Tensor named(Tensor like) {
    return Rows.counts(bags.rows(), rows, like.dtype());
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
    Tensor g = scale ? arrived.div(named(arrived)) : arrived;
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    if (b.needs(0)) {
      BagSum op = new BagSum(bags, false, false);
      out[0] = b.inputs() > 1 ? Call.run(op, g, b.x(1)) : Call.run(op, g);
    }
    if (b.inputs() > 1 && b.needs(1)) {
      out[1] = Call.run(new BagDots(bags), b.x(0), g);
    }
    return out;
  }

  @Override
  public long savesInputs(long needs) {
    return (needs & 1) << 1 | needs >>> 1 & 1;
  }
}
