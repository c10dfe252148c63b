package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import org.jspecify.annotations.Nullable;

/// Slices along a dimension shortened to a greatest norm. Gradient: g where a slice is short
/// enough; else that of limit · x / (norm + 1e-7).
///
/// @param order the order of the norm
/// @param dim the dimension of which every position is a slice
/// @param limit the greatest norm
public record Renorm(double order, int dim, double limit) implements SingleOperation {
  private static final double EPSILON = 1e-7;

  /// Checks what `renorm` requires.
  public static Renorm of(Tensor x, double order, int dim, double limit) {
    if (order <= 0) {
      throw new GradusArgumentException("renorm: non-positive-norm not supported");
    }
    if (limit < 0) {
      throw new GradusArgumentException(
          "renorm: expected maxnorm to be >= 0 but got "
              + (limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit)));
    }
    if (x.dim() < 2) {
      throw new GradusArgumentException(
          "renorm: input needs at least 2 dimensions, got " + x.dim() + " dimensions");
    }
    return new Renorm(order, Axes.wrap(dim, x.dim()), limit);
  }

  @Override
  public String name() {
    return "renorm";
  }

  private VectorNorm norm(Tensor x) {
    int[] others = new int[x.dim() - 1];
    for (int k = 0; k < others.length; k++) {
      others[k] = k < dim ? k : k + 1;
    }
    return new VectorNorm(order, others, true);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> shortened(x[0]));
  }

  private Tensor shortened(Tensor x) {
    Tensor norm = Call.run(norm(x), x);
    Tensor factor = norm.add(EPSILON).reciprocal().mul(limit);
    return x.mul(factor.maskedFill(norm.gt(limit).logicalNot(), 1.0));
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.within(e -> shortened(e[0]));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor x = b.x(0);
    VectorNorm of = norm(x);
    Tensor norm = Call.run(of, x);
    Tensor product = x.conj().mul(g);
    Tensor along = (x.dtype().isComplex() ? product.real() : product).sum(of.dims(), true);
    Tensor inverse = norm.add(EPSILON).reciprocal();
    Tensor shortened = g.sub(inverse.mul(of.gradient(x, norm, along))).mul(inverse.mul(limit));
    return new Tensor[] {Gradus.where(norm.detach().gt(limit), shortened, g)};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }
}
