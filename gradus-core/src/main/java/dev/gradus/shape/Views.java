package dev.gradus.shape;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The geometry of views: each function gives the layout of the view, or throws PyTorch's sentence.
public final class Views {
  private Views() {}

  /// Element `index` along `dim`, which disappears.
  public static Layout select(Layout x, int dim, long index) {
    if (x.rank() == 0) {
      throw new GradusIndexException("select() cannot be applied to a 0-dim tensor.");
    }
    int d = Axes.wrap(dim, x.rank());
    long size = x.sizes()[d];
    if (index < -size || index >= size) {
      throw new GradusIndexException(
          "select(): index "
              + index
              + " out of range for tensor of size "
              + Sizes.text(x.sizes())
              + " at dimension "
              + d);
    }
    long i = index < 0 ? index + size : index;
    return Layout.of(
        without(x.sizes(), d), without(x.strides(), d), x.offset() + i * x.strides()[d]);
  }

  /// Elements `start`, `start + step`, … before `end` along `dim`; bounds are clamped as in Python.
  public static Layout slice(
      Layout x, int dim, @Nullable Long start, @Nullable Long end, long step) {
    if (x.rank() == 0) {
      throw new GradusIndexException("slice() cannot be applied to a 0-dim tensor.");
    }
    if (step <= 0) {
      throw new GradusArgumentException("slice step must be positive");
    }
    int d = Axes.wrap(dim, x.rank());
    long size = x.sizes()[d];
    long from = clampIndex(start == null ? 0 : start, size);
    long to = Math.max(from, clampIndex(end == null ? size : end, size));
    long[] sizes = x.sizes().clone();
    long[] strides = x.strides().clone();
    sizes[d] = (to - from + step - 1) / step;
    strides[d] *= step;
    return Layout.of(sizes, strides, x.offset() + from * x.strides()[d]);
  }

  private static long clampIndex(long i, long size) {
    return Math.clamp(i < 0 ? i + size : i, 0, size);
  }

  /// `length` elements from `start` along `dim`.
  public static Layout narrow(Layout x, int dim, long start, long length) {
    if (x.rank() == 0) {
      throw new GradusArgumentException("narrow() cannot be applied to a 0-dim tensor.");
    }
    int d = Axes.wrap(dim, x.rank());
    long size = x.sizes()[d];
    if (length < 0) {
      throw new GradusArgumentException("narrow(): length must be non-negative.");
    }
    if (start < -size || start > size) {
      throw new GradusIndexException(
          "start out of range (expected to be in range of ["
              + -size
              + ", "
              + size
              + "], but got "
              + start
              + ")");
    }
    long from = start < 0 ? start + size : start;
    if (from + length > size) {
      throw new GradusArgumentException(
          "start (" + from + ") + length (" + length + ") exceeds dimension size (" + size + ").");
    }
    return slice(x, d, from, from + length, 1);
  }

  /// Two dimensions exchanged.
  public static Layout transpose(Layout x, int dim0, int dim1) {
    int a = Axes.wrap(dim0, x.rank());
    int b = Axes.wrap(dim1, x.rank());
    if (a == b) {
      return x;
    }
    long[] sizes = x.sizes().clone();
    long[] strides = x.strides().clone();
    swap(sizes, a, b);
    swap(strides, a, b);
    return Layout.of(sizes, strides, x.offset());
  }

  private static void swap(long[] v, int a, int b) {
    long t = v[a];
    v[a] = v[b];
    v[b] = t;
  }

  /// Dimensions in another order.
  public static Layout permute(Layout x, int[] dims) {
    int[] order = permutation(dims, x.rank());
    long[] sizes = new long[order.length];
    long[] strides = new long[order.length];
    for (int d = 0; d < order.length; d++) {
      sizes[d] = x.sizes()[order[d]];
      strides[d] = x.strides()[order[d]];
    }
    return Layout.of(sizes, strides, x.offset());
  }

  /// The dims as a checked permutation of 0 … rank-1.
  public static int[] permutation(int[] dims, int rank) {
    if (dims.length != rank) {
      throw new GradusArgumentException(
          "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = "
              + rank
              + " is not equal to len(dims) = "
              + dims.length);
    }
    int[] order = new int[rank];
    boolean[] seen = new boolean[rank];
    for (int d = 0; d < rank; d++) {
      order[d] = Axes.wrap(dims[d], rank);
      if (seen[order[d]]) {
        throw new GradusArgumentException("permute(): duplicate dims are not allowed.");
      }
      seen[order[d]] = true;
    }
    return order;
  }

