package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.MultiViewOperation;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// What several views show, in memory of their own: `unbind_copy`, `split_with_sizes_copy`.
///
/// @param views the views
public record ViewCopies(MultiViewOperation views) implements Operation {
  @Override
  public String name() {
    return views.name() + "_copy";
  }

  @Override
  public String node() {
    return views.node() + "_copy";
  }

  @Override
  public int outputs() {
    return views.outputs();
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor[] y = views.forwardAll(x);
    for (int k = 0; k < y.length; k++) {
      y[k] = ViewCopy.fresh(y[k]);
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    return views.backwardAll(b, g);
  }

  @Override
  public @Nullable Tensor[] jvpAll(Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    return views.jvpAll(x, y, t);
  }

  @Override
  public Tensor @Nullable [] batchAll(Batching b, Tensor[] x) {
    MultiViewOperation all = views.batched(b);
    return all == null ? null : Call.runAll(new ViewCopies(all), x[0]);
  }
}
