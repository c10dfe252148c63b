package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// v · g / |v|, of which length g and direction v are trained.
final class WeightNorm extends Parametrization {
  private final int dim;

  WeightNorm(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor... x) {
    return Gradus.weightNorm(x[1], x[0], dim);
  }

  @Override
  public Tensor[] rightInverse(Tensor value) {
    return new Tensor[] {Gradus.normExceptDim(value, 2, dim), value};
  }

  @Override
  public String name() {
    return "_WeightNorm";
  }
}
