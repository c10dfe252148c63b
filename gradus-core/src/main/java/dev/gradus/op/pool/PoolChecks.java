package dev.gradus.op.pool;

import static dev.gradus.op.pool.Windows.require;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusIndexException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.ChannelsLast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What pooling requires of its inputs, with PyTorch's sentences.
final class PoolChecks {
  private PoolChecks() {}

  /// That an option is one number or one for each dimension; the numbers.
  static long[] expanded(long[] option, int dims, String sentence) {
    require(option.length == 1 || option.length == dims, sentence);
    if (option.length == dims) {
      return option;
    }
    long[] all = new long[dims];
    Arrays.fill(all, option[0]);
    return all;
  }

  /// That an option of pooling in one dimension is one number.
  static void one(String function, String argument, long[] option) {
    require(
        option.length == 1,
        function
            + "() argument '"
            + argument
            + "' should contain one int (got "
            + option.length
            + ")");
  }

  static void twoOrThree(Tensor x, String function) {
    require(
        x.dim() == 2 || x.dim() == 3,
        "Expected 2 to 3 dimensions, but got "
            + x.dim()
            + "-dimensional tensor for argument #1 'self' (while checking arguments for "
            + function
            + ")");
  }

  /// A size counted from the last dimension, if there is one.
  static long last(Tensor x, int fromEnd) {
    if (fromEnd > x.dim()) {
      int rank = x.dim();
      throw new GradusIndexException(
          rank == 0
              ? "Dimension specified as -" + fromEnd + " but tensor has no dimensions"
              : "Dimension out of range (expected to be in range of [-"
                  + rank
                  + ", "
                  + (rank - 1)
                  + "], but got -"
                  + fromEnd
                  + ")");
    }
    return x.layout().sizes()[x.dim() - fromEnd];
  }

  static void shape2d(
      Tensor x, long[] kernel, long[] stride, long[] padding, long[] dilation, long[] out) {
    require(
        kernel[0] > 0 && kernel[1] > 0,
        "kernel size should be greater than zero, but got kH: " + kernel[0] + " kW: " + kernel[1]);
    require(
        stride[0] > 0 && stride[1] > 0,
        "stride should be greater than zero, but got dH: " + stride[0] + " dW: " + stride[1]);
    require(
        dilation[0] > 0 && dilation[1] > 0,
        "dilation should be greater than zero, but got dilationH: "
            + dilation[0]
            + " dilationW: "
            + dilation[1]);
    long[] sizes = x.layout().sizes();
    boolean batch = x.dim() == 4 && filled(sizes, 1);
    if (ChannelsLast.of(x.layout())) {
      require(
          batch,
          "Expected 4D (batch mode) tensor expected for input with channels_last layout with"
              + " optional 0 dim batch size for input, but got: "
              + Sizes.text(sizes));
    }
    require(
        batch || x.dim() == 3 && filled(sizes, 0),
        "Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:"
            + Sizes.text(sizes));
    long high = (kernel[0] - 1) * dilation[0] + 1;
    long wide = (kernel[1] - 1) * dilation[1] + 1;
    require(
        wide / 2 >= padding[1] && high / 2 >= padding[0],
        "pad should be smaller than or equal to half of effective kernel size, but got padW = "
            + padding[1]
            + ", padH = "
            + padding[0]
            + ", effectiveKW = "
            + wide
            + ", effectiveKH = "
            + high);
    outputs(x, 2, out);
  }

