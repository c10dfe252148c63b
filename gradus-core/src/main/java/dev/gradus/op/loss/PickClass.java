package dev.gradus.op.loss;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.Classes;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The value of one class per place, 0 where the target is ignored, or its transpose: values put
/// back at their class, 0 elsewhere. Each is the other's gradient.
///
/// Inputs: the values and the classes, contiguous int64 of n × spatial elements.
///
/// @param n the number of samples
/// @param classes the number of classes
/// @param spatial the number of places of a sample
/// @param ignored the class that is left out
/// @param back whether values are put back
record PickClass(int n, int classes, int spatial, long ignored, boolean back)
    implements SingleOperation {
  @Override
  public String name() {
    return back ? "nll_loss_backward" : "nll_loss_pick";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor x = Call.unrecorded(in[0]::contiguous);
    if (x.layout().offset() != 0) {
      x = in[0].detach().clone();
    }
    Tensor y =
        back ? Tensor.empty(x.dtype(), n, classes, spatial) : Tensor.empty(x.dtype(), n, spatial);
    Tensor target = in[1];
    long[] t = (long[]) target.storage().array();
    int to = (int) target.layout().offset();
    try {
      Object a = x.storage().array();
      Object b = y.storage().array();
      if (back) {
        Classes.spread(a, n, classes, spatial, t, to, ignored, b);
      } else {
        Classes.pick(a, n, classes, spatial, t, to, ignored, b);
      }
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(target);
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    PickClass other = new PickClass(n, classes, spatial, ignored, !back);
    return new @Nullable Tensor[] {Call.run(other, g, b.x(1)), null};
  }

  @Override
  public long savesInputs(long needs) {
    return 2;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0], x[1]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    PickClass all = new PickClass((int) b.size() * n, classes, spatial, ignored, back);
    return Call.run(all, x[0], x[1].reshape(-1).repeat(b.size())).unflatten(0, b.size(), n);
  }
}
