package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// As [Split], of a tensor that nobody uses any more: the pieces share its memory, but do not count
/// as views and may be changed in place.
///
/// @param split the pieces
public record UnsafeSplit(Split split) implements Operation {
  @Override
  public String name() {
    return "unsafe_split";
  }

  @Override
  public int outputs() {
    return split.outputs();
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    return split.forwardAll(x);
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    return split.backwardAll(b, g);
  }

  @Override
  public @Nullable Tensor[] jvpAll(Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    return split.jvpAll(x, y, t);
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    Split all = new Split(split.name(), split.dim() + 1, split.lengths());
    return Call.runAll(new UnsafeSplit(all), x[0]);
  }
}
