package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions of [Gradus] about regular grids: slopes of sampled functions, common sizes,
/// positions in triangles and blocks.
abstract sealed class Grids extends Signals permits Distances {
  /// The slopes of a function sampled at distance 1, along every dimension. **Gradient**: that of
  /// the differences. **Source**: torch.gradient.
  public static List<Tensor> gradient(Tensor x) {
    return gradient(x, (int[]) null, 1);
  }

  /// As [#gradient(Tensor, double\[\], int\[\], int)] of a function sampled at distance 1.
  /// **Gradient**: that of the differences. **Source**: torch.gradient.
  public static List<Tensor> gradient(Tensor x, int @Nullable [] dims, int edgeOrder) {
    int[] along = SampledSlopes.checked(x, -1, dims, edgeOrder);
    Tensor[] slopes = new Tensor[along.length];
    Arrays.setAll(slopes, k -> SampledSlopes.even(x, 1, along[k], edgeOrder));
    return List.of(slopes);
  }

  /// The slopes of a function along dimensions: differences of the neighbours inside, one-sided
  /// ones at the edges. **Gradient**: that of the differences. **Errors**: uint8, as many distances
  /// as dimensions are wanted, too few samples. **Source**: torch.gradient.
  ///
  /// @param spacing the distance of samples for each dimension
  /// @param dims the dimensions, all if null
  /// @param edgeOrder 1 or 2: how exact the differences at the edges are
  public static List<Tensor> gradient(
      Tensor x, double[] spacing, int @Nullable [] dims, int edgeOrder) {
    int[] along = SampledSlopes.checked(x, spacing.length, dims, edgeOrder);
    Tensor[] slopes = new Tensor[along.length];
    Arrays.setAll(slopes, k -> SampledSlopes.even(x, spacing[k], along[k], edgeOrder));
    return List.of(slopes);
  }

  /// As [#gradient(Tensor, double\[\], int\[\], int)] with samples at the places that a vector for
  /// each dimension has. **Gradient**: that of the differences; to the places too. **Source**:
  /// torch.gradient.
  public static List<Tensor> gradient(
      Tensor x, List<Tensor> places, int @Nullable [] dims, int edgeOrder) {
    int[] along = SampledSlopes.checked(x, places.size(), dims, edgeOrder);
    Tensor[] slopes = new Tensor[along.length];
    Arrays.setAll(slopes, k -> SampledSlopes.uneven(x, places.get(k), along[k], edgeOrder));
    return List.of(slopes);
  }

  /// The sizes that tensors of these sizes are broadcast to. **Errors**: there are none.
  /// **Source**: torch.broadcast\_shapes.
  public static long[] broadcastShapes(long[]... shapes) {
    int rank = Arrays.stream(shapes).mapToInt(s -> s.length).max().orElse(0);
    long[] common = new long[rank];
    Arrays.fill(common, 1);
    for (long[] shape : shapes) {
      for (int k = 0; k < shape.length; k++) {
        int d = rank - shape.length + k;
        if (shape[k] < 0) {
          throw new GradusArgumentException(
              "Trying to create tensor with negative dimension ("
                  + shape[k]
                  + "): ("
                  + shape[k]
                  + ")");
        }
        if (shape[k] != 1 && common[d] != 1 && shape[k] != common[d]) {
          throw new GradusArgumentException(
              "Shape mismatch: objects cannot be broadcast to a single shape\n"
                  + "broadcastShapes: dimension "
                  + d
                  + " has the sizes "
                  + common[d]
                  + " and "
                  + shape[k]
                  + "; sizes must be equal or 1.");
        }
        common[d] = shape[k] == 1 ? common[d] : shape[k];
      }
    }
    return common;
  }

  /// The rows and columns of the places on and below a diagonal, row by row. **Shape**: (2,
  /// places). **Dtype**: int64. **Gradient**: none. **Errors**: negative sizes. **Source**:
  /// torch.tril\_indices.
  public static Tensor trilIndices(long rows, long columns, long offset) {
    return triangle(rows, columns, offset, false);
  }

