package dev.gradus.op.conv;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What convolutions require of their inputs, with PyTorch's sentences.
final class ConvChecks {
  private ConvChecks() {}

  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  static void batched(Tensor x, int dims, String name) {
    require(
        x.dim() == dims + 1 || x.dim() == dims + 2,
        "Expected "
            + (dims + 1)
            + "D (unbatched) or "
            + (dims + 2)
            + "D (batched) input to "
            + name
            + ", but got input of size: "
            + text(x));
  }

  /// The option for every dimension.
  static long[] expanded(long[] option, String name, int dims) {
    if (option.length == dims) {
      return option;
    }
    require(
        option.length == 1,
        "expected "
            + name
            + " to be a single integer value or a list of "
            + dims
            + " values to match the convolution dimensions, but got "
            + name
            + "="
            + Arrays.toString(option));
    long[] all = new long[dims];
    Arrays.fill(all, option[0]);
    return all;
  }

  static void numbers(long[] stride, long[] padding, long[] outputPadding, long[] dilation) {
    require(Arrays.stream(padding).allMatch(p -> p >= 0), "negative padding is not supported");
    require(
        Arrays.stream(outputPadding).allMatch(p -> p >= 0),
        "negative output_padding is not supported");
    require(Arrays.stream(stride).allMatch(s -> s > 0), "non-positive stride is not supported");
    require(Arrays.stream(dilation).allMatch(d -> d > 0), "dilation should be greater than zero");
  }

  static void weight(Tensor x, Tensor w, long groups, long[] padding) {
    int k = w.dim();
    require(
        k == x.dim(),
        "Expected "
            + k
            + "-dimensional input for "
            + k
            + "-dimensional weight "
            + text(w)
            + ", but got "
            + x.dim()
            + "-dimensional input of size "
            + text(x)
            + " instead");
    String given = "Given groups=" + groups + ", expected weight to be ";
    String got = " at dimension 0, but got weight of size ";
    require(w.size(0) >= groups, given + "at least " + groups + got + text(w) + " instead");
    require(
        w.size(0) % groups == 0,
        given + "divisible by " + groups + got + "[" + text(w) + "] instead");
    for (int d = 0; d < padding.length; d++) {
      require(
          padding[d] <= Long.MAX_VALUE - padding[d],
          "Given padding="
              + padding[d]
              + " at dimension "
              + d
              + " , expected padding to be at most "
              + Long.MAX_VALUE / 2);
    }
  }

  static void channels(Tensor x, Tensor w, @Nullable Tensor bias, long groups) {
    long wanted = w.size(1) * groups;
    require(
        x.size(1) == wanted,
        "Given groups="
            + groups
            + ", weight of size "
            + text(w)
            + ", expected input"
            + text(x)
            + " to have "
            + wanted
            + " channels, but got "
            + x.size(1)
            + " channels instead");
    bias("Given weight of size ", w, bias, w.size(0));
  }

  static void transposedChannels(Tensor x, Tensor w, @Nullable Tensor bias, long groups) {
    String given = "Given transposed=1, weight of size ";
    require(
        x.size(1) == w.size(0),
        given
            + text(w)
            + ", expected input"
            + text(x)
            + " to have "
            + w.size(0)
            + " channels, but got "
            + x.size(1)
            + " channels instead");
    bias(given, w, bias, w.size(1) * groups);
  }

  private static void bias(String given, Tensor w, @Nullable Tensor bias, long wanted) {
    require(
        bias == null || bias.dim() == 1 && bias.size(0) == wanted,
        given
            + text(w)
            + ", expected bias to be 1-dimensional with "
            + wanted
            + " elements, but got bias of size "
            + (bias == null ? "" : text(bias))
            + " instead");
  }

  /// That padded input holds the filters.
  static void fits(long[] padded, long[] extent) {
    for (int d = 0; d < padded.length; d++) {
      require(
          padded[d] >= extent[d],
          "Calculated padded input size per channel: ("
              + crossed(padded)
              + "). Kernel size: ("
              + crossed(extent)
              + "). Kernel size can't be greater than actual input size");
    }
  }

  static void notEmpty(Tensor x) {
    require(
        x.numel() > 0 || x.size(0) == 0 || x.size(1) == 0,
        "Only zero batch or zero channel inputs are supported, but got input shape: " + text(x));
  }

