package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.OneInEachRow;
import dev.gradus.kernel.SoftmaxRows;
import dev.gradus.op.pointwise.Widened;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The gradient of [Softmax]: (g − Σ g·y) · y, minus that of elements negated, or of the logarithm
/// g − exp(y) · Σ g.
///
/// Inputs: what arrived and the results. Gradient: of what arrived the same of v, of the results v
/// · (g − Σ g·y) − g · Σ v·y, or −v · exp(y) · Σ g.
///
/// @param log whether of the logarithm
/// @param minus whether of the softmax of elements negated
/// @param dim the dimension
record SoftmaxGradient(boolean log, boolean minus, int dim) implements SingleOperation {
  @Override
  public String name() {
    return log ? "_log_softmax_backward_data" : "_softmax_backward_data";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    DType dtype = x[1].dtype();
    return Call.unrecorded(() -> Widened.back(compute(start(x[0]), start(x[1])), dtype));
  }

  private static Tensor start(Tensor x) {
    Tensor y = Widened.of(x);
    return y.layout().offset() == 0 ? y : y.clone();
  }

  private Tensor compute(Tensor g, Tensor y) {
    if (!Softmax.inRows(y, dim) || g.dtype() != y.dtype()) {
      return composed(g, y);
    }
    Tensor dx = Tensor.unfilled(y.layout(), y.dtype());
    SoftmaxRows rows = Softmax.rows(y, log, minus);
    try {
      if (log && g.storage().filling() instanceof OneInEachRow one && one.classes() == rows.n()) {
        rows.backward(one, y.storage().array(), dx.storage().array());
      } else {
        rows.backward(g.storage().array(), y.storage().array(), dx.storage().array());
      }
    } finally {
      Reference.reachabilityFence(g);
      Reference.reachabilityFence(y);
      Reference.reachabilityFence(dx);
    }
    return dx;
  }

  private Tensor composed(Tensor g, Tensor y) {
    int[] dims = {dim};
    if (log) {
      return g.sub(y.exp().mul(g.sum(dims, true)));
    }
    Tensor mean = g.mul(y).sum(dims, true);
    return (minus ? mean.sub(g) : g.sub(mean)).mul(y);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor v) {
    Tensor g = b.x(0);
    Tensor y = b.x(1);
    int[] dims = {dim};
    @Nullable Tensor[] out = new @Nullable Tensor[2];
    if (b.needs(0)) {
      Tensor own = log ? v.sub(v.mul(y.exp()).sum(dims, true)) : Call.run(this, v, y);
      out[0] = own;
    }
    if (b.needs(1)) {
      Tensor kept = log ? g.sum(dims, true).mul(y.exp()).neg() : g.sub(g.mul(y).sum(dims, true));
      Tensor w = minus ? v.neg() : v;
      Tensor rest = w.mul(kept);
      out[1] = log ? rest : rest.sub(g.mul(w.mul(y).sum(dims, true)));
    }
    return out;
  }

  @Override
  public long savesInputs(long needs) {
    return 3;
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  // In the operations that it is made of.
  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.within(in -> composed(in[0], in[1]));
  }
}
