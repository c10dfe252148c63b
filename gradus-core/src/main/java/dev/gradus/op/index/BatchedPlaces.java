package dev.gradus.op.index;

import dev.gradus.Batching;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The places that a batch of calls addresses, as one call: how a tensor with the batch in front is
/// addressed, and where the batch stands in what is picked.
///
/// @param at which elements
/// @param index the index tensors
/// @param order for each dimension of what one example picks, with the batch in front, where it
///   stands in what is picked; null where it stands there already
/// @param sizes the sizes of an example of the addressed tensor
/// @param picked the sizes of what one example picks, if tensors are flattened first, else null
record BatchedPlaces(
    Addressing at, Tensor[] index, int @Nullable [] order, long[] sizes, long @Nullable [] picked) {

  /// The places of a call whose index tensors are the inputs from `from` on, or null if there is no
  /// rule.
  static @Nullable BatchedPlaces of(Addressing at, Batching b, Tensor[] x, int from, long[] sizes) {
    return switch (at) {
      case Along(int dim, Bounds bounds) -> {
        int rank = sizes.length;
        yield rank == 0 || b.rank(from) != rank
            ? null
            : new BatchedPlaces(
                new Along(dim + 1, bounds), new Tensor[] {b.front(x, from)}, null, sizes, null);
      }
      case Rows(int dim, Bounds bounds) -> rows(dim, bounds, b, x, from, sizes);
      case Flat _ -> {
        long count = Sizes.numel(b.sizes(from));
        Tensor row = b.front(x, from).reshape(b.sizes(count));
        yield new BatchedPlaces(
            new Along(1, Bounds.FLAT), new Tensor[] {row}, null, sizes, b.sizes(from));
      }
      case Points(int[] dims) -> points(dims, b, x, from, sizes);
    };
  }

  private static @Nullable BatchedPlaces rows(
      int dim, Bounds bounds, Batching b, Tensor[] x, int from, long[] sizes) {
    if (sizes.length == 0) {
      return null;
    }
    if (!b.has(from)) {
      Tensor[] same = {x[from]};
      return new BatchedPlaces(new Rows(dim + 1, bounds), same, null, sizes, null);
    }
    long count = Sizes.numel(b.sizes(from));
    long[] spread = new long[sizes.length + 1];
    Arrays.fill(spread, 1);
    spread[0] = b.size();
    spread[dim + 1] = count;
    long[] all = b.sizes(sizes);
    all[dim + 1] = count;
    Tensor[] own = {x[from].reshape(spread).expand(all)};
    return new BatchedPlaces(new Along(dim + 1, bounds), own, null, sizes, null);
  }

  private static BatchedPlaces points(int[] dims, Batching b, Tensor[] x, int from, long[] sizes) {
    int common = 0;
    boolean any = false;
    for (int i = from; i < x.length; i++) {
      common = Math.max(common, b.rank(i));
      any |= b.has(i);
    }
    boolean adjacent = dims[dims.length - 1] - dims[0] == dims.length - 1;
    int rank = sizes.length - dims.length + common + 1;
    int[] shifted = Arrays.stream(dims).map(d -> d + 1).toArray();
    if (!any) {
      int[] order = adjacent ? null : moved(rank, common, 0);
      Tensor[] same = Arrays.copyOfRange(x, from, x.length);
      return new BatchedPlaces(new Points(shifted), same, order, sizes, null);
    }
    int[] all = new int[dims.length + 1];
    System.arraycopy(shifted, 0, all, 1, dims.length);
    Tensor[] index = new Tensor[all.length];
    index[0] = aligned(Gradus.arange(b.size()), b.size(), common);
    for (int k = 0; k < dims.length; k++) {
      Tensor own = x[from + k];
      index[k + 1] = b.has(from + k) ? aligned(own, b.size(), common) : own;
    }
    int[] order = adjacent && dims[0] > 0 ? between(rank, common, dims[0]) : null;
    return new BatchedPlaces(new Points(all), index, order, sizes, null);
  }

  private static Tensor aligned(Tensor index, long batch, int common) {
    long[] sizes = new long[common + 1];
    Arrays.fill(sizes, 1);
    sizes[0] = batch;
    int own = index.dim() - 1;
    System.arraycopy(index.layout().sizes(), 1, sizes, common + 1 - own, own);
    return index.reshape(sizes);
  }

  // Dimension `from` stands at `to`, the others in their order.
  private static int[] moved(int rank, int from, int to) {
    int[] order = new int[rank];
    for (int d = 0, n = 0; d < rank; d++) {
      if (d == to) {
        order[d] = from;
      } else {
        n += n == from ? 1 : 0;
        order[d] = n++;
      }
    }
    return order;
  }

  // Picked: batch, common, rest. Wanted: batch, the rest before `start`, common, what is left.
  private static int[] between(int rank, int common, int start) {
    int[] order = new int[rank];
    int n = 1;
    for (int d = 0; d < start; d++) {
      order[n++] = 1 + common + d;
    }
    for (int d = 0; d < common; d++) {
      order[n++] = 1 + d;
    }
    while (n < rank) {
      order[n] = n;
      n++;
    }
    return order;
  }

  /// The addressed tensor, with the batch in front, as it is addressed.
  Tensor addressed(Batching b, Tensor x) {
    return picked == null ? x : x.reshape(b.sizes(Sizes.numel(sizes)));
  }

  /// The sizes of the addressed tensor.
  long[] addressedSizes(Batching b) {
    return picked == null ? b.sizes(sizes) : b.sizes(Sizes.numel(sizes));
  }

  /// What was picked, with the batch in front.
  Tensor restored(Batching b, Tensor y) {
    if (picked != null) {
      return y.reshape(b.sizes(picked));
    }
    return order == null ? y : y.permute(order);
  }

  /// The reverse of [#restored].
  Tensor arranged(Batching b, Tensor y) {
    if (picked != null) {
      return y.reshape(b.sizes(Sizes.numel(picked)));
    }
    if (order == null) {
      return y;
    }
    int[] inverse = new int[order.length];
    for (int d = 0; d < order.length; d++) {
      inverse[order[d]] = d;
    }
    return y.permute(inverse);
  }

  /// Tensors in front of the index tensors.
  Tensor[] behind(Tensor... front) {
    Tensor[] all = Arrays.copyOf(front, front.length + index.length);
    System.arraycopy(index, 0, all, front.length, index.length);
    return all;
  }

  /// Values that broadcast to what one example picks, ready for all examples; null if there is no
  /// rule.
  @Nullable Tensor values(Batching b, Tensor[] x, int i) {
    if (order != null) {
      return null;
    }
    if (x[i].numel() == 1) {
      return x[i];
    }
    long[] own = b.sizes(i);
    long[] whole = picked;
    if (whole != null) {
      return Arrays.equals(own, whole) ? arranged(b, b.front(x, i)) : null;
    }
    if (!b.has(i)) {
      return x[i];
    }
    int rank = at.route(addressedSizes(b), index).sizes().length;
    long[] spread = new long[rank];
    Arrays.fill(spread, 1);
    spread[0] = b.size();
    System.arraycopy(own, 0, spread, rank - own.length, own.length);
    return x[i].reshape(spread);
  }
}
