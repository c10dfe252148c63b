package dev.gradus.op.loss;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.LossReduction;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.RowCall;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// A loss of single elements, reduced, as one node. Gradient: the row's, with g spread over the
/// elements (and divided by their number for the mean).
///
/// @param row the loss of one element
/// @param reduction what is done with them
/// @param node the name of the node
/// @param sizes the broadcast sizes of the inputs
public record PointwiseLoss(RowCall row, LossReduction reduction, String node, long[] sizes)
    implements SingleOperation {
  /// Runs a loss that is one operation in PyTorch.
  public static Tensor run(Row row, LossReduction reduction, Tensor... x) {
    return run(row.call(), reduction, x);
  }

  /// As [#run(Row, LossReduction, Tensor...)] with parameters.
  public static Tensor run(RowCall row, LossReduction reduction, Tensor... x) {
    return run(row, reduction, row.node(), x);
  }

  /// Runs a loss that in PyTorch is a chain of operations and shows the last: the reduction.
  static Tensor chain(RowCall row, LossReduction reduction, Tensor... x) {
    return run(row, reduction, Reduced.node(reduction, row.node()), x);
  }

  private static Tensor run(RowCall row, LossReduction reduction, String node, Tensor[] x) {
    if (reduction == LossReduction.NONE) {
      return Call.run(row, x);
    }
    long[] sizes = x[0].layout().sizes();
    for (int i = 1; i < x.length; i++) {
      sizes = Broadcast.sizes(sizes, x[i].layout().sizes());
    }
    return Call.run(new PointwiseLoss(row, reduction, node, sizes), x);
  }

  @Override
  public String name() {
    return row.name();
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor losses = row.forward(x);
    return Call.unrecorded(() -> Reduced.of(losses, reduction));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor share = reduction == LossReduction.MEAN ? g.div((double) Sizes.numel(sizes)) : g;
    // A formula may mention fewer inputs than were broadcast: then g must have all elements. So it
    // must where there are none: a single number cannot be fitted to them.
    boolean alike = Sizes.numel(sizes) > 0;
    for (int i = 0; alike && i < b.inputs(); i++) {
      alike = !b.needs(i) || Sizes.numel(b.sizes(i)) == Sizes.numel(sizes);
    }
    @Nullable Tensor[] out = row.backward(b, alike ? share : share.expand(sizes));
    for (int i = 0; i < out.length; i++) {
      Tensor one = out[i];
      if (one != null && one.numel() < Sizes.numel(sizes)) {
        out[i] = one.expand(sizes);
      }
    }
    return out;
  }

  @Override
  public long savesInputs(Tensor[] x, long needs) {
    return row.savesInputs(x, needs);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.within(t -> Reduced.of(Call.run(row, t), reduction));
  }
}
