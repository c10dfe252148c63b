package dev.gradus;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One call of an operation under `vmap`, for the operation's batching rule.
///
/// A rule is given the tensors below the level: those that are mapped over with the batch as
/// dimension 0, the others as they are. It returns results with the batch as dimension 0.
public final class Batching {
  private final VmapLevel level;
  private final long size;
  private final Tensor[] examples;
  private final long[][] sizes;
  private final boolean[] batched;

  Batching(VmapLevel level, long size, Tensor[] examples, boolean[] batched) {
    this(level, size, examples, sizes(examples), batched);
  }

  private Batching(
      VmapLevel level, long size, Tensor[] examples, long[][] sizes, boolean[] batched) {
    this.level = level;
    this.size = size;
    this.examples = examples;
    this.sizes = sizes;
    this.batched = batched;
  }

  private static long[][] sizes(Tensor[] examples) {
    long[][] sizes = new long[examples.length][];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = examples[i].layout().sizes();
    }
    return sizes;
  }

  /// The same for an operation of one input whose examples have these sizes.
  public Batching ofExamples(long[] example) {
    return new Batching(level, size, examples, new long[][] {example}, new boolean[] {true});
  }

  /// The result of operations on the tensors as the function under `vmap` sees them, with the batch
  /// as dimension 0: for a rule that says what the operation is made of.
  public Tensor within(Function<Tensor[], Tensor> body) {
    return level.within(() -> body.apply(examples));
  }

  /// As [#within] for several results.
  public Tensor[] allWithin(Function<Tensor[], Tensor[]> body) {
    return level.allWithin(() -> body.apply(examples));
  }

  /// The products of the rows of two matrices.
  public static Tensor dots(Tensor a, Tensor b) {
    return a.unsqueeze(1).matmul(b.unsqueeze(2)).reshape(a.size(0));
  }

  /// How many examples there are.
  public long size() {
    return size;
  }

  /// Whether input `i` is mapped over.
  public boolean has(int i) {
    return batched[i];
  }

  /// Whether all inputs are mapped over.
  public boolean hasAll() {
    for (boolean b : batched) {
      if (!b) {
        return false;
      }
    }
    return true;
  }

  /// How many dimensions an example of input `i` has.
  public int rank(int i) {
    return sizes[i].length;
  }

  /// The sizes of an example of input `i`.
  public long[] sizes(int i) {
    return sizes[i];
  }

  /// The inputs as the function under `vmap` sees them: with sizes and dtypes, without elements.
  public Tensor[] examples() {
    return examples;
  }

  /// A dimension of an example as one of the batch.
  public int dim(int dim) {
    return dim + 1;
  }

  /// Dimensions of an example of input 0 as dimensions of the batch; none means all of the example.
  public int[] dims(int... dims) {
    int rank = Math.max(rank(0), 1);
    int[] own = new int[dims.length == 0 ? rank : dims.length];
    for (int k = 0; k < own.length; k++) {
      int d = dims.length == 0 ? k : dims[k];
      own[k] = (d < 0 ? d + rank : d) + 1;
    }
    return own;
  }

  /// Sizes with the batch in front.
  public long[] sizes(long... example) {
    long[] all = new long[example.length + 1];
    all[0] = size;
    System.arraycopy(example, 0, all, 1, example.length);
    return all;
  }

  /// Input `i` with the batch in front, repeated if it is not mapped over.
  public Tensor front(Tensor[] x, int i) {
    return batched[i] ? x[i] : x[i].expand(sizes(x[i].layout().sizes()));
  }

  /// The batch and the first dimension of the examples as one dimension.
  public static Tensor folded(Tensor x) {
    long[] s = x.layout().sizes();
    long[] sizes = Arrays.copyOfRange(s, 1, s.length);
    sizes[0] *= s[0];
    return x.reshape(sizes);
  }

  /// The first dimension as the batch and the first dimension of the examples.
  public Tensor unfolded(Tensor x) {
    long[] s = x.layout().sizes();
    long[] sizes = sizes(s);
    sizes[1] = size == 0 ? 0 : s[0] / size;
    return x.reshape(sizes);
  }

  /// All inputs with the batch in front.
  public Tensor[] front(Tensor[] x) {
    Tensor[] all = new Tensor[x.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = front(x, i);
    }
    return all;
  }

  /// All inputs with the batch in front and ones between it and the dimensions of the example, so
  /// that all have as many.
  public Tensor[] padded(Tensor[] x) {
    int rank = 0;
    for (long[] s : sizes) {
      rank = Math.max(rank, s.length);
    }
    Tensor[] all = new Tensor[x.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = padded(x, i, rank);
    }
    return all;
  }

  /// Input `i` with the batch in front, seen as one whose examples have so many dimensions.
  public Tensor padded(Tensor[] x, int i, int rank) {
    long[] own = new long[rank + 1];
    Arrays.fill(own, 1);
    own[0] = size;
    System.arraycopy(sizes[i], 0, own, own.length - sizes[i].length, sizes[i].length);
    return front(x, i).reshape(own);
  }

  /// All inputs, ready to be broadcast: what is mapped over has ones between the batch and the
  /// dimensions of the example.
  public Tensor[] aligned(Tensor[] x) {
    int rank = 0;
    for (Tensor e : examples) {
      rank = Math.max(rank, e.dim());
    }
    Tensor[] all = x.clone();
    for (int i = 0; i < all.length; i++) {
      int own = examples[i].dim();
      if (batched[i] && own < rank) {
        long[] sizes = new long[rank + 1];
        Arrays.fill(sizes, 1);
        sizes[0] = size;
        System.arraycopy(examples[i].layout().sizes(), 0, sizes, rank + 1 - own, own);
        all[i] = x[i].reshape(sizes);
      }
    }
    return all;
  }

  /// All inputs ready to be broadcast, in one dtype.
  public Tensor[] aligned(Tensor[] x, DType dtype) {
    Tensor[] all = aligned(x);
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i].to(dtype);
    }
    return all;
  }

  /// An operation of one input along dimensions: an example without dimensions has one of size 1
  /// for it.
  public Tensor along(Tensor x, UnaryOperator<Tensor> f) {
    return rank(0) == 0 ? f.apply(x.unsqueeze(1)).reshape(size) : f.apply(x);
  }

  /// As [#along] for several results.
  public Tensor[] allAlong(Tensor x, Function<Tensor, Tensor[]> f) {
    if (rank(0) > 0) {
      return f.apply(x);
    }
    Tensor[] y = f.apply(x.unsqueeze(1)).clone();
    for (int k = 0; k < y.length; k++) {
      y[k] = y[k].reshape(size);
    }
    return y;
  }
}