  static void outputPadding(long[] output, long[] stride, long[] dilation) {
    boolean smaller = true;
    for (int d = 0; d < output.length; d++) {
      smaller &= output[d] < stride[d] || output[d] < dilation[d];
    }
    require(
        smaller,
        "output padding must be smaller than either stride or dilation, but got "
            + named("output_padding", output, 0)
            + " "
            + named("stride", stride, 1)
            + " "
            + named("dilation", dilation, 1));
  }

  // A convolution of one dimension is one of two to PyTorch, and is told as such.
  private static String named(String name, long[] values, long lead) {
    String[] words = {"_depth: ", "_height: ", "_width: "};
    StringBuilder text = new StringBuilder();
    int count = Math.max(2, values.length);
    for (int d = 0; d < count; d++) {
      int own = d - (count - values.length);
      text.append(d == 0 ? "" : " ").append(name).append(words[3 - count + d]);
      text.append(own < 0 ? lead : values[own]);
    }
    return text.toString();
  }

  static void large(long[] in, long[] out) {
    require(
        Arrays.stream(out).allMatch(n -> n >= 1),
        "Given input size per channel: ("
            + crossed(in)
            + "). Calculated output size per channel: ("
            + crossed(out)
            + "). Output size is too small");
  }

  /// In C++'s names, as the first of PyTorch's checks has them.
  static void biasType(Tensor x, @Nullable Tensor bias) {
    if (bias != null && bias.dtype() != x.dtype()) {
      String types = cName(x.dtype()) + ") and bias type (" + cName(bias.dtype());
      throw mixed("Input type (" + types + ") should be the same");
    }
  }

  static void types(Tensor x, Tensor w, @Nullable Tensor bias) {
    typesOf(x, w, "weight");
    if (bias != null) {
      typesOf(x, bias, "bias");
    }
  }

  private static void typesOf(Tensor x, Tensor other, String name) {
    if (x.dtype() != other.dtype()) {
      String types = typeName(x.dtype()) + ") and " + name + " type (" + typeName(other.dtype());
      throw mixed("Input type (" + types + ") should be the same");
    }
  }

  private static GradusArgumentException mixed(String sentence) {
    return new GradusArgumentException(
        sentence + "\nconvolution: convert one of them, as with to(x.dtype()).");
  }

  /// PyTorch computes convolutions of int64 on the CPU, but of no other integers.
  static void supported(Tensor x, int dims, boolean transposed, boolean dilated) {
    if (x.dtype().isIntegral() && x.dtype() != DType.INT64) {
      String kernel =
          transposed
              ? "slow_conv_transpose" + Math.max(2, dims) + "d_out_cpu"
              : dilated ? "slow_conv_dilated<>" : "slow_conv" + Math.max(2, dims) + "d_cpu";
      throw new GradusUnsupportedException(
          "\"%s\" not implemented for '%s'\nconvolution: convert the tensors to int64 or a floating dtype."
              .formatted(kernel, x.dtype().scalarName()));
    }
  }

  static String text(Tensor x) {
    return Sizes.text(x.layout().sizes());
  }

  private static String crossed(long[] sizes) {
    StringBuilder text = new StringBuilder();
    for (long s : sizes) {
      text.append(text.isEmpty() ? "" : " x ").append(s);
    }
    return text.toString();
  }

  private static String cName(DType dtype) {
    return switch (dtype) {
      case INT64 -> "long int";
      case INT32 -> "int";
      case INT16 -> "short int";
      case INT8 -> "signed char";
      case UINT8 -> "unsigned char";
      case FLOAT16 -> "c10::Half";
      case BFLOAT16 -> "c10::BFloat16";
      case COMPLEX64 -> "c10::complex<float>";
      case COMPLEX128 -> "c10::complex<double>";
      default -> dtype.scalarName().toLowerCase(Locale.ROOT);
    };
  }

  private static String typeName(DType dtype) {
    return switch (dtype) {
      case BOOL, BFLOAT16, COMPLEX64, COMPLEX128 -> "CPU" + dtype.scalarName() + "Type";
      default -> "torch." + dtype.scalarName() + "Tensor";
    };
  }
}
