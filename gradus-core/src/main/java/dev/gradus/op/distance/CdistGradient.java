package dev.gradus.op.distance;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.RowDistances;
import dev.gradus.op.pointwise.PlainArrays;
import org.jspecify.annotations.Nullable;

/// The gradient of distances by the rows of the first matrix. Inputs: the gradients g of the
/// distances, both matrices, the distances y.
///
/// With d = x_i − x_j it is Σ_j g · sign(d) |d|^(p−1) y^(1−p), 0 where y or d is 0; for infinite p
/// the sum of g · sign(d) where |d| is y. Its own gradient is that of this formula.
///
/// @param p the order
record CdistGradient(double p) implements SingleOperation {
  @Override
  public String name() {
    return "_cdist_backward";
  }

  @Override
  public String node() {
    return Operation.nodeName("cdist_backward", 0);
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Batches s = Batches.of(in[1], in[2]);
    double[] z = new double[s.count() * s.n() * s.c()];
    if (z.length > 0 && s.m() > 0) {
      RowDistances.gradient(
          s.elements(in[1], s.n(), s.c()),
          s.elements(in[2], s.m(), s.c()),
          s.elements(in[0], s.n(), s.m()),
          s.elements(in[3], s.n(), s.m()),
          s.count(),
          s.n(),
          s.m(),
          s.c(),
          p,
          z);
    }
    return PlainArrays.tensor(z, in[1].dtype(), s.with(s.n(), s.c()));
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, Batches.aligned(b, x));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor arrived) {
    @Nullable Tensor[] out = new @Nullable Tensor[4];
    if (p == 0) {
      return out;
    }
    Tensor d = b.x(1).unsqueeze(-2).sub(b.x(2).unsqueeze(-3));
    Tensor w = arrived.unsqueeze(-2);
    Tensor y = b.x(3);
    if (p == 1 || Double.isInfinite(p)) {
      Tensor sign = d.detach().sign();
      if (p != 1) {
        sign = sign.mul(d.detach().abs().eq(y.detach().unsqueeze(-1)).to(sign.dtype()));
      }
      out[0] = w.mul(sign).sum(-1);
      return out;
    }
    Tensor none = y.detach().eq(0);
    Tensor safe = y.maskedFill(none, 1.0);
    Tensor scale = safe.pow(1 - p).maskedFill(none, 0.0);
    Tensor same = d.detach().eq(0);
    Tensor size = d.abs().maskedFill(same, 1.0);
    Tensor slope = d.mul(size.pow(p - 2));
    Tensor sum = w.mul(slope).sum(-1);
    if (b.needs(0)) {
      out[0] = sum.mul(scale);
    }
    if (b.needs(1) || b.needs(2)) {
      Tensor bend = size.pow(p - 2).mul(p - 1);
      Tensor curved = p == 2 ? bend : bend.maskedFill(same, 0.0);
      Tensor terms = w.mul(curved).mul(b.x(0).mul(scale).unsqueeze(-1));
      out[1] = terms.sum(-2);
      out[2] = terms.sum(-3).neg();
    }
    if (b.needs(3)) {
      out[3] = sum.mul(b.x(0)).mul(safe.pow(-p).mul(1 - p).maskedFill(none, 0.0));
    }
    return out;
  }

  @Override
  public long savesInputs(long needs) {
    return 15;
  }
}
