package dev.gradus.op.segment;

import dev.gradus.Call;
import dev.gradus.SegmentOptions;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.Segments;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// `segment_reduce`, with what it requires.
public final class SegmentCalls {
  private SegmentCalls() {}

  /// Runs it.
  public static Tensor run(Tensor x, String reduce, SegmentOptions o) {
    int axis = Axes.wrap(o.axis(), x.dim());
    Tensor lengths = o.lengths();
    Tensor offsets = o.offsets();
    Segments.Kind kind = kind(reduce);
    if (!x.dtype().isFloatingPoint()) {
      throw new GradusUnsupportedException(
          "\"_segment_reduce_cpu\" not implemented for '"
              + x.dtype().scalarName()
              + "'\nsegment_reduce: convert the tensor first with to(float32).");
    }
    if (offsets != null) {
      fits("offsets", x, offsets, axis);
      long[] all = PlainArrays.longs(offsets);
      return Call.run(op(x, axis, kind, o, (int) offsets.size(-1) - 1, checked(x, axis, all)), x);
    }
    if (lengths == null) {
      throw new GradusArgumentException(
          "segment_reduce(): Either lengths or offsets must be defined.");
    }
    fits("lengths", x, lengths, axis);
    long[] all = PlainArrays.longs(lengths);
    checkLengths(all, (int) lengths.size(-1), x.size(axis), o.unsafe());
    return Call.run(op(x, axis, kind, o, (int) lengths.size(-1), cumulated(lengths, all)), x);
  }

  private static Segments.Kind kind(String reduce) {
    return switch (reduce) {
      case "max" -> Segments.Kind.MAX;
      case "mean" -> Segments.Kind.MEAN;
      case "min" -> Segments.Kind.MIN;
      case "sum" -> Segments.Kind.SUM;
      case "prod" -> Segments.Kind.PROD;
      default -> throw new GradusArgumentException("unsupported reduction given! " + reduce);
    };
  }

  private static void fits(String name, Tensor x, Tensor given, int axis) {
    if (given.dtype() != DType.INT64 && given.dtype() != DType.INT32) {
      throw new GradusArgumentException(
          "\"_segment_reduce_"
              + name
              + "_cpu_kernel1\" not implemented for '"
              + given.dtype().scalarName()
              + "'\nsegment_reduce: convert the "
              + name
              + " first with to(int64).");
    }
    if (axis != given.dim() - 1) {
      throw new GradusArgumentException(
          "segment_reduce(): Expected axis to be the last dimension of "
              + name
              + " but got "
              + axis
              + ".");
    }
    long[] leading = Arrays.copyOf(x.layout().sizes(), axis);
    if (!Arrays.equals(leading, Arrays.copyOf(given.layout().sizes(), axis))) {
      throw new GradusArgumentException(
          "segment_reduce: the "
              + name
              + " have shape "
              + Sizes.text(given.layout().sizes())
              + ", the tensor "
              + Sizes.text(x.layout().sizes())
              + "; the dimensions before axis "
              + axis
              + " must agree.");
    }
  }

  private static void checkLengths(long[] lengths, int count, long size, boolean unsafe) {
    for (int from = 0; from < lengths.length; from += Math.max(count, 1)) {
      long sum = 0;
      for (int k = from; k < from + count; k++) {
        if (lengths[k] < 0) {
          throw new GradusArgumentException("lengths contains negative value!");
        }
        sum += lengths[k];
      }
      if (unsafe ? sum > size : sum != size) {
        throw new GradusArgumentException(
            "segment_reduce(): Expected all rows of lengths along axis to sum to"
                + " data.size(lengths.dim()-1) when !unsafe.\nA row sums to "
                + sum
                + ", the size is "
                + size
                + ".");
      }
    }
  }

  // Every row begins with 0 and ends with the sum of its lengths.
  private static long[] cumulated(Tensor lengths, long[] all) {
    int count = (int) lengths.size(-1);
    int rows = count == 0 ? 0 : all.length / count;
    long[] bounds = new long[rows * (count + 1)];
    for (int t = 0; t < rows; t++) {
      for (int s = 0; s < count; s++) {
        int at = t * (count + 1) + s;
        bounds[at + 1] = bounds[at] + all[t * count + s];
      }
    }
    return bounds;
  }

  private static long[] checked(Tensor x, int axis, long[] offsets) {
    long size = x.size(axis);
    for (long at : offsets) {
      if (at < 0 || at > size) {
        throw new GradusArgumentException(
            "segment_reduce: offset " + at + " is out of range; there are " + size + " slices.");
      }
    }
    return offsets;
  }

  private static SegmentReduce op(
      Tensor x, int axis, Segments.Kind kind, SegmentOptions o, int count, long[] bounds) {
    long[] sizes = x.shape();
    int outer = (int) Sizes.numel(Arrays.copyOf(sizes, axis));
    int inner = (int) Sizes.numel(Arrays.copyOfRange(sizes, axis + 1, sizes.length));
    int[] start = new int[outer * Math.max(count, 0)];
    int[] end = new int[start.length];
    for (int t = 0; t < outer; t++) {
      for (int s = 0; s < count; s++) {
        int at = t * (count + 1) + s;
        start[t * count + s] = (int) bounds[at];
        end[t * count + s] = (int) Math.max(bounds[at], bounds[at + 1]);
      }
    }
    Segments segments =
        new Segments(outer, (int) sizes[axis], inner, Math.max(count, 0), start, end);
    sizes[axis] = Math.max(count, 0);
    return new SegmentReduce(segments, sizes, kind, o.initial());
  }
}
