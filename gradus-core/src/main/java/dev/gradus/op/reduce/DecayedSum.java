package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.DecayedSums;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// What [Cumulate] of logarithms needs for its gradient, without leaving the numbers that a double
/// holds. For inputs g and y, backwards: the sum over all later elements k, this one j included, of
/// gₖ · exp(yⱼ − yₖ). Forwards: the sum over all earlier elements j, this one k included, of gⱼ ·
/// exp(yⱼ − yₖ).
///
/// Gradient by g: the sum in the other direction; by y: what arrived times this sum less g times
/// the other sum, with the sign of the direction.
///
/// @param backwards the direction
/// @param dim the dimension
record DecayedSum(boolean backwards, int dim) implements SingleOperation {
  static Tensor of(boolean backwards, int dim, Tensor g, Tensor y) {
    return Call.run(new DecayedSum(backwards, dim), g, y);
  }

  @Override
  public String name() {
    return "logcumsumexp_backward";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Rows g = Rows.of(x[0], dim);
    Rows y = Rows.of(x[1], dim);
    Tensor out = Tensor.empty(g.dtype(), x[0].layout().sizes());
    try {
      DecayedSums.run(
          backwards,
          g.dtype(),
          g.array(),
          g.offset(),
          y.array(),
          y.offset(),
          new int[] {g.outer(), g.n(), g.inner()},
          out.storage().array());
    } finally {
      Reference.reachabilityFence(g.x());
      Reference.reachabilityFence(y.x());
    }
    return out;
  }

  @Override
  public long savesInputs(long needs) {
    return 3;
  }

  @Override
  public long savesOutputs(long needs) {
    return needs >>> 1 & 1;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor h) {
    Tensor other = of(!backwards, dim, h, b.x(1).conj());
    Tensor byY = null;
    if (b.needs(1)) {
      Tensor own = h.mul(b.y().conj());
      Tensor taken = b.x(0).conj().mul(other);
      byY = backwards ? own.sub(taken) : taken.sub(own);
    }
    return new @Nullable Tensor[] {b.needs(0) ? other : null, byY};
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    return b.rank(0) == 0 ? null : of(backwards, dim + 1, b.front(x, 0), b.front(x, 1));
  }
}
