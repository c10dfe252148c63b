package dev.gradus.op.fourier;

import dev.gradus.Call;
import dev.gradus.FftNorm;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.shape.Axes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The transforms of one dimension, said in the three operations.
public final class FftCalls {
  private FftCalls() {}

  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  static void positive(String name, long n) {
    require(
        n >= 1,
        "Invalid number of data points ("
            + n
            + ") specified\n"
            + name
            + ": every transformed dimension needs at least one element; give another length.");
  }

  static int wrap(int dim, Tensor x) {
    if (x.dim() == 0) {
      throw new GradusIndexException(
          "Dimension specified as "
              + dim
              + " but tensor has no dimensions\nfft: give a tensor of at least one dimension.");
    }
    return Axes.wrap(dim, x.dim());
  }

  static Scaling scaling(FftNorm norm, boolean forward) {
    return switch (norm) {
      case BACKWARD -> forward ? Scaling.NONE : Scaling.BY_COUNT;
      case ORTHO -> Scaling.BY_ROOT;
      case FORWARD -> forward ? Scaling.BY_COUNT : Scaling.NONE;
    };
  }

  /// The tensor in a dtype that can be transformed: integers become the default dtype.
  static Tensor promoted(String name, Tensor input, boolean complex) {
    Tensor x = Call.autocast("fft", input);
    DType dtype = x.dtype();
    if (dtype.isIntegral()) {
      dtype = Gradus.getDefaultDtype();
    }
    require(
        dtype.isComplex() || dtype == DType.FLOAT32 || dtype == DType.FLOAT64,
        "Unsupported dtype "
            + dtype.scalarName()
            + "\n"
            + name
            + ": transforms are computed in float32, float64 and their complex partners; use"
            + " to(float32).");
    return x.to(complex ? dtype.toComplex() : dtype);
  }

  static void real(String name, Tensor x, String what) {
    require(
        !x.dtype().isComplex(),
        name + " expects a " + what + " input tensor, but got " + x.dtype().scalarName());
  }

  /// The tensor cut or filled up with zeros to these sizes.
  static Tensor resized(Tensor x, int[] dims, long[] sizes) {
    Tensor y = x;
    long[] widths = new long[2 * x.dim()];
    boolean grows = false;
    for (int k = 0; k < dims.length; k++) {
      long size = x.size(dims[k]);
      if (size < sizes[k]) {
        grows = true;
        widths[2 * (x.dim() - 1 - dims[k]) + 1] = sizes[k] - size;
      } else if (size > sizes[k]) {
        y = y.slice(dims[k], 0L, sizes[k], 1);
      }
    }
    return grows ? y.pad(widths) : y;
  }

  /// From complex to complex numbers.
  public static Tensor complex(
      String name, Tensor x, @Nullable Long n, int dim, FftNorm norm, boolean forward) {
    Tensor input = promoted(name, x, true);
    int d = wrap(dim, input);
    long size = n == null ? input.size(d) : n;
    positive(name, size);
    input = resized(input, new int[] {d}, new long[] {size});
    return Call.run(new FftC2C(new int[] {d}, scaling(norm, forward), forward), input);
  }

  /// From real to complex numbers.
  public static Tensor ofReal(
      String name,
      Tensor x,
      @Nullable Long n,
      int dim,
      FftNorm norm,
      boolean forward,
      boolean onesided) {
    real(name, x, "real");
    Tensor input = promoted(name, x, false);
    int d = wrap(dim, input);
    long size = n == null ? input.size(d) : n;
    positive(name, size);
    input = resized(input, new int[] {d}, new long[] {size});
    Tensor y = Call.run(new FftR2C(new int[] {d}, scaling(norm, forward), onesided), input);
    return forward ? y : y.conj();
  }

  /// From the half of a Hermitian sequence to real numbers.
  public static Tensor toReal(
      String name, Tensor x, @Nullable Long n, int dim, FftNorm norm, boolean forward) {
    Tensor input = promoted(name, x, true);
    int d = wrap(dim, input);
    long size = n == null ? 2 * (input.size(d) - 1) : n;
    positive(name, size);
    input = resized(input, new int[] {d}, new long[] {size / 2 + 1});
    if (forward) {
      input = input.conj();
    }
    return Call.run(new FftC2R(new int[] {d}, scaling(norm, forward), size), input);
  }

  /// The numbers 0, 1, … and, unless `half`, the negative ones, over n·d. **Errors**: n or d that
  /// is zero or negative.
  public static Tensor frequencies(long n, double d, DType dtype, boolean half) {
    double step = 1.0 / (n * d);
    long[] places = new long[Math.toIntExact(half ? n / 2 + 1 : n)];
    Arrays.setAll(places, k -> half || k < (n + 1) / 2 ? k : k - n);
    return Call.unrecorded(() -> Gradus.tensor(places).to(dtype).mul_(step));
  }
}
