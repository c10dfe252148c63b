package dev.gradus.op.index;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `x[i, j]`: the index tensors are broadcast together, one for each of some dimensions.
///
/// Their common dimensions stand where the indexed dimensions stood if those are neighbours, else
/// in front.
///
/// @param dims the indexed dimensions, rising
public record Points(int... dims) implements Addressing {
  @Override
  public Route route(long[] x, Tensor[] index) {
    long[] common = common(index);
    checkEmpty(x, common);
    boolean adjacent = dims[dims.length - 1] - dims[0] == dims.length - 1;
    int start = adjacent ? dims[0] : 0;
    int rank = x.length - dims.length + common.length;
    long[] sizes = new long[rank];
    int[] walked = new int[rank];
    int n = 0;
    for (int d = 0; d < x.length; d++) {
      if (n == start) {
        n = place(common, sizes, walked, n);
      }
      if (Arrays.binarySearch(dims, d) < 0) {
        sizes[n] = x[d];
        walked[n++] = d;
      }
    }
    List<Route.Term> terms = new ArrayList<>();
    for (int k = 0; k < dims.length; k++) {
      long[] strides = new long[rank];
      long[] own = Broadcast.strides(index[k].layout(), common);
      System.arraycopy(own, 0, strides, start, own.length);
      terms.add(new Route.Term(dims[k], index[k], strides));
    }
    return new Route(sizes, walked, terms, Bounds.OF_INDEX);
  }

  private static int place(long[] common, long[] sizes, int[] walked, int n) {
    System.arraycopy(common, 0, sizes, n, common.length);
    Arrays.fill(walked, n, n + common.length, -1);
    return n + common.length;
  }

  private static long[] common(Tensor[] index) {
    long[] sizes = index[0].layout().sizes();
    try {
      for (Tensor t : index) {
        sizes = Broadcast.sizes(sizes, t.layout().sizes());
      }
    } catch (GradusArgumentException _) {
      StringBuilder shapes = new StringBuilder();
      for (Tensor t : index) {
        shapes.append(shapes.isEmpty() ? "" : ", ").append(Sizes.text(t.layout().sizes()));
      }
      throw new GradusIndexException(
          "shape mismatch: indexing tensors could not be broadcast together with shapes " + shapes);
    }
    return sizes;
  }

  private void checkEmpty(long[] x, long[] common) {
    for (int d : dims) {
      if (x[d] == 0 && Sizes.numel(common) > 0) {
        throw new GradusIndexException("index is out of bounds for dimension with size 0");
      }
    }
  }
}
