package dev.gradus.op.index;

import dev.gradus.Tensor;
import java.util.List;

/// `index_select`: whole slices along a dimension, numbered by a vector or a single position.
///
/// A tensor without dimensions counts as one of a single element.
///
/// @param dim the dimension
/// @param bounds what is said of a wrong position
record Rows(int dim, Bounds bounds) implements Addressing {
  @Override
  public Route route(long[] x, Tensor[] index) {
    long[] sizes = x.clone();
    int[] walked = new int[sizes.length];
    long[] strides = new long[sizes.length];
    for (int d = 0; d < walked.length; d++) {
      walked[d] = d == dim ? -1 : d;
    }
    if (sizes.length > 0) {
      sizes[dim] = index[0].numel();
      strides[dim] = index[0].dim() == 0 ? 0 : index[0].layout().strides()[0];
    }
    return new Route(sizes, walked, List.of(new Route.Term(dim, index[0], strides)), bounds);
  }
}
