package dev.gradus.op.segment;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Segments;
import dev.gradus.kernel.Segments.Kind;
import dev.gradus.op.pointwise.PlainArrays;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Slices along a dimension reduced segment by segment. Gradient: of sums g; of means g / length;
/// of extremes g shared by the equal elements; of products that of all other factors, zeros
/// included.
///
/// @param segments where they lie
/// @param sizes the sizes of the result
/// @param kind what is done
/// @param initial with what each segment begins, or null
record SegmentReduce(Segments segments, long[] sizes, Kind kind, @Nullable Double initial)
    implements SingleOperation {
  @Override
  public String name() {
    return "segment_reduce";
  }

  private double first() {
    if (initial != null) {
      return initial;
    }
    return switch (kind) {
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
      case PROD -> 1;
      case MEAN, SUM -> 0;
    };
  }

  @Override
  public Tensor forward(Tensor[] x) {
    double[] y = new double[segments.outer() * segments.count() * segments.inner()];
    segments.reduce(kind, first(), PlainArrays.doubles(x[0]), y);
    if (kind == Kind.MEAN && initial == null) {
      int inner = segments.inner();
      for (int s = 0; s < segments.start().length; s++) {
        if (segments.length(s) == 0) {
          Arrays.fill(y, s * inner, (s + 1) * inner, Double.NaN);
        }
      }
    }
    return PlainArrays.tensor(y, x[0].dtype(), sizes);
  }

  // The examples side by side in the innermost dimension.
  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    int n = (int) b.size();
    SegmentReduce all = new SegmentReduce(wider(segments, n), with(sizes, n), kind, initial);
    return Call.run(all, x[0].movedim(0, -1)).movedim(-1, 0);
  }

  static Segments wider(Segments s, int examples) {
    return new Segments(s.outer(), s.n(), s.inner() * examples, s.count(), s.start(), s.end());
  }

  static long[] with(long[] sizes, int examples) {
    long[] all = Arrays.copyOf(sizes, sizes.length + 1);
    all[sizes.length] = examples;
    return all;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {
      switch (kind) {
        case SUM -> spread(g, b.sizes(0));
        case MEAN -> spread(g.div(lengths(g.dtype())), b.sizes(0));
        case MAX, MIN -> ofExtreme(b.x(0), b.y(), g);
        case PROD -> ofProduct(b.x(0), b.y(), g);
      }
    };
  }

  private Tensor spread(Tensor y, long[] to) {
    return Call.run(new SegmentSpread(segments, sizes, to), y);
  }

  // At least 1.
  private Tensor lengths(DType dtype) {
    double[] all = new double[segments.outer() * segments.count() * segments.inner()];
    for (int s = 0; s < segments.start().length; s++) {
      int from = s * segments.inner();
      Arrays.fill(all, from, from + segments.inner(), Math.max(1, segments.length(s)));
    }
    return PlainArrays.tensor(all, dtype, sizes);
  }

  private Tensor ofExtreme(Tensor x, Tensor y, Tensor g) {
    Tensor shares =
        Call.unrecorded(() -> {
          Tensor own = x.detach();
          Tensor equal = own.eq(spread(y.detach(), x.shape())).logicalOr(own.isnan());
          Tensor marks = equal.to(g.dtype());
          SegmentReduce sum = new SegmentReduce(segments, sizes, Kind.SUM, null);
          Tensor count = Call.run(sum, marks).clampMin(1L);
          return marks.div(spread(count, x.shape()).clampMin(1L));
        });
    return spread(g, x.shape()).mul(shares);
  }

  private Tensor ofProduct(Tensor x, Tensor y, Tensor g) {
    Tensor own = x.detach();
    if (!Call.any(own.eq(0).logicalOr(own.isnan()))) {
      return spread(g.mul(y), x.shape()).div(x);
    }
    Tensor others = others(x);
    Tensor arrived = spread(g, x.shape()).mul(others);
    return initial == null ? arrived : arrived.mul(initial.doubleValue());
  }

  // The product of all other rows of the segment: of those before and of those behind. The segments
  // stand one under the other, filled up with ones.
  private Tensor others(Tensor x) {
    int longest = 0;
    for (int s = 0; s < segments.start().length; s++) {
      longest = Math.max(longest, segments.length(s));
    }
    long rows = (long) segments.outer() * segments.n();
    int total = segments.start().length;
    Tensor at = Tensor.empty(DType.INT64, (long) total * longest);
    Tensor back = Tensor.empty(DType.INT64, rows);
    long[] to = (long[]) at.storage().array();
    long[] from = (long[]) back.storage().array();
    Arrays.fill(to, rows);
    for (int s = 0; s < total; s++) {
      int matrix = s / segments.count();
      for (int k = 0; k < segments.length(s); k++) {
        int row = matrix * segments.n() + segments.start()[s] + k;
        to[s * longest + k] = row;
        from[row] = (long) s * longest + k;
      }
    }
    long inner = segments.inner();
    Tensor one = Gradus.ones(x.dtype(), 1, inner);
    Tensor filled =
        Gradus.cat(List.of(x.reshape(rows, inner), one), 0)
            .indexSelect(0, at)
            .view(total, longest, inner);
    Tensor before = before(filled, longest);
    Tensor behind = before(filled.flip(1), longest).flip(1);
    return before
        .mul(behind)
        .reshape((long) total * longest, inner)
        .indexSelect(0, back)
        .view(x.shape());
  }

  private static Tensor before(Tensor x, int longest) {
    Tensor one = Gradus.ones(x.dtype(), x.size(0), 1, x.size(2));
    return Gradus.cat(List.of(one, x.narrow(1, 0, longest - 1)), 1).cumprod(1);
  }

  @Override
  public long savesInputs(long needs) {
    return kind == Kind.SUM || kind == Kind.MEAN ? 0 : 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return kind == Kind.SUM || kind == Kind.MEAN ? 0 : 1;
  }
}
