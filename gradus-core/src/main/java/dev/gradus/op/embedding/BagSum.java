package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The sum or the mean of the rows of a table in each bag, and the transpose of that. Inputs: the
/// table, the row of every number, its bag, and, for weighed sums, its weight. Gradient: g of the
/// bag times the weight, added up in the table; the inner product of g and the row.
///
/// @param count how many bags there are
/// @param mean whether sums are divided by the size of the bag
/// @param scale whether the gradients of the table are divided by how often a row was named
/// @param transposed whether bags are handed out to the rows of a table
record BagSum(long count, boolean mean, boolean scale, boolean transposed)
    implements SingleOperation {
  BagSum(long count) {
    this(count, false, false, false);
  }

  @Override
  public String name() {
    return transposed ? "_embedding_bag_backward" : "_embedding_bag";
  }

  @Override
  public String node() {
    return Operation.nodeName(transposed ? name() : "embedding_bag", 0);
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Bags bags = Bags.of(in[1], in[2]);
    Tensor samples = in.length > 3 ? in[3] : null;
    Tensor y = Rows.sums(in[0], bags.from(), bags.to(), samples, bags.place(), count);
    return mean ? Call.unrecorded(() -> y.div(Bags.counts(in[1], in[2], count, y.dtype()))) : y;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    if (b.has(0) && !b.has(1) && !b.has(2) && (x.length == 3 || !b.has(3))) {
      return wide(b, x);
    }
    Tensor[] all = BagFolding.of(b, x, 0, 1, 2, count, scale);
    if (x.length > 3) {
      all[3] = b.front(x, 3).flatten();
    }
    BagSum op = new BagSum(count * b.size(), mean, scale, transposed);
    return Call.run(op, all).unflatten(0, b.size(), count);
  }

  // Linear in the rows, which may be as long as those of all examples together.
  private Tensor wide(Batching b, Tensor[] x) {
    Tensor[] all = x.clone();
    all[0] = BagFolding.wide(b, x[0]);
    return BagFolding.apart(b, Call.run(this, all));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor arrived) {
    Tensor from = b.x(1);
    Tensor to = b.x(2);
    Tensor g = mean ? arrived.div(Bags.counts(from, to, count, arrived.dtype())) : arrived;
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    if (b.needs(0)) {
      BagSum op = new BagSum(b.sizes(0)[0], scale, false, !transposed);
      out[0] = b.inputs() > 3 ? Call.run(op, g, to, from, b.x(3)) : Call.run(op, g, to, from);
    }
    if (b.inputs() > 3 && b.needs(3)) {
      out[3] = Call.run(new BagDots(), g, b.x(0), to, from);
    }
    return out;
  }

  // The weights for the table's gradient, the table for that of the weights.
  @Override
  public long savesInputs(long needs) {
    return 6 | (needs & 1) << 3 | needs >>> 3 & 1;
  }
}