  static void shape3d(
      Tensor x,
      long[] kernel,
      long[] stride,
      long[] padding,
      long[] dilation,
      long[] out,
      String function,
      boolean holdsKernel) {
    require(
        Arrays.stream(kernel).allMatch(k -> k > 0),
        "kernel size should be greater than zero, but got "
            + named("k%s: ", kernel, "T", "H", "W"));
    require(
        Arrays.stream(stride).allMatch(s -> s > 0),
        "stride should be greater than zero, but got " + named("d%s: ", stride, "T", "H", "W"));
    require(
        Arrays.stream(dilation).allMatch(d -> d > 0),
        "dilation should be greater than zero, but got "
            + named("dilation%s: ", dilation, "T", "H", "W"));
    long[] sizes = x.layout().sizes();
    for (int d = x.dim() == 5 ? 1 : 0; d < sizes.length; d++) {
      require(
          sizes[d] > 0,
          function
              + ": Expected input's non-batch dimensions to have positive length, but input has a"
              + " shape of "
              + Sizes.text(sizes)
              + " and non-batch dimension "
              + sizes[d]
              + " has length zero!");
    }
    long[] in = Arrays.copyOfRange(sizes, sizes.length - 3, sizes.length);
    long[] wide = new long[3];
    boolean holds = true;
    boolean half = true;
    for (int d = 0; d < 3; d++) {
      holds &= in[d] >= kernel[d];
      half &= kernel[d] / 2 >= padding[d];
      wide[d] = (kernel[d] - 1) * dilation[d] + 1;
    }
    require(
        holds || !holdsKernel,
        "input image ("
            + named("%s: ", in, "T", "H", "W")
            + ") smaller than kernel size ("
            + named("k%s: ", kernel, "T", "H", "W")
            + ")");
    require(
        half,
        "pad should be smaller than or equal to half of effective kernel size, but got padT: "
            + padding[0]
            + " padW: "
            + padding[2]
            + " padH: "
            + padding[1]
            + " effectiveKT: "
            + wide[0]
            + " effectiveKW: "
            + wide[2]
            + " effectiveKH: "
            + wide[1]);
    outputs(x, 3, out);
  }

  private static boolean filled(long[] sizes, int from) {
    return Arrays.stream(sizes, from, sizes.length).allMatch(s -> s != 0);
  }

  private static String named(String form, long[] values, String... names) {
    StringBuilder text = new StringBuilder();
    for (int d = 0; d < values.length; d++) {
      text.append(d == 0 ? "" : " ").append(form.formatted(names[d])).append(values[d]);
    }
    return text.toString();
  }

  private static void outputs(Tensor x, int dims, long[] out) {
    long[] sizes = x.layout().sizes();
    long[] in = Arrays.copyOfRange(sizes, sizes.length - dims - 1, sizes.length);
    long[] result = in.clone();
    System.arraycopy(out, 0, result, 1, dims);
    require(
        Arrays.stream(out).allMatch(n -> n >= 1),
        "Given input size: ("
            + Sizes.cross(in)
            + "). Calculated output size: ("
            + Sizes.cross(result)
            + "). Output size is too small");
  }

  /// That only the batch is empty, in the words of the adaptive functions.
  static void adaptiveShape(Tensor x, String function, int dims, String got) {
    long[] sizes = x.layout().sizes();
    for (int d = 1; d < sizes.length; d++) {
      require(
          sizes[d] > 0,
          function
              + "(): Expected input to have non-zero size for non-batch dimensions, but input has"
              + " sizes "
              + Sizes.text(sizes)
              + " with dimension "
              + d
              + " being empty");
    }
    adaptiveRank(x, function, dims, got);
  }

  static void adaptiveRank(Tensor x, String function, int dims, String got) {
    require(
        x.dim() == dims + 1 || x.dim() == dims + 2,
        function
            + "(): Expected "
            + (dims + 1)
            + "D or "
            + (dims + 2)
            + "D tensor, but got"
            + got
            + " "
            + Sizes.text(x.layout().sizes()));
  }

  /// Fractions, and of the integers one dtype or none.
  static void type(Tensor x, String kernel, @Nullable DType integer) {
    DType dtype = x.dtype();
    if (!dtype.isFloatingPoint() && dtype != integer) {
      throw notImplemented(x, kernel);
    }
  }

  static GradusUnsupportedException notImplemented(Tensor x, String kernel) {
    return new GradusUnsupportedException(
        "\"%s\" not implemented for '%s'\n%s: the tensor has dtype %s. Convert it to a floating dtype first."
            .formatted(kernel, x.dtype().scalarName(), kernel, x.dtype()));
  }
}
