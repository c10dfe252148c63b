package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Interpolation, one dimension after the other: each result is a weighed sum of a few slices.
final class Resize {
  private static final Set<String> ALIGNING = Set.of("linear", "bilinear", "bicubic", "trilinear");
  private static final Set<String> OTHERS = Set.of("nearest", "nearest-exact", "area");

  // Keys' cubic convolution, with the constant of PyTorch.
  private static final double CUBIC = -0.75;

  private Resize() {}

  static void check(UpsampleSettings s) {
    if (s.size() == null && s.scaleFactor() == null) {
      throw new GradusArgumentException("either size or scale_factor should be defined");
    }
    if (s.size() != null && s.scaleFactor() != null) {
      throw new GradusArgumentException("only one of size or scale_factor should be defined");
    }
    if (!ALIGNING.contains(s.mode()) && !OTHERS.contains(s.mode())) {
      throw new GradusArgumentException(
          "Upsample: there is no mode '"
              + s.mode()
              + "'; use one of nearest, nearest-exact, linear, bilinear, trilinear, bicubic, area.");
    }
    if (s.alignCorners() != null && !ALIGNING.contains(s.mode())) {
      throw new GradusArgumentException(
          "align_corners option can only be set with the interpolating modes: linear | bilinear |"
              + " bicubic | trilinear");
    }
  }

  static Tensor run(Tensor x, UpsampleSettings s) {
    int dims = x.dim() - 2;
    checkDimensions(x, s.mode());
    double @Nullable [] factors = s.scaleFactor();
    double @Nullable [] scales =
        factors == null
            ? null
            : factors.length == dims ? factors : filled(factors[0], factors.length, dims);
    long[] sizes = sizes(x, s.size(), scales, dims);
    if (s.mode().equals("area")) {
      return switch (dims) {
        case 1 -> Gradus.adaptiveAvgPool1d(x, sizes);
        case 2 -> Gradus.adaptiveAvgPool2d(x, sizes);
        default -> Gradus.adaptiveAvgPool3d(x, sizes);
      };
    }
    boolean align = Boolean.TRUE.equals(s.alignCorners());
    Tensor y = x;
    for (int d = 0; d < dims; d++) {
      double factor = scales == null || s.recomputeScaleFactor() ? 0 : scales[d];
      y = new Line(y, d + 2, sizes[d], factor, align).resized(s.mode());
    }
    return y;
  }

  private static double[] filled(double factor, int given, int dims) {
    if (given != 1) {
      throw new GradusArgumentException(
          "Input and scale_factor must have the same number of spatial dimensions, but got input"
              + " with spatial dimensions of "
              + dims
              + " and "
              + given
              + " factors");
    }
    double[] all = new double[dims];
    Arrays.fill(all, factor);
    return all;
  }

  private static long[] sizes(
      Tensor x, long @Nullable [] size, double @Nullable [] scales, int dims) {
    if (size != null) {
      return Inputs.expand(size, dims);
    }
    long[] sizes = new long[dims];
    for (int d = 0; d < dims && scales != null; d++) {
      sizes[d] = (long) Math.floor(x.size(d + 2) * scales[d]);
    }
    return sizes;
  }

  private static void checkDimensions(Tensor x, String mode) {
    int wanted =
        switch (mode) {
          case "linear" -> 3;
          case "bilinear", "bicubic" -> 4;
          case "trilinear" -> 5;
          default -> x.dim();
        };
    if (x.dim() < 3 || x.dim() > 5) {
      throw new GradusArgumentException(
          "Input Error: Only 3D, 4D and 5D input Tensors supported (got "
              + x.dim()
              + "D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area |"
              + " nearest-exact (got "
              + mode
              + ")");
    }
    if (x.dim() != wanted) {
      throw new GradusArgumentException(
          "Got %dD input, but %s mode needs %dD input".formatted(x.dim(), mode, wanted));
    }
  }

  /// One dimension.
  ///
  /// @param factor by how much it gets longer; 0 if that follows from the sizes
  private record Line(Tensor x, int dim, long size, double factor, boolean align) {
    Tensor resized(String mode) {
      return switch (mode) {
        case "nearest" -> nearest(0);
        case "nearest-exact" -> nearest(0.5);
        case "bicubic" -> cubic();
        default -> linear();
      };
    }

    private long before() {
      return x.size(dim);
    }

    private double step() {
      if (align) {
        return size > 1 ? (before() - 1.0) / (size - 1) : 0;
      }
      return factor > 0 ? 1 / factor : (double) before() / size;
    }

    // PyTorch computes these places in float32.
    private Tensor nearest(double shift) {
      float step = (float) step();
      long[] places = new long[(int) size];
      for (int i = 0; i < size; i++) {
        long place = (long) Math.floor((i + (float) shift) * step);
        places[i] = Math.min(place, before() - 1);
      }
      return slices(places);
    }

    private double source(int i) {
      return align ? step() * i : step() * (i + 0.5) - 0.5;
    }

    private Tensor linear() {
      long[] low = new long[(int) size];
      long[] high = new long[(int) size];
      double[] part = new double[(int) size];
      for (int i = 0; i < size; i++) {
        double at = Math.max(source(i), 0);
        low[i] = Math.min((long) at, before() - 1);
        high[i] = Math.min(low[i] + 1, before() - 1);
        part[i] = Math.clamp(at - low[i], 0, 1);
      }
      Tensor w = weights(part);
      return slices(low).mul(w.neg().add(1L)).add(slices(high).mul(w));
    }

    private Tensor cubic() {
      Tensor sum = null;
      for (int tap = -1; tap <= 2; tap++) {
        long[] places = new long[(int) size];
        double[] w = new double[(int) size];
        for (int i = 0; i < size; i++) {
          double at = source(i);
          double low = Math.floor(at);
          places[i] = Math.clamp((long) low + tap, 0, before() - 1);
          w[i] = weight(Math.abs(at - low - tap));
        }
        Tensor one = slices(places).mul(weights(w));
        sum = sum == null ? one : sum.add(one);
      }
      return Layer.there(sum);
    }

    private static double weight(double d) {
      return d <= 1
          ? ((CUBIC + 2) * d - (CUBIC + 3)) * d * d + 1
          : ((CUBIC * d - 5 * CUBIC) * d + 8 * CUBIC) * d - 4 * CUBIC;
    }

    private Tensor slices(long[] places) {
      return x.indexSelect(dim, Gradus.tensor(places));
    }

    private Tensor weights(double[] values) {
      long[] sizes = new long[x.dim()];
      Arrays.fill(sizes, 1);
      sizes[dim] = size;
      return Gradus.tensor(values).to(x.dtype()).view(sizes);
    }
  }
}
