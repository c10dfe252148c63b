package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.ComplexCumulative;
import dev.gradus.kernel.Cumulative;
import dev.gradus.op.pointwise.Cast;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Running sums, products and logarithms of sums of exponentials along a dimension.
///
/// Gradient: of a sum, the sum of what arrives at this element and later ones; of a product, that
/// of all other factors, zeros included; of a logarithm, the sum of g · exp(x − y).
///
/// @param kind which
/// @param dim the dimension, 0 … rank-1
/// @param dtype the dtype of the result
public record Cumulate(Cumulative.Kind kind, int dim, DType dtype) implements SingleOperation {
  @Override
  public String name() {
    return switch (kind) {
      case PROD -> "cumprod";
      case LOGSUMEXP -> "logcumsumexp";
      default -> "cumsum";
    };
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor in = x[0].dtype().isComplex() == dtype.isComplex() ? x[0] : new Cast(dtype).forward(x);
    Rows rows = Rows.of(in, dim);
    Tensor y = Tensor.empty(dtype, x[0].layout().sizes());
    try {
      if (dtype.isComplex()) {
        ComplexCumulative.run(
            kind,
            rows.dtype().toReal(),
            dtype.toReal(),
            rows.array(),
            rows.offset(),
            new int[] {rows.outer(), rows.n(), rows.inner()},
            y.storage().array());
        return y;
      }
      Cumulative.run(
          kind,
          rows.dtype(),
          dtype,
          rows.array(),
          rows.offset(),
          new int[] {rows.outer(), rows.n(), rows.inner()},
          y.storage().array(),
          null);
    } finally {
      Reference.reachabilityFence(rows.x());
    }
    return y;
  }

  @Override
  public long savesInputs(long needs) {
    return kind == Cumulative.Kind.SUM ? 0 : 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return kind == Cumulative.Kind.SUM ? 0 : 1;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    if (b.sizes(0).length == 0) {
      return new Tensor[] {g};
    }
    return new Tensor[] {
      switch (kind) {
        case PROD -> ofProduct(b.x(0).conj(), b.y().conj(), g);
        case LOGSUMEXP -> {
          Tensor y = b.y().conj();
          yield DecayedSum.of(true, dim, g, y).mul(b.x(0).conj().sub(y).exp());
        }
        default -> fromTheEnd(g);
      }
    };
  }

  private Tensor fromTheEnd(Tensor g) {
    return g.flip(dim).cumsum(dim).flip(dim);
  }

  private Tensor ofProduct(Tensor x, Tensor y, Tensor g) {
    if (!Call.any(x.detach().eq(0))) {
      return fromTheEnd(g.mul(y)).div(x);
    }
    // With zeros nothing may be divided: each element's own factor is left out of the products.
    long n = x.size(dim);
    List<Tensor> parts = new ArrayList<>();
    for (long k = 0; k < n; k++) {
      Tensor arriving = g.narrow(dim, k, n - k);
      Tensor tail = Gradus.onesLike(x.narrow(dim, k, 1));
      if (k + 1 < n) {
        tail = Gradus.cat(List.of(tail, x.narrow(dim, k + 1, n - k - 1).cumprod(dim)), dim);
      }
      Tensor sum = arriving.mul(tail).sum(dim, true);
      parts.add(k == 0 ? sum : sum.mul(y.narrow(dim, k - 1, 1)));
    }
    return Gradus.cat(parts, dim);
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor v = t[0];
    if (v == null || kind == Cumulative.Kind.SUM) {
      return v == null ? null : Call.run(this, v);
    }
    if (kind == Cumulative.Kind.PROD) {
      return SingleOperation.super.jvp(x, y, t);
    }
    return DecayedSum.of(false, dim, v.mul(x[0].sub(y).exp()), y);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.along(x[0], t -> Call.run(new Cumulate(kind, b.dims(dim)[0], dtype), t));
  }
}
