package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The gradient of [Unfold]: every element is the sum over the windows that show it.
///
/// @param windows the windows
/// @param sizes the sizes of what they show
record AddWindows(Unfold windows, long... sizes) implements SingleOperation {
  @Override
  public String name() {
    return "unfold_backward";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = Tensor.empty(x[0].dtype(), sizes);
    Tensor g = x[0];
    if (sizes.length == 0) {
      return Call.unrecorded(() -> windows.size() == 0 ? y : y.add_(g.sum()));
    }
    int last = g.dim() - 1;
    long count = g.layout().sizes()[windows.dim()];
    long span = (count - 1) * windows.step() + 1;
    // One addition for each place in a window: windows overlap, equal places of them do not.
    return Call.unrecorded(() -> {
      for (long k = 0; k < windows.size(); k++) {
        y.slice(windows.dim(), k, k + span, windows.step()).add_(g.select(last, k));
      }
      return y;
    });
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {g.unfold(windows.dim(), windows.size(), windows.step())};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    Batching whole = b.ofExamples(sizes);
    return windows.batched(whole) instanceof Unfold all
        ? Call.run(new AddWindows(all, b.sizes(sizes)), x[0])
        : null;
  }
}