  /// The rows and columns of the places on and above a diagonal, row by row. **Shape**: (2,
  /// places). **Dtype**: int64. **Gradient**: none. **Errors**: negative sizes. **Source**:
  /// torch.triu\_indices.
  public static Tensor triuIndices(long rows, long columns, long offset) {
    return triangle(rows, columns, offset, true);
  }

  /// [#trilIndices(long, long, long)] as int32 or int64.
  public static Tensor trilIndices(long rows, long columns, long offset, DType dtype) {
    return triangle(rows, columns, offset, false).to(dtype);
  }

  /// [#triuIndices(long, long, long)] as int32 or int64.
  public static Tensor triuIndices(long rows, long columns, long offset, DType dtype) {
    return triangle(rows, columns, offset, true).to(dtype);
  }

  private static Tensor triangle(long rows, long columns, long offset, boolean upper) {
    if (rows < 0) {
      throw new GradusArgumentException("row must be non-negative, got" + rows);
    }
    if (columns < 0) {
      throw new GradusArgumentException("col must be non-negative, got" + columns);
    }
    long count = 0;
    for (long i = 0; i < rows; i++) {
      long edge = Math.clamp(upper ? i + offset : i + offset + 1, 0, columns);
      count += upper ? columns - edge : edge;
    }
    long[] places = new long[Math.toIntExact(2 * count)];
    int at = 0;
    for (long i = 0; i < rows; i++) {
      long edge = Math.clamp(upper ? i + offset : i + offset + 1, 0, columns);
      for (long j = upper ? edge : 0; j < (upper ? columns : edge); j++) {
        places[at] = i;
        places[(int) count + at++] = j;
      }
    }
    return Gradus.tensor(places).view(2, count);
  }

