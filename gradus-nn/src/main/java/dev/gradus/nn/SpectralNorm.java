package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import java.util.stream.IntStream;

/// A weight divided by its largest singular value. The singular vectors are buffers that get better
/// with every call in training.
final class SpectralNorm extends Parametrization {
  // So many steps before the first use.
  private static final int FIRST = 15;

  private final int iterations;
  private final int dim;
  private final double eps;

  SpectralNorm(Tensor weight, int iterations, int dim, double eps) {
    int rank = weight.dim();
    if (dim >= rank || dim < -rank) {
      throw new GradusIndexException(
          "Dimension out of range (expected to be in range of [-%d, %d] but got %d)"
              .formatted(rank, rank - 1, dim));
    }
    if (iterations <= 0) {
      throw new GradusArgumentException(
          "Expected n_power_iterations to be positive, but got n_power_iterations=" + iterations);
    }
    this.iterations = iterations;
    this.dim = dim < 0 ? dim + rank : dim;
    this.eps = eps;
    if (rank > 1) {
      Tensor matrix = matrix(weight.detach());
      buffer("_u", drawn(matrix, 0));
      buffer("_v", drawn(matrix, 1));
      improve(matrix, FIRST);
    }
  }

  private Tensor drawn(Tensor matrix, int along) {
    Tensor vector = Init.normal_(Gradus.empty(matrix.dtype(), matrix.size(along)));
    return Gradus.normalize(vector, 2, 0, eps);
  }

  private Tensor matrix(Tensor weight) {
    Tensor first = weight;
    if (dim != 0) {
      IntStream others = IntStream.range(0, weight.dim()).filter(d -> d != dim);
      first = weight.permute(IntStream.concat(IntStream.of(dim), others).toArray());
    }
    return first.flatten(1, -1);
  }

  private void improve(Tensor matrix, int steps) {
    try (var _ = Gradus.noGrad()) {
      Tensor u = get("_u");
      Tensor v = get("_v");
      for (int i = 0; i < steps; i++) {
        u.copy_(Gradus.normalize(matrix.mv(v), 2, 0, eps));
        v.copy_(Gradus.normalize(matrix.t().conj().mv(u), 2, 0, eps));
      }
    }
  }

  @Override
  public Tensor forward(Tensor weight) {
    if (weight.dim() == 1) {
      return Gradus.normalize(weight, 2, 0, eps);
    }
    Tensor matrix = matrix(weight);
    if (training()) {
      improve(matrix, iterations);
    }
    // The next call changes the buffers, but not what this call's gradient needs.
    Tensor u = get("_u").clone();
    Tensor v = get("_v").clone();
    return weight.div(u.vdot(matrix.mv(v)));
  }

  @Override
  public Tensor[] rightInverse(Tensor value) {
    return new Tensor[] {value};
  }

  @Override
  public String name() {
    return "_SpectralNorm";
  }
}
