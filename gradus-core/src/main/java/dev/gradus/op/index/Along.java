package dev.gradus.op.index;

import dev.gradus.Tensor;
import java.util.List;

/// `gather`: the index has the sizes of the result and says where along `dim` each element lies;
/// along the other dimensions it lies at its own position.
///
/// @param dim the dimension
/// @param bounds what is said of a wrong position
record Along(int dim, Bounds bounds) implements Addressing {
  @Override
  public Route route(long[] x, Tensor[] index) {
    long[] sizes = index[0].layout().sizes();
    int[] walked = new int[sizes.length];
    for (int d = 0; d < walked.length; d++) {
      walked[d] = d == dim ? -1 : d;
    }
    Route.Term term = new Route.Term(dim, index[0], index[0].layout().strides());
    return new Route(sizes, walked, List.of(term), bounds);
  }
}
