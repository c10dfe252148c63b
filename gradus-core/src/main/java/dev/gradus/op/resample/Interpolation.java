package dev.gradus.op.resample;

import dev.gradus.Gradus;
import dev.gradus.InterpolateOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.ResamplePlan;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Images in other sizes: which dimensions, which plan for each, and what is refused.
public final class Interpolation {
  private Interpolation() {}

  /// The image in another size.
  public static Tensor run(Tensor x, InterpolateOptions o) {
    InterpolationMode mode = o.mode();
    boolean plain = !isSmooth(mode);
    if (plain && o.alignCorners() != null) {
      throw new GradusArgumentException(
          "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear\ninterpolate: leave alignCorners null in mode "
              + mode.torchName()
              + ".");
    }
    int dims = x.dim() - 2;
    long[] sizes = new long[Math.max(dims, 0)];
    double @Nullable [] factors = sizes(x, o, sizes);
    if (o.antialias()
        && !(x.dim() == 4
            && (mode == InterpolationMode.BILINEAR || mode == InterpolationMode.BICUBIC))) {
      throw new GradusArgumentException(
          "Anti-alias option is restricted to bilinear and bicubic modes and requires a 4-D tensor as input\ninterpolate: mode "
              + mode.torchName()
              + ", shape "
              + Sizes.text(x.shape())
              + ".");
    }
    checkDims(x, mode);
    checkSizes(x, sizes);
    if (mode == InterpolationMode.AREA) {
      return switch (dims) {
        case 1 -> Gradus.adaptiveAvgPool1d(x, sizes[0]);
        case 2 -> Gradus.adaptiveAvgPool2d(x, sizes);
        default -> Gradus.adaptiveAvgPool3d(x, sizes);
      };
    }
    boolean align = Boolean.TRUE.equals(o.alignCorners());
    List<ResamplePlan> plans = new ArrayList<>();
    for (int k = 0; k < dims; k++) {
      int from = (int) x.size(2 + k);
      double factor = factors == null ? 0 : factors[k];
      plans.add(ResamplePlans.of(mode, from, (int) sizes[k], align, factor, o.antialias()));
    }
    return resampled(x, name(mode, dims, o.antialias()), plans);
  }

  private static Tensor resampled(Tensor x, String name, List<ResamplePlan> plans) {
    DType dtype = x.dtype();
    if (dtype.isFloatingPoint() || dtype == DType.UINT8 && plans.getFirst().isCopy()) {
      return Resample.apply(name, plans, x);
    }
    if (dtype != DType.UINT8) {
      throw new GradusUnsupportedException(
          "\"%s_out_frame\" not implemented for '%s'\ninterpolate: convert the tensor to a floating-point dtype first."
              .formatted(name, dtype.scalarName()));
    }
    Tensor y = Resample.apply(name, plans, x.to(DType.FLOAT32));
    return y.add(0.5).floor().clamp(0.0, 255.0).to(DType.UINT8);
  }

  private static boolean isSmooth(InterpolationMode mode) {
    return switch (mode) {
      case NEAREST, NEAREST_EXACT, AREA -> false;
      case LINEAR, BILINEAR, BICUBIC, TRILINEAR -> true;
    };
  }

  private static String name(InterpolationMode mode, int dims, boolean antialias) {
    return switch (mode) {
      case NEAREST -> "upsample_nearest" + dims + "d";
      case NEAREST_EXACT -> "_upsample_nearest_exact" + dims + "d";
      case LINEAR -> "upsample_linear1d";
      case BILINEAR -> antialias ? "_upsample_bilinear2d_aa" : "upsample_bilinear2d";
      case BICUBIC -> antialias ? "_upsample_bicubic2d_aa" : "upsample_bicubic2d";
      case TRILINEAR -> "upsample_trilinear3d";
      case AREA -> throw new AssertionError(mode);
    };
  }

  /// Finds the new sizes, and the factors by which positions are computed, null where the sizes
  /// decide.
  private static double @Nullable [] sizes(Tensor x, InterpolateOptions o, long[] sizes) {
    long[] size = o.size();
    double[] factor = o.scaleFactor();
    if (size != null && factor != null) {
      throw new GradusArgumentException(
          "only one of size or scale_factor should be defined\ninterpolate: leave one of them null.");
    }
    long[] own = Arrays.copyOfRange(x.shape(), Math.min(2, x.dim()), x.dim());
    if (size != null) {
      if (size.length != 1 && size.length != sizes.length) {
        throw new GradusArgumentException(
            "Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of %s and output size of %s. Please provide input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format."
                .formatted(Sizes.text(own), Sizes.text(size)));
      }
      if (Boolean.TRUE.equals(o.recomputeScaleFactor())) {
        throw new GradusArgumentException(
            "recompute_scale_factor is not meaningful with an explicit size.");
      }
      Arrays.setAll(sizes, k -> size[size.length == 1 ? 0 : k]);
      return null;
    }
    if (factor == null) {
      throw new GradusArgumentException(
          "either size or scale_factor should be defined\ninterpolate: give InterpolateOptions.size(…) or scale(…).");
    }
    if (factor.length != 1 && factor.length != sizes.length) {
      throw new GradusArgumentException(
          "Input and scale_factor must have the same number of spatial dimensions, but got input with spatial dimensions of %s and scale_factor of shape %s. Please provide input tensor in (N, C, d1, d2, ...,dK) format and scale_factor in (s1, s2, ...,sK) format."
              .formatted(Sizes.text(own), Arrays.toString(factor)));
    }
    double[] factors = new double[sizes.length];
    Arrays.setAll(factors, k -> factor[factor.length == 1 ? 0 : k]);
    Arrays.setAll(sizes, k -> (long) Math.floor(own[k] * factors[k]));
    return Boolean.TRUE.equals(o.recomputeScaleFactor()) ? null : factors;
  }

  private static void checkDims(Tensor x, InterpolationMode mode) {
    int rank = x.dim();
    int wanted =
        switch (mode) {
          case LINEAR -> 3;
          case BILINEAR, BICUBIC -> 4;
          case TRILINEAR -> 5;
          case NEAREST, NEAREST_EXACT, AREA -> rank;
        };
    if (rank < 3 || rank > 5 || mode == InterpolationMode.BICUBIC && rank != 4) {
      throw new GradusUnsupportedException(
          "Input Error: Only 3D, 4D and 5D input Tensors supported (got %dD) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact (got %s)"
              .formatted(rank, mode.torchName()));
    }
    if (rank != wanted) {
      throw new GradusUnsupportedException(
          "Got %dD input, but %s mode needs %dD input\ninterpolate: the tensor has shape %s."
              .formatted(rank, mode.torchName(), wanted, Sizes.text(x.shape())));
    }
  }

  private static void checkSizes(Tensor x, long[] sizes) {
    long[] own = Arrays.copyOfRange(x.shape(), 2, x.dim());
    boolean good =
        Arrays.stream(own).allMatch(s -> s > 0) && Arrays.stream(sizes).allMatch(s -> s > 0);
    if (!good) {
      throw new GradusArgumentException(
          "Input and output sizes should be greater than 0, but got input (%s) output (%s)"
              .formatted(named(own), named(sizes)));
    }
  }

  private static String named(long[] sizes) {
    String[] names = {"D", "H", "W"};
    List<String> parts = new ArrayList<>();
    for (int k = 0; k < sizes.length; k++) {
      parts.add(names[3 - sizes.length + k] + ": " + sizes[k]);
    }
    return String.join(", ", parts);
  }
}
