package dev.gradus.op.resample;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.stack;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Grids of places in an image.
public final class Grid {
  private Grid() {}

  /// The places that an affine map gives to the centres of an image's elements.
  public static Tensor affine(Tensor theta, long[] size, boolean align) {
    if (!theta.dtype().isFloatingPoint()) {
      throw new GradusArgumentException(
          "Expected theta to have floating point type, but got " + theta.dtype());
    }
    int dims = size.length - 2;
    if (dims != 2 && dims != 3) {
      throw new GradusArgumentException(
          "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size "
              + Sizes.text(size)
              + ".");
    }
    boolean fits = theta.dim() == 3 && theta.size(-2) == dims && theta.size(-1) == dims + 1;
    if (!fits) {
      throw new GradusArgumentException(
          "Expected a batch of %dD affine matrices of shape Nx%dx%d for size %s. Got %s."
              .formatted(dims, dims, dims + 1, Sizes.text(size), Sizes.text(theta.shape())));
    }
    if (Arrays.stream(size).anyMatch(s -> s <= 0)) {
      throw new GradusArgumentException(
          "Expected non-zero, positive output size. Got " + Sizes.text(size));
    }
    long[] spatial = Arrays.copyOfRange(size, 2, size.length);
    long count = Arrays.stream(spatial).reduce(1, (a, b) -> a * b);
    Tensor[] rows = new Tensor[dims + 1];
    for (int k = 0; k < dims; k++) {
      long n = spatial[dims - 1 - k];
      long[] shape = new long[dims];
      Arrays.fill(shape, 1);
      shape[dims - 1 - k] = n;
      rows[k] = centres(n, align, theta).view(shape).expand(spatial).reshape(count);
    }
    rows[dims] = ones(theta.dtype(), count);
    Tensor base = stack(Arrays.asList(rows), 1);
    Tensor grid = base.expand(size[0], count, dims + 1).bmm(theta.transpose(1, 2));
    long[] shape = new long[dims + 2];
    shape[0] = size[0];
    System.arraycopy(spatial, 0, shape, 1, dims);
    shape[dims + 1] = dims;
    return grid.view(shape);
  }

  // From -1 to 1: the centres of n elements, the corner ones at the ends if aligned.
  private static Tensor centres(long n, boolean align, Tensor like) {
    Tensor i = arange(n).to(like.dtype());
    if (align) {
      return n == 1 ? i : i.mul(2.0 / (n - 1)).sub(1.0);
    }
    return i.mul(2.0 / n).add(1.0 / n - 1);
  }
}
