package dev.gradus.op.index;

import dev.gradus.Tensor;
import java.util.Arrays;
import java.util.List;

/// `take`: the index has the sizes of the result and numbers elements in row-major order.
public record Flat() implements Addressing {
  @Override
  public Route route(long[] x, Tensor[] index) {
    long[] sizes = index[0].layout().sizes();
    int[] walked = new int[sizes.length];
    Arrays.fill(walked, -1);
    Route.Term term = new Route.Term(Route.FLAT, index[0], index[0].layout().strides());
    return new Route(sizes, walked, List.of(term), Bounds.FLAT);
  }
}
