package dev.gradus.op.reduce;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;

/// A row-major tensor seen as rows along one dimension: outer × n × inner.
record Rows(Tensor x, int outer, int n, int inner) {
  static Rows of(String name, Tensor in, int dim) {
    if (in.dtype().isComplex()) {
      throw new GradusUnsupportedException(
          "\"%s_cpu\" not implemented for '%s'\n%s: complex numbers have no order."
              .formatted(name, in.dtype().scalarName(), name));
    }
    return of(in, dim);
  }

  /// The same for any dtype.
  static Rows of(Tensor in, int dim) {
    Tensor x = Call.unrecorded(in::contiguous);
    long[] sizes = x.layout().sizes();
    long outer = 1;
    long inner = 1;
    for (int d = 0; d < sizes.length; d++) {
      outer *= d < dim ? sizes[d] : 1;
      inner *= d > dim ? sizes[d] : 1;
    }
    return new Rows(x, (int) outer, sizes.length == 0 ? 1 : (int) sizes[dim], (int) inner);
  }

  int offset() {
    return (int) x.layout().offset();
  }

  Object array() {
    return x.storage().array();
  }

  DType dtype() {
    return x.dtype();
  }
}
