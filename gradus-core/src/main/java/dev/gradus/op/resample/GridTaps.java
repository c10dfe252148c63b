package dev.gradus.op.resample;

import static dev.gradus.Gradus.onesLike;
import static dev.gradus.Gradus.where;
import static dev.gradus.Gradus.zerosLike;

import dev.gradus.GridSampleOptions;
import dev.gradus.GridSampleOptions.Outside;
import dev.gradus.InterpolationMode;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;

/// The elements around the places of a grid, axis by axis: the value at a place is the sum over all
/// combinations of one tap per axis.
///
/// @param axes the taps of each axis, the last dimension of the image first
/// @param strides by what an index of each axis is multiplied
record GridTaps(List<List<Tap>> axes, long[] strides) {
  /// One element near every place, along one axis.
  ///
  /// @param index its place, (samples, places)
  /// @param weight its weight, 0 where it is outside
  /// @param slope the derivative of the weight by the grid's coordinate
  record Tap(Tensor index, Tensor weight, Tensor slope) {}

  /// A coordinate in elements, and its derivative by the grid's coordinate.
  private record Coordinate(Tensor at, Tensor slope) {}

  static GridTaps of(Tensor x, Tensor grid, GridSampleOptions o) {
    int dims = x.dim() - 2;
    List<List<Tap>> axes = new ArrayList<>();
    long[] strides = new long[dims];
    long stride = 1;
    for (int a = 0; a < dims; a++) {
      long size = x.size(-1 - a);
      Tensor c = grid.select(-1, a).reshape(grid.size(0), -1);
      axes.add(axis(c, size, o));
      strides[a] = stride;
      stride *= size;
    }
    return new GridTaps(axes, strides);
  }

  private static List<Tap> axis(Tensor c, long size, GridSampleOptions o) {
    boolean align = o.alignCorners();
    double scale = align ? (size - 1) / 2.0 : size / 2.0;
    Tensor at = align ? c.add(1.0).mul(scale) : c.add(1.0).mul(size).sub(1.0).div(2.0);
    Coordinate raw = new Coordinate(at, onesLike(at).mul(scale));
    if (o.mode() == InterpolationMode.BICUBIC) {
      return cubic(raw, size, o);
    }
    Coordinate inside = inside(raw, size, o);
    if (o.mode() == InterpolationMode.NEAREST) {
      Tensor nearest = inside.at.detach().round();
      return List.of(tap(nearest, onesLike(nearest), zerosLike(nearest), size));
    }
    Tensor low = inside.at.detach().floor();
    Tensor share = inside.at.sub(low);
    return List.of(
        tap(low, share.rsub(1.0), inside.slope.neg(), size),
        tap(low.add(1.0), share, inside.slope, size));
  }

  private static List<Tap> cubic(Coordinate raw, long size, GridSampleOptions o) {
    Tensor low = raw.at.detach().floor();
    Tensor t = raw.at.sub(low);
    List<Tap> taps = new ArrayList<>();
    for (int k = -1; k <= 2; k++) {
      Tensor at = inside(new Coordinate(low.add((double) k), raw.slope), size, o).at;
      // The distance, which is t + 1, t, 1 - t, 2 - t, and how it grows with t.
      Tensor distance = k <= 0 ? t.sub((double) k) : t.rsub((double) k);
      Tensor slope = k <= 0 ? raw.slope : raw.slope.neg();
      boolean near = k == 0 || k == 1;
      taps.add(tap(at, weight(distance, near), slope(distance, near).mul(slope), size));
    }
    return taps;
  }

  private static final double A = -0.75;

  private static Tensor weight(Tensor x, boolean near) {
    return near
        ? x.mul(A + 2).sub(A + 3).mul(x).mul(x).add(1.0)
        : x.sub(5.0).mul(x).add(8.0).mul(x).sub(4.0).mul(A);
  }

  private static Tensor slope(Tensor x, boolean near) {
    return near
        ? x.mul(3 * (A + 2)).sub(2 * (A + 3)).mul(x)
        : x.mul(3.0).sub(10.0).mul(x).add(8.0).mul(A);
  }

  // Outside, the weight is 0 and the index some place that exists.
  private static Tap tap(Tensor at, Tensor weight, Tensor slope, long size) {
    Tensor exists = at.ge(0.0).logicalAnd(at.le((double) (size - 1)));
    Tensor mask = exists.to(weight.dtype());
    Tensor index = where(exists, at, zerosLike(at)).detach().to(DType.INT64);
    return new Tap(index, weight.mul(mask), slope.mul(mask));
  }

  // --- What is outside ---

  private static Coordinate inside(Coordinate c, long size, GridSampleOptions o) {
    if (o.padding() == Outside.ZEROS) {
      return c;
    }
    Coordinate inner = o.padding() == Outside.REFLECTION ? reflected(c, size, o) : c;
    double last = size - 1;
    Tensor free = inner.at.gt(0.0).logicalAnd(inner.at.lt(last)).to(inner.at.dtype());
    return new Coordinate(inner.at.clamp(0.0, last), inner.slope.mul(free));
  }

  // Mirrored at the centres of the corner elements, or at their outer edges.
  private static Coordinate reflected(Coordinate c, long size, GridSampleOptions o) {
    double low = o.alignCorners() ? 0 : -0.5;
    double span = o.alignCorners() ? size - 1 : size;
    if (span == 0) {
      return new Coordinate(zerosLike(c.at), zerosLike(c.slope));
    }
    Tensor from = c.at.sub(low);
    Tensor sign = where(from.lt(0.0), onesLike(from).neg(), onesLike(from));
    Tensor distance = from.mul(sign);
    Tensor turns = distance.detach().div(span).floor();
    Tensor rest = distance.sub(turns.mul(span));
    Tensor even = turns.remainder(2.0).eq(0.0);
    Tensor at = where(even, rest.add(low), rest.rsub(span + low));
    Tensor turn = where(even, sign, sign.neg());
    return new Coordinate(at, c.slope.mul(turn));
  }
}
