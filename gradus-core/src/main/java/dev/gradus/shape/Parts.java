package dev.gradus.shape;

import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// The geometry of complex tensors counted in real numbers: an element is two neighbours, the real
/// part first.
public final class Parts {
  private Parts() {}

  /// The real numbers of complex elements, with a last dimension of two.
  public static Layout asReal(Layout complex) {
    int rank = complex.rank();
    long[] sizes = Arrays.copyOf(complex.sizes(), rank + 1);
    long[] strides = Arrays.copyOf(complex.strides(), rank + 1);
    for (int d = 0; d < rank; d++) {
      strides[d] *= 2;
    }
    sizes[rank] = 2;
    strides[rank] = 1;
    return Layout.of(sizes, strides, 2 * complex.offset());
  }

  /// The real (0) or imaginary (1) parts of complex elements.
  public static Layout part(Layout complex, int which) {
    long[] strides = complex.strides().clone();
    for (int d = 0; d < strides.length; d++) {
      strides[d] *= 2;
    }
    return Layout.of(complex.sizes(), strides, 2 * complex.offset() + which);
  }

  /// The complex elements of which the last dimension holds the two parts.
  ///
  /// @throws GradusArgumentException if the parts are no such neighbours in memory
  public static Layout asComplex(Layout real) {
    int last = real.rank() - 1;
    if (last < 0) {
      throw new GradusArgumentException("Input tensor must have one or more dimensions");
    }
    if (real.sizes()[last] != 2) {
      throw refused("Tensor must have a last dimension of size 2", real);
    }
    if (real.strides()[last] != 1) {
      throw refused("Tensor must have a last dimension with stride 1", real);
    }
    if (real.offset() % 2 != 0) {
      throw refused("Tensor must have a storage_offset divisible by 2", real);
    }
    long[] sizes = Arrays.copyOf(real.sizes(), last);
    long[] strides = Arrays.copyOf(real.strides(), last);
    for (int d = 0; d < last; d++) {
      if (strides[d] % 2 != 0) {
        throw refused("Tensor must have a stride divisible by 2 for all but last dimension", real);
      }
      strides[d] /= 2;
    }
    return Layout.of(sizes, strides, real.offset() / 2);
  }

  /// Whether [#asComplex] takes it.
  public static boolean isComplex(Layout real) {
    int last = real.rank() - 1;
    boolean fits =
        last >= 0 && real.sizes()[last] == 2 && real.strides()[last] == 1 && real.offset() % 2 == 0;
    for (int d = 0; d < last; d++) {
      fits &= real.strides()[d] % 2 == 0;
    }
    return fits;
  }

  private static GradusArgumentException refused(String sentence, Layout real) {
    return new GradusArgumentException(
        sentence + "\nview_as_complex: the tensor has " + real + ". Use contiguous() first.");
  }
}