  /// The position along every dimension of a row-major block that has these sizes, for numbers of
  /// its elements. **Dtype**: that of the numbers or int64. **Gradient**: none. **Errors**: numbers
  /// that are no integers, negative sizes. **Source**: torch.unravel\_index.
  public static List<Tensor> unravelIndex(Tensor indices, long... shape) {
    if (!indices.dtype().isIntegral() || indices.dtype() == DType.BOOL) {
      throw new GradusArgumentException(
          "expected 'indices' to be integer dtype, but got " + indices.dtype());
    }
    long[] steps = new long[shape.length];
    long step = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      if (shape[d] < 0) {
        throw new GradusArgumentException(
            "'shape' cannot have negative values, but got "
                + Arrays.toString(shape).replace('[', '(').replace(']', ')'));
      }
      steps[d] = step;
      step *= shape[d];
    }
    Tensor places =
        indices.unsqueeze(-1).floorDivide(Gradus.tensor(steps)).remainder(Gradus.tensor(shape));
    return List.of(places.unbind(-1));
  }

  /// Slopes of sampled functions.
  private static final class SampledSlopes {
    private SampledSlopes() {}

    private static void require(boolean holds, String sentence) {
      if (!holds) {
        throw new GradusArgumentException(sentence);
      }
    }

    static int[] checked(Tensor x, int count, int @Nullable [] dims, int edgeOrder) {
      require(x.dtype() != DType.UINT8, "torch.gradient does not support uint8 input.");
      if (dims == null) {
        require(
            count < 0 || count == x.dim(),
            "torch.gradient expected spacing to be unspecified, a scalar, or a list of length equal"
                + " to 'self.dim() = "
                + x.dim()
                + "', since dim argument was not given, but got a list of length "
                + count);
      } else {
        require(
            count < 0 || count == dims.length,
            "torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim"
                + " arguments to have the same length, but got a spacing argument of length "
                + count
                + " and a dim argument of length "
                + dims.length
                + ".");
      }
      require(
          edgeOrder == 1 || edgeOrder == 2,
          "torch.gradient only supports edge_order=1 and edge_order=2.");
      int[] along = new int[dims == null ? x.dim() : dims.length];
      for (int k = 0; k < along.length; k++) {
        along[k] = dims == null ? k : Axes.wrap(dims[k], x.dim());
        for (int i = 0; i < k; i++) {
          require(
              along[i] != along[k],
              "dim " + along[k] + " appears multiple times in the list of dims");
        }
      }
      for (int d : along) {
        require(
            x.size(d) >= edgeOrder + 1,
            "torch.gradient expected each dimension size to be at least edge_order+1");
      }
      return along;
    }

    private static Tensor at(Tensor x, int dim, long place) {
      return x.narrow(dim, place < 0 ? x.size(dim) + place : place, 1);
    }

    private static Tensor joined(Tensor first, Tensor middle, Tensor last, int dim) {
      return Gradus.cat(List.of(first, middle, last), dim);
    }

    static Tensor even(Tensor x, double step, int d, int edgeOrder) {
      long n = x.size(d);
      long inside = Math.max(n - 2, 0);
      Tensor middle = x.narrow(d, Math.min(2, n), inside).sub(x.narrow(d, 0, inside)).div(step);
      Tensor first;
      Tensor last;
      if (edgeOrder == 1) {
        first = at(x, d, 1).sub(at(x, d, 0)).div(step);
        last = at(x, d, -1).sub(at(x, d, -2)).div(step);
      } else {
        first = at(x, d, 0).mul(-1.5).add(at(x, d, 1).mul(2)).sub(at(x, d, 2).mul(0.5)).div(step);
        last = at(x, d, -3).mul(0.5).sub(at(x, d, -2).mul(2)).add(at(x, d, -1).mul(1.5)).div(step);
      }
      return joined(first, middle.div(2), last, d);
    }

    static Tensor uneven(Tensor x, Tensor places, int d, int edgeOrder) {
      require(
          places.dim() == 1,
          "torch.gradient expected each element of spacing to have one dimension, but got an element"
              + " with "
              + places.dim()
              + " dimensions!");
      long n = x.size(d);
      long inside = Math.max(n - 2, 0);
      Tensor steps = places.diff(1, 0);
      long[] sizes = new long[x.dim()];
      Arrays.fill(sizes, 1);
      sizes[d] = -1;
      long pairs = Math.max(steps.size(0) - 1, 0);
      Tensor left = steps.narrow(0, 0, pairs);
      Tensor right = steps.narrow(0, Math.min(1, steps.size(0)), pairs);
      Tensor both = left.add(right);
      Tensor a = right.neg().div(left.mul(both)).reshape(sizes);
      Tensor b = right.sub(left).div(left.mul(right)).reshape(sizes);
      Tensor c = left.div(right.mul(both)).reshape(sizes);
      Tensor middle =
          a.mul(x.narrow(d, 0, inside))
              .add(b.mul(x.narrow(d, 1, inside)))
              .add(c.mul(x.narrow(d, Math.min(2, n), inside)));
      if (edgeOrder == 1) {
        Tensor first = at(x, d, 1).sub(at(x, d, 0)).div(steps.select(0, 0));
        Tensor last = at(x, d, -1).sub(at(x, d, -2)).div(steps.select(0, -1));
        return joined(first, middle, last, d);
      }
      Tensor first =
          edge(at(x, d, 0), at(x, d, 1), at(x, d, 2), steps.select(0, 0), steps.select(0, 1));
      Tensor last =
          edge(at(x, d, -1), at(x, d, -2), at(x, d, -3), steps.select(0, -1), steps.select(0, -2))
              .neg();
      return joined(first, middle, last, d);
    }

    /// The slope at x₀ away from the edge, from the next two and their distances.
    private static Tensor edge(Tensor x0, Tensor x1, Tensor x2, Tensor near, Tensor far) {
      Tensor both = near.add(far);
      Tensor a = near.mul(2.0).add(far).div(near.mul(both)).neg();
      Tensor b = both.div(near.mul(far));
      Tensor c = near.div(far.mul(both)).neg();
      return a.mul(x0).add(b.mul(x1)).add(c.mul(x2));
    }
  }
}
