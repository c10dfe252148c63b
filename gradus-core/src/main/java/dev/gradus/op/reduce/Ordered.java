package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusIndexException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.Sorting;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Elements along a dimension by their rank, and where they are: sorted, the first few, one.
///
/// Gradient: to the chosen elements.
///
/// @param name PyTorch's name
/// @param overload the number behind the node's name
/// @param dim the dimension, 0 … rank-1
/// @param descending whether the greatest come first
/// @param pick which of them
/// @param keepdim whether the dimension stays where one element is chosen
public record Ordered(
    String name, int overload, int dim, boolean descending, Pick pick, boolean keepdim)
    implements Operation {
  /// Which elements of a sorted row.
  public sealed interface Pick {
    /// All elements, equal ones in the order they came in.
    record All(long count) implements Pick {}

    /// The elements from the first on, so many.
    record First(long count) implements Pick {}

    /// The element of this rank, from 0.
    record Rank(long rank) implements Pick {}

    /// The lower of the middle elements; nan if there is one, unless nan are left out.
    record Middle(boolean withoutNan) implements Pick {}

    /// The most frequent element, the least of several, at its last place.
    record Mode() implements Pick {}
  }

  @Override
  public String node() {
    return Operation.nodeName(name, overload);
  }

  @Override
  public int outputs() {
    return 2;
  }

  private boolean isOne() {
    return !(pick instanceof Pick.First || pick instanceof Pick.All);
  }

  private int count() {
    return switch (pick) {
      case Pick.All(long count) -> (int) count;
      case Pick.First(long count) -> (int) count;
      default -> 1;
    };
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    if (name.equals("sort") && x[0].isComplex()) {
      throw new GradusUnsupportedException(
          "Sort currently does not support complex dtypes on CPU\nsort: complex numbers have no order.");
    }
    Rows rows = Rows.of(name, x[0], dim);
    if (isOne() && rows.n() == 0) {
      throw new GradusIndexException(
          name + "(): Expected reduction dim " + dim + " to have non-zero size.");
    }
    long[] sizes = sizes(x[0].layout().sizes(), isOne() && !keepdim);
    Tensor values = Tensor.empty(x[0].dtype(), sizes);
    Tensor indices = Tensor.empty(DType.INT64, sizes);
    try {
      if (values.numel() > 0) {
        Sorting.run(
            rows.dtype(),
            rows.array(),
            rows.offset(),
            new int[] {rows.outer(), rows.n(), rows.inner(), count()},
            descending,
            arrangement(!rows.dtype().isIntegral()),
            values.storage().array(),
            (long[]) indices.storage().array());
      }
    } finally {
      Reference.reachabilityFence(rows.x());
    }
    return new Tensor[] {values, indices};
  }

  private Sorting.Arrangement arrangement(boolean fractions) {
    return switch (pick) {
      case Pick.All _ -> Sorting.stable();
      case Pick.First(long count) -> Sorting.first((int) count);
      case Pick.Rank(long rank) -> Sorting.rank((int) rank);
      case Pick.Middle(boolean withoutNan) -> Sorting.middle(fractions, withoutNan);
      case Pick.Mode _ -> Sorting.mode(fractions);
    };
  }

  private long[] sizes(long[] own, boolean dropped) {
    if (own.length == 0) {
      return own;
    }
    if (!dropped) {
      long[] sizes = own.clone();
      sizes[dim] = count();
      return sizes;
    }
    long[] sizes = new long[own.length - 1];
    System.arraycopy(own, 0, sizes, 0, dim);
    System.arraycopy(own, dim + 1, sizes, dim, sizes.length - dim);
    return sizes;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = Objects.requireNonNull(g[0]);
    long[] kept = sizes(b.sizes(0), false);
    Tensor zeros = Gradus.zeros(arrived.dtype(), b.sizes(0));
    return new Tensor[] {zeros.scatter(dim, b.y(1).reshape(kept), arrived.reshape(kept))};
  }

  @Override
  public long savesOutputs(long needs) {
    return 2;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return b.allAlong(
        x[0],
        t ->
            Call.runAll(new Ordered(name, overload, b.dims(dim)[0], descending, pick, keepdim), t));
  }
}
