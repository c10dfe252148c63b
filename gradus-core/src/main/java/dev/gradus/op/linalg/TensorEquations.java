package dev.gradus.op.linalg;

import dev.gradus.Linalg;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Inverses and equations of tensors that are matrices once some dimensions count as rows.
public final class TensorEquations {
  private TensorEquations() {}

  /// The inverse of a tensor whose first `ind` dimensions count as rows.
  public static Tensor inverse(Tensor a, int ind) {
    if (ind <= 0) {
      throw new GradusArgumentException(
          "Expected a strictly positive integer for 'ind', but got " + ind);
    }
    long[] sizes = a.layout().sizes();
    int cut = Math.min(ind, sizes.length);
    long[] first = Arrays.copyOf(sizes, cut);
    long[] last = Arrays.copyOfRange(sizes, cut, sizes.length);
    long rows = Sizes.numel(first);
    long columns = Sizes.numel(last);
    if (rows != columns) {
      throw new GradusArgumentException(
          "Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got "
              + columns
              + " != "
              + rows);
    }
    Tensor inverse = inverse(a.reshape(columns, columns));
    long[] turned = Arrays.copyOf(last, sizes.length);
    System.arraycopy(first, 0, turned, last.length, first.length);
    return inverse.reshape(turned);
  }

  private static Tensor inverse(Tensor matrix) {
    try {
      return Linalg.inv(matrix);
    } catch (GradusArgumentException e) {
      if (((GradusException) e).sentence().contains("singular")) {
        throw new GradusArgumentException(
            "Failed to invert the input tensor, because it is singular.");
      }
      throw e;
    }
  }

  /// The solution X of the equation in which A, its last dimensions taken over X, gives B.
  ///
  /// @param dims dimensions of A to move to the end first; null for none
  public static Tensor solve(Tensor a, Tensor b, int @Nullable [] dims) {
    Tensor moved = a;
    if (dims != null) {
      int[] to = new int[dims.length];
      Arrays.setAll(to, i -> a.dim() - dims.length + i);
      moved = a.movedim(dims, to);
    }
    long[] sizes = moved.layout().sizes();
    long[] result = Arrays.copyOfRange(sizes, Math.min(b.dim(), sizes.length), sizes.length);
    long columns = Sizes.numel(result);
    if (columns != b.numel()) {
      throw new GradusArgumentException(
          "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == prod(self.shape[:other.ndim]), but got "
              + columns
              + " != "
              + b.numel());
    }
    return Linalg.solve(moved.reshape(columns, columns), b.flatten()).reshape(result);
  }
}
