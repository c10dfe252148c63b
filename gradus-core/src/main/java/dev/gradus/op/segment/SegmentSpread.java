package dev.gradus.op.segment;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.Segments;
import dev.gradus.op.pointwise.PlainArrays;
import org.jspecify.annotations.Nullable;

/// What each segment has, for all its slices; the transpose of their sum.
///
/// @param segments where they lie
/// @param from the sizes with one slice for every segment
/// @param to the sizes with all slices
record SegmentSpread(Segments segments, long[] from, long[] to) implements SingleOperation {
  @Override
  public String name() {
    return "segment_reduce_backward";
  }

  @Override
  public Tensor forward(Tensor[] y) {
    double[] x = new double[segments.outer() * segments.n() * segments.inner()];
    segments.spread(PlainArrays.doubles(y[0]), x);
    return PlainArrays.tensor(x, y[0].dtype(), to);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] y) {
    int n = (int) b.size();
    SegmentSpread all =
        new SegmentSpread(
            SegmentReduce.wider(segments, n),
            SegmentReduce.with(from, n),
            SegmentReduce.with(to, n));
    return Call.run(all, y[0].movedim(0, -1)).movedim(-1, 0);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new SegmentReduce(segments, from, Segments.Kind.SUM, null), g)};
  }
}
