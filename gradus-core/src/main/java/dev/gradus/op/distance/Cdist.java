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

/// The distances of order p between all rows of two batches of matrices, which broadcast. Gradient:
/// see [CdistGradient].
///
/// @param p the order
public record Cdist(double p) implements SingleOperation {
  @Override
  public String name() {
    return "_cdist_forward";
  }

  @Override
  public String node() {
    return Operation.nodeName("cdist", 0);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Batches s = Batches.of(x[0], x[1]);
    double[] a = s.elements(x[0], s.n(), s.c());
    double[] bt = s.elements(x[1].detach().mT(), s.c(), s.m());
    double[] y = new double[s.count() * s.n() * s.m()];
    if (y.length > 0) {
      RowDistances.all(a, bt, s.count(), s.n(), s.m(), s.c(), p, y);
    }
    return PlainArrays.tensor(y, x[0].dtype(), s.with(s.n(), s.m()));
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, Batches.aligned(b, x));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor x = b.x(0);
    Tensor other = b.x(1);
    Tensor y = b.y();
    CdistGradient op = new CdistGradient(p);
    return new @Nullable Tensor[] {
      b.needs(0) ? Call.run(op, g, x, other, y) : null,
      b.needs(1) ? Call.run(op, g.mT(), other, x, y.mT()) : null
    };
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
