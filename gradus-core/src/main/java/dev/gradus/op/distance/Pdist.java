package dev.gradus.op.distance;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.RowDistances;
import dev.gradus.op.pointwise.PlainArrays;
import org.jspecify.annotations.Nullable;

/// The distances of order p between each row of a matrix and the later ones. Gradient: that of all
/// pairs, see [CdistGradient], of which each row is the first one.
///
/// @param p the order
public record Pdist(double p) implements SingleOperation {
  @Override
  public String name() {
    return "_pdist_forward";
  }

  @Override
  public String node() {
    return Operation.nodeName("pdist", 0);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    int n = (int) x[0].size(0);
    int c = (int) x[0].size(1);
    int count = n < 2 ? 0 : (int) ((long) n * (n - 1) / 2);
    double[] y = new double[count];
    if (count > 0) {
      double[] a = PlainArrays.doubles(x[0]);
      double[] at = PlainArrays.doubles(x[0].detach().t());
      RowDistances.pairs(a, at, n, c, p, y);
    }
    return PlainArrays.tensor(y, x[0].dtype(), count);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    int n = (int) b.sizes(0)[0];
    return Call.run(new Cdist(p), x[0], x[0]).reshape(b.size(), -1).indexSelect(1, places(n));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor x = b.x(0);
    int n = (int) x.size(0);
    Tensor at = places(n);
    return new Tensor[] {
      Call.run(new CdistGradient(p), square(g, at, n), x, x, square(b.y(), at, n))
    };
  }

  private static Tensor square(Tensor pairs, Tensor at, int n) {
    Tensor upper = Gradus.zeros(pairs.dtype(), (long) n * n).scatter(0, at, pairs).view(n, n);
    return upper.add(upper.t());
  }

  private static Tensor places(int n) {
    int count = n < 2 ? 0 : (int) ((long) n * (n - 1) / 2);
    Tensor at = Tensor.empty(DType.INT64, count);
    long[] to = (long[]) at.storage().array();
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        to[next++] = (long) i * n + j;
      }
    }
    return at;
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }
}