  /// Repeated without copying: sizes of 1 grow, new dimensions come in front; -1 keeps a size.
  public static Layout expand(Layout x, long[] wanted) {
    int shift = wanted.length - x.rank();
    if (shift < 0) {
      throw new GradusArgumentException(
          "expand("
              + Sizes.text(x.sizes())
              + ", size="
              + Sizes.text(wanted)
              + "): the number of sizes provided ("
              + wanted.length
              + ") must be greater or equal to the number of dimensions in the tensor ("
              + x.rank()
              + ")");
    }
    long[] sizes = wanted.clone();
    long[] strides = new long[wanted.length];
    for (int d = wanted.length - 1; d >= 0; d--) {
      long own = d < shift ? 1 : x.sizes()[d - shift];
      long step =
          d < shift
              ? (d + 1 < wanted.length ? sizes[d + 1] * strides[d + 1] : 1)
              : x.strides()[d - shift];
      if (sizes[d] == -1) {
        if (d < shift) {
          throw new GradusArgumentException(
              "The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension "
                  + d);
        }
        sizes[d] = own;
      }
      if (sizes[d] != own && own != 1) {
        throw new GradusArgumentException(
            "The expanded size of the tensor ("
                + sizes[d]
                + ") must match the existing size ("
                + own
                + ") at non-singleton dimension "
                + d
                + ".  Target sizes: "
                + Sizes.text(wanted)
                + ".  Tensor sizes: "
                + Sizes.text(x.sizes()));
      }
      strides[d] = own == 1 && sizes[d] != 1 ? 0 : step;
    }
    return Layout.of(sizes, strides, x.offset());
  }

  /// A new dimension of size 1 in front of `dim`.
  public static Layout unsqueeze(Layout x, int dim) {
    int d = Axes.wrap(dim, x.rank() + 1);
    long step = d < x.rank() ? x.sizes()[d] * x.strides()[d] : 1;
    return Layout.of(with(x.sizes(), d, 1), with(x.strides(), d, step), x.offset());
  }

  /// Without the dimensions of the mask that have size 1.
  public static Layout squeeze(Layout x, long mask) {
    long[] sizes = new long[x.rank()];
    long[] strides = new long[x.rank()];
    int n = 0;
    for (int d = 0; d < x.rank(); d++) {
      if (x.sizes()[d] != 1 || (mask >>> d & 1) == 0) {
        sizes[n] = x.sizes()[d];
        strides[n++] = x.strides()[d];
      }
    }
    return n == x.rank()
        ? x
        : Layout.of(Arrays.copyOf(sizes, n), Arrays.copyOf(strides, n), x.offset());
  }

  /// The same elements in other sizes without copying, or null where the strides do not allow it.
  public static @Nullable Layout view(Layout x, long[] sizes) {
    if (x.isContiguous() || x.numel() == 0) {
      return Layout.of(sizes, Sizes.rowMajor(sizes), x.offset());
    }
    long[] strides = viewStrides(x, sizes);
    return strides == null ? null : Layout.of(sizes, strides, x.offset());
  }

  // Walks both shapes from the last dimension: a run of old dimensions that is contiguous in memory
  // may be cut into new dimensions in any way; a new dimension may not span two runs.
  private static long @Nullable [] viewStrides(Layout x, long[] sizes) {
    long[] strides = new long[sizes.length];
    int v = sizes.length - 1;
    int rank = x.rank();
    long base = rank == 0 ? 1 : x.strides()[rank - 1];
    long run = 1;
    long taken = 1;
    for (int d = rank - 1; d >= 0; d--) {
      run *= x.sizes()[d];
      boolean endsRun = d == 0 || x.sizes()[d - 1] != 1 && x.strides()[d - 1] != run * base;
      if (endsRun) {
        while (v >= 0 && (taken < run || sizes[v] == 1)) {
          strides[v] = taken * base;
          taken *= sizes[v--];
        }
        if (taken != run) {
          return null;
        }
        if (d > 0) {
          base = x.strides()[d - 1];
          run = 1;
          taken = 1;
        }
      }
    }
    return v == -1 ? strides : null;
  }

  private static long[] without(long[] v, int d) {
    long[] out = new long[v.length - 1];
    System.arraycopy(v, 0, out, 0, d);
    System.arraycopy(v, d + 1, out, d, out.length - d);
    return out;
  }

  private static long[] with(long[] v, int d, long value) {
    long[] out = new long[v.length + 1];
    System.arraycopy(v, 0, out, 0, d);
    out[d] = value;
    System.arraycopy(v, d, out, d + 1, v.length - d);
    return out;
  }
}
