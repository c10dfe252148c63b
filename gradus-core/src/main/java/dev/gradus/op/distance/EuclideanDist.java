package dev.gradus.op.distance;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.op.pointwise.Row;
import org.jspecify.annotations.Nullable;

/// Euclidean distances between all rows of two batches by one matrix product: √(a·a + b·b − 2 a·b).
/// Digits are lost where rows are near each other. Gradient: with r = g / y, 0 where y is 0: a Σ r
/// − r·b, and so for the other rows.
public record EuclideanDist() implements SingleOperation {
  private static final Row COMBINE =
      Row.of("_euclidean_dist", x(1).add(x(2)).sub(x(0).mul(2)).max(c(0)).sqrt());

  @Override
  public String name() {
    return "_euclidean_dist";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    return Call.unrecorded(() -> {
      Tensor a = in[0].detach();
      Tensor b = in[1].detach();
      Tensor aa = a.mul(a).sum(-1).unsqueeze(-1);
      Tensor bb = b.mul(b).sum(-1).unsqueeze(-2);
      return COMBINE.apply(a.matmul(b.mT()), aa, bb);
    });
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, b.aligned(x));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor y = b.y();
    Tensor none = y.detach().eq(0);
    Tensor ratio = g.div(y.maskedFill(none, 1.0)).maskedFill(none, 0.0);
    return new @Nullable Tensor[] {
      b.needs(0) ? side(b.x(0), b.x(1), ratio) : null,
      b.needs(1) ? side(b.x(1), b.x(0), ratio.mT()) : null
    };
  }

  private static Tensor side(Tensor own, Tensor other, Tensor ratio) {
    return own.mul(ratio.sum(-1).unsqueeze(-1)).sub(ratio.matmul(other));
  }

  @Override
  public long savesInputs(long needs) {
    return 3;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }
}
