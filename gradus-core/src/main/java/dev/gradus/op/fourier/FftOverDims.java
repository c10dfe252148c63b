package dev.gradus.op.fourier;

import static dev.gradus.op.fourier.FftCalls.promoted;
import static dev.gradus.op.fourier.FftCalls.require;
import static dev.gradus.op.fourier.FftCalls.resized;
import static dev.gradus.op.fourier.FftCalls.scaling;

import dev.gradus.Call;
import dev.gradus.FftNorm;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The transforms of several dimensions, said in the three operations.
public final class FftOverDims {
  private FftOverDims() {}

  /// Dimensions and the sizes that they are brought to.
  private record Region(int[] dims, long[] sizes) {
    int last() {
      return dims[dims.length - 1];
    }

    int[] others() {
      return Arrays.copyOf(dims, dims.length - 1);
    }

    Region withLast(long size) {
      long[] changed = sizes.clone();
      changed[changed.length - 1] = size;
      return new Region(dims, changed);
    }
  }

  private static Region region(
      String name, Tensor x, long @Nullable [] sizes, int @Nullable [] dims) {
    int[] wrapped;
    if (dims != null) {
      wrapped = Arrays.stream(dims).map(d -> FftCalls.wrap(d, x)).toArray();
      if (Arrays.stream(wrapped).distinct().count() < wrapped.length) {
        throw new GradusArgumentException(
            "FFT dims must be unique\n" + name + ": got " + Arrays.toString(dims) + ".");
      }
    } else {
      int count = sizes == null ? x.dim() : sizes.length;
      require(
          count <= x.dim(),
          "Got shape with "
              + count
              + " values but input tensor only has "
              + x.dim()
              + " dimensions.\n"
              + name
              + ": the sizes belong to the last dimensions.");
      wrapped = new int[count];
      Arrays.setAll(wrapped, k -> x.dim() - count + k);
    }
    require(
        sizes == null || sizes.length == wrapped.length,
        "When given, dim and shape arguments must have the same length");
    long[] all = new long[wrapped.length];
    Arrays.setAll(all, k -> sizes == null || sizes[k] == -1 ? x.size(wrapped[k]) : sizes[k]);
    for (long size : all) {
      FftCalls.positive(name, size);
    }
    return new Region(wrapped, all);
  }

  private static void some(String name, Region region) {
    require(region.dims().length > 0, name + " must transform at least one axis");
  }

  /// fftn and ifftn.
  public static Tensor complex(
      String name,
      Tensor x,
      long @Nullable [] sizes,
      int @Nullable [] dims,
      FftNorm norm,
      boolean forward) {
    Region r = region(name, x, sizes, dims);
    Tensor input = resized(promoted(name, x, true), r.dims(), r.sizes());
    return Call.run(new FftC2C(r.dims(), scaling(norm, forward), forward), input);
  }

  /// rfftn.
  public static Tensor rfftn(
      Tensor x, long @Nullable [] sizes, int @Nullable [] dims, FftNorm norm) {
    FftCalls.real("rfftn", x, "real-valued");
    Region r = region("rfftn", x, sizes, dims);
    some("rfftn", r);
    Tensor input = resized(promoted("rfftn", x, false), r.dims(), r.sizes());
    return Call.run(new FftR2C(r.dims(), scaling(norm, true), true), input);
  }

  /// ihfftn.
  public static Tensor ihfftn(
      Tensor x, long @Nullable [] sizes, int @Nullable [] dims, FftNorm norm) {
    FftCalls.real("ihfftn", x, "real-valued");
    Region r = region("ihfftn", x, sizes, dims);
    some("ihfftn", r);
    Tensor input = resized(promoted("ihfftn", x, false), r.dims(), r.sizes());
    Scaling scaling = scaling(norm, false);
    Tensor half = Call.run(new FftR2C(new int[] {r.last()}, scaling, true), input).conj();
    return r.dims().length == 1 ? half : Call.run(new FftC2C(r.others(), scaling, false), half);
  }

  private static long lastSize(String name, Tensor x, Region r, long @Nullable [] sizes) {
    some(name, r);
    boolean given = sizes != null && sizes[sizes.length - 1] != -1;
    long size = given ? r.sizes()[r.sizes().length - 1] : 2 * (x.size(r.last()) - 1);
    FftCalls.positive(name, size);
    return size;
  }

  /// irfftn.
  public static Tensor irfftn(
      Tensor x, long @Nullable [] sizes, int @Nullable [] dims, FftNorm norm) {
    Region r = region("irfftn", x, sizes, dims);
    long last = lastSize("irfftn", x, r, sizes);
    r = r.withLast(last / 2 + 1);
    Tensor input = resized(promoted("irfftn", x, true), r.dims(), r.sizes());
    return Call.run(new FftC2R(r.dims(), scaling(norm, false), last), input);
  }

  /// hfftn.
  public static Tensor hfftn(
      Tensor x, long @Nullable [] sizes, int @Nullable [] dims, FftNorm norm) {
    Region r = region("hfftn", x, sizes, dims);
    long last = lastSize("hfftn", x, r, sizes);
    r = r.withLast(last / 2 + 1);
    Tensor input = resized(promoted("hfftn", x, true), r.dims(), r.sizes());
    Scaling scaling = scaling(norm, true);
    if (r.dims().length > 1) {
      input = Call.run(new FftC2C(r.others(), scaling, true), input);
    }
    return Call.run(new FftC2R(new int[] {r.last()}, scaling, last), input.conj());
  }
}
