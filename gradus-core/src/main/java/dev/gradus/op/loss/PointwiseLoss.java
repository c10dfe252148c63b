package dev.gradus.op.loss;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.LossReduction;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.op.pointwise.Row;
import org.jspecify.annotations.Nullable;

/// A loss of single elements, reduced, as one node. Gradient: the row's, with g spread over the
/// elements (and divided by their number for the mean).
///
/// @param row the loss of one element
/// @param reduction what is done with them
public record PointwiseLoss(Row row, LossReduction reduction) implements SingleOperation {
  /// Runs the loss.
  public static Tensor run(Row row, LossReduction reduction, Tensor... x) {
    return reduction == LossReduction.NONE
        ? row.apply(x)
        : Call.run(new PointwiseLoss(row, reduction), x);
  }

  @Override
  public String name() {
    return row.name();
  }

  @Override
  public String node() {
    return row.node();
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor losses = row.call().forward(x);
    return Call.unrecorded(() -> reduction == LossReduction.MEAN ? losses.mean() : losses.sum());
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor share = g;
    if (reduction == LossReduction.MEAN) {
      share = g.div((double) count(b));
    }
    return row.call().backward(b, share);
  }

  // The elements of the broadcast sizes of all inputs, all of which were saved.
  private long count(Backward b) {
    long[] sizes = b.x(0).layout().sizes();
    for (int i = 1; i < row.inputs(); i++) {
      sizes = dev.gradus.shape.Broadcast.sizes(sizes, b.x(i).layout().sizes());
    }
    return dev.gradus.shape.Sizes.numel(sizes);
  }

  @Override
  public long savesInputs(long needs) {
    return (1L << row.inputs()) - 1;
  }
}
