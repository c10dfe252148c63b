package dev.gradus.op.index;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.InPlaceOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.ScatterReduction;
import dev.gradus.kernel.ScatterReduction.Kind;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Axes;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Elements combined in the places that an index names.
///
/// Gradient: of a sum g, taken from its place; of a mean that divided by the number of elements; of
/// a product g times all other factors; of an extreme shared evenly by all elements that equal it.
///
/// @param name PyTorch's name: `scatter_reduce` or `index_reduce`
/// @param kind how elements are combined
/// @param dim the dimension, 0 … rank-1
/// @param includeSelf whether what is there takes part
public record ScatterReduce(String name, Kind kind, int dim, boolean includeSelf)
    implements InPlaceOperation {
  /// What `scatter` calls by the words `add` and `multiply`.
  public static String combining(String reduce) {
    return switch (reduce) {
      case "add" -> "sum";
      case "multiply" -> "prod";
      default ->
          throw new GradusArgumentException("reduce argument must be either add or multiply.");
    };
  }

  /// `scatter_reduce`: the index has a place for every element of src that counts.
  public static Tensor scatter(
      Tensor x, int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    return run(x, scattering(x, dim, index, src, reduce, includeSelf), part(src, index), index);
  }

  /// [#scatter] in place.
  public static Tensor scatterInto(
      Tensor x, int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    ScatterReduce op = scattering(x, dim, index, src, reduce, includeSelf);
    return index.numel() == 0 ? x : Call.inPlace(op, x, part(src, index), index);
  }

  private static Tensor run(Tensor x, ScatterReduce op, Tensor src, Tensor index) {
    if (index.numel() == 0) {
      return Call.run(op, x, src.reshape(-1).narrow(0, 0, 0), Tensor.empty(DType.INT64, 0));
    }
    return Call.run(op, x, src, index);
  }

  private static ScatterReduce scattering(
      Tensor x, int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    int d = Axes.wrap(dim, x.dim());
    // Dtypes, ranks and sizes are those of scatter.
    var _ = Gathering.scatter("scatter", x, dim, index, src, null);
    Kind kind = kind(reduce, "sum");
    real("scatter_gather_tensor_cpu_reduce_" + (kind == Kind.SUM ? "add" : reduce), x);
    return new ScatterReduce("scatter_reduce", kind, d, includeSelf);
  }

  /// `index_reduce`: the index names a place for every slice of src.
  public static Tensor slices(
      Tensor x, int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    ScatterReduce op = slicing(x, dim, index, src, reduce, includeSelf);
    return run(x, op, src, spread(op, index, src));
  }

  /// [#slices] in place.
  public static Tensor slicesInto(
      Tensor x, int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    ScatterReduce op = slicing(x, dim, index, src, reduce, includeSelf);
    return Call.inPlace(op, x, src, spread(op, index, src));
  }

  private static ScatterReduce slicing(
      Tensor x, int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    int d = Axes.wrap(dim, x.dim());
    if (index.dim() > 1) {
      throw new GradusArgumentException("index_reduce_(): Index is supposed to be a vector");
    }
    if (!Gathering.isPosition(index.dtype())) {
      throw new GradusArgumentException("index_reduce_(): Expected dtype int32/int64 for index");
    }
    if (x.dtype() != src.dtype()) {
      throw new GradusArgumentException(
          "index_reduce_(): self and source must have the same scalar type");
    }
    if (src.dim() > 0 && index.numel() != src.size(d)) {
      throw new GradusArgumentException(
          "index_reduce_(): Number of indices ("
              + index.numel()
              + ") should be equal to source.size(dim): ("
              + src.size(d)
              + "), for dim: "
              + d);
    }
    Kind kind = kind(reduce, "prod");
    real("index_reduce_func_" + reduce, x);
    return new ScatterReduce("index_reduce", kind, d, includeSelf);
  }

  private static Tensor spread(ScatterReduce op, Tensor index, Tensor src) {
    if (src.dim() == 0) {
      return index.reshape();
    }
    long[] sizes = new long[src.dim()];
    Arrays.fill(sizes, 1);
    sizes[op.dim] = index.numel();
    return index.reshape(sizes).expand(src.shape());
  }

  private static void real(String kernel, Tensor x) {
    if (x.isComplex()) {
      throw new GradusUnsupportedException(
          "\"%s\" not implemented for '%s'\nTake viewAsReal() first, or real() and imag()."
              .formatted(kernel, x.dtype().scalarName()));
    }
  }

  private static Kind kind(String reduce, String first) {
    return switch (reduce) {
      case "sum" -> Kind.SUM;
      case "prod" -> Kind.PROD;
      case "mean" -> Kind.MEAN;
      case "amax" -> Kind.AMAX;
      case "amin" -> Kind.AMIN;
      default ->
          throw new GradusArgumentException(
              "reduce argument must be either "
                  + (first.equals("sum")
                      ? "sum, prod, mean, amax or amin, got "
                      : "prod, mean, amax or amin, got ")
                  + reduce
                  + ".");
    };
  }

  private static Tensor part(Tensor src, Tensor index) {
    Tensor part = src;
    for (int k = 0; k < Math.min(src.dim(), index.dim()); k++) {
      if (index.size(k) < part.size(k)) {
        part = part.narrow(k, 0, index.size(k));
      }
    }
    return part.dim() == index.dim() ? part : part.reshape(index.shape());
  }

  // --- Computing ---

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = Tensor.empty(x[0].dtype(), x[0].layout().sizes());
    Copies.copy(x[0], y);
    reduceInto(y, x);
    return y;
  }

  private void reduceInto(Tensor y, Tensor[] x) {
    if (x[2].numel() == 0) {
      return;
    }
    Tensor src = Call.unrecorded(() -> dense(x[1]));
    Tensor index = Call.unrecorded(() -> dense(x[2].to(DType.INT64)));
    try {
      ScatterReduction.run(
          kind,
          y.dtype(),
          y.storage().array(),
          y.layout().sizes(),
          dim,
          includeSelf,
          src.storage().array(),
          Arrays.copyOf((long[]) index.storage().array(), (int) index.numel()),
          x[2].layout().sizes());
    } finally {
      Reference.reachabilityFence(src);
      Reference.reachabilityFence(index);
    }
  }

  // Row-major from the first slot on.
  private static Tensor dense(Tensor x) {
    return x.isContiguous() && x.storageOffset() == 0 ? x : x.clone().contiguous();
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {}

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    Tensor y = forward(x);
    Copies.copy(y, target);
  }

  // --- Differentiating ---

  @Override
  public long savesInputs(long needs) {
    return kind == Kind.SUM ? 4 : 7;
  }

  @Override
  public long savesOutputs(long needs) {
    return kind == Kind.SUM || kind == Kind.MEAN ? 0 : 1;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor index = b.x(2);
    if (index.numel() == 0) {
      return new @Nullable Tensor[] {g, b.needs(1) ? Gradus.zeros(g.dtype(), 0) : null, null};
    }
    Tensor at = index.to(DType.INT64);
    Tensor[] both =
        switch (kind) {
          case SUM -> new Tensor[] {g, g.gather(dim, at)};
          case MEAN -> ofMean(b, g, at);
          case PROD -> ofProduct(b, g, at);
          case AMAX, AMIN -> ofExtreme(b, g, at);
        };
    Tensor self = includeSelf ? both[0] : both[0].scatter(dim, at, 0.0);
    return new @Nullable Tensor[] {self, both[1], null};
  }

  private Tensor[] ofMean(Backward b, Tensor g, Tensor at) {
    Tensor start = includeSelf ? Gradus.onesLike(g) : Gradus.zerosLike(g);
    Tensor n = start.detach().scatterAdd(dim, at, Gradus.onesLike(b.x(1)).detach());
    n = n.maskedFill(n.eq(0), 1);
    Tensor share = g.div(n);
    return new Tensor[] {share, share.gather(dim, at)};
  }

  private Tensor[] ofProduct(Backward b, Tensor g, Tensor at) {
    Tensor x = b.x(0);
    Tensor src = b.x(1);
    Tensor self = x.maskedFill(x.detach().eq(0), 1);
    Tensor others = Call.run(this, self, src, at);
    Tensor ofSelf = g.mul(others).div(self);
    Tensor zero = src.detach().eq(0);
    Tensor zeros =
        Gradus.zerosLike(x).detach().scatterAdd(dim, at, zero.to(x.dtype())).gather(dim, at);
    Tensor single = zero.logicalAnd(zeros.eq(1));
    Tensor rest = Call.run(this, x, src.maskedFill(single, 1), at);
    Tensor bySingle = g.mul(rest).gather(dim, at);
    Tensor byOthers = g.mul(b.y()).gather(dim, at).div(src.maskedFill(zero, 1));
    return new Tensor[] {ofSelf, Gradus.where(single, bySingle, byOthers)};
  }

  private Tensor[] ofExtreme(Backward b, Tensor g, Tensor at) {
    Tensor y = b.y().detach();
    Tensor self = b.x(0).detach().eq(y).to(g.dtype());
    Tensor src = b.x(1).detach().eq(y.gather(dim, at)).to(g.dtype());
    Tensor share = g.div(self.scatterAdd(dim, at, src));
    return new Tensor[] {self.mul(share), src.mul(share.gather(dim, at))};
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    int rank = b.rank(0);
    if (rank == 0 || b.rank(1) != rank || b.rank(2) != rank) {
      return null;
    }
    return Call.run(new ScatterReduce(name, kind, dim + 1, includeSelf), b.front(x));
  }
}
