package dev.gradus.op.conv;

import static dev.gradus.op.conv.ConvChecks.require;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.UnfoldOptions;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Arrays;

/// Checks `unfold` and `fold` and computes their sizes.
public final class FoldCalls {
  private final long[] kernel;
  private final long[] dilation;
  private final long[] padding;
  private final long[] stride;

  private FoldCalls(UnfoldOptions o) {
    kernel = pair("kernel_size", o.kernel());
    dilation = pair("dilation", o.dilation());
    padding = pair("padding", o.padding());
    stride = pair("stride", o.stride());
  }

  private static long[] pair(String name, long[] option) {
    if (option.length == 1) {
      return new long[] {option[0], option[0]};
    }
    require(
        option.length == 2,
        "It is expected " + name + " equals to 2, but got size " + option.length);
    return option;
  }

  private static void type(Tensor x, String kernel) {
    if (x.dtype().isIntegral() && x.dtype() != DType.BOOL) {
      throw new GradusUnsupportedException(
          "\"%s\" not implemented for '%s'\nunfold, fold: convert the tensor to a floating dtype."
              .formatted(kernel, x.dtype().scalarName()));
    }
  }

  /// The blocks of an image as columns.
  public static Tensor unfold(Tensor input, UnfoldOptions options) {
    FoldCalls c = new FoldCalls(options);
    c.positive("kernel size should be greater than zero, but got kernel_", c.kernel);
    c.positive("dilation should be greater than zero, but got dilation_", c.dilation);
    c.notNegative();
    c.positive("stride should be greater than zero, but got stride_", c.stride);
    long[] sizes = input.layout().sizes();
    boolean filled =
        input.dim() >= 3 && Arrays.stream(sizes, 1, sizes.length).allMatch(s -> s != 0);
    require(
        filled && (input.dim() == 4 || input.dim() == 3 && sizes[0] != 0),
        "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero"
            + " dimensions for input, but got: "
            + ConvChecks.text(input));
    Tensor x = input.dim() == 3 ? input.unsqueeze(0) : input;
    long[] in = {x.size(2), x.size(3)};
    long[] out = c.blocks(in);
    require(
        out[0] >= 1 && out[1] >= 1,
        "Given input with spatial size ("
            + comma(in)
            + "), kernel_size=("
            + comma(c.kernel)
            + "), dilation=("
            + comma(c.dilation)
            + "), padding=("
            + comma(c.padding)
            + "), calculated shape of the array of sliding blocks as ("
            + comma(out)
            + "), but its components must be at least one.");
    type(input, "im2col_out_cpu");
    Tensor y = Call.run(new Im2Col(c.shape(x.size(0), x.size(1), in, out), false), x);
    return input.dim() == 3 ? y.squeeze(0) : y;
  }

  /// The sums of columns in an image.
  public static Tensor fold(Tensor input, long[] outputSize, UnfoldOptions options) {
    long[] in = pair("output_size", outputSize);
    FoldCalls c = new FoldCalls(options);
    c.positive("kernel size should be greater than zero, but got kernel_", c.kernel);
    c.positive("stride should be greater than zero, but got stride_", c.stride);
    c.positive("dilation should be greater than zero, but got dilation_", c.dilation);
    c.notNegative();
    long[] sizes = input.layout().sizes();
    require(
        input.dim() == 2 && sizes[0] != 0 && sizes[1] != 0
            || input.dim() == 3 && sizes[1] != 0 && sizes[2] != 0,
        "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero"
            + " dimensions for input, but got: "
            + ConvChecks.text(input));
    Tensor x = input.dim() == 2 ? input.unsqueeze(0) : input;
    long taps = c.kernel[0] * c.kernel[1];
    require(
        x.size(1) % taps == 0,
        "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but"
            + " got input.size(1)="
            + x.size(1)
            + " and kernel_size=("
            + comma(c.kernel)
            + ").");
    c.checkBlocks(x, in);
    type(input, "col2im_out_cpu");
    long[] out = c.blocks(in);
    Tensor y = Call.run(new Im2Col(c.shape(x.size(0), x.size(1) / taps, in, out), true), x);
    return input.dim() == 2 ? y.squeeze(0) : y;
  }

  private void checkBlocks(Tensor x, long[] in) {
    long[] out = blocks(in);
    String given =
        "Given output_size=("
            + comma(in)
            + "), kernel_size=("
            + comma(kernel)
            + "), dilation=("
            + comma(dilation)
            + "), padding=("
            + comma(padding)
            + "), stride=("
            + comma(stride)
            + "), ";
    require(
        x.size(2) == out[0] * out[1],
        given
            + "expected size of input's dimension 2 to match the calculated number of sliding"
            + " blocks "
            + out[0]
            + " * "
            + out[1]
            + " = "
            + out[0] * out[1]
            + ", but got input.size(2)="
            + x.size(2)
            + ".");
    require(
        out[0] >= 1 && out[1] >= 1,
        given
            + "calculated shape of the array of sliding blocks as ("
            + comma(out)
            + "), which is too small (non-positive)");
    require(
        in[0] >= 1 && in[1] >= 1,
        "Expected output spatial size to be positive, but got: output_size=(" + comma(in) + ").");
  }

  private long[] blocks(long[] in) {
    long[] out = new long[2];
    for (int d = 0; d < 2; d++) {
      long reach = in[d] + 2 * padding[d] - dilation[d] * (kernel[d] - 1) - 1;
      out[d] = Math.floorDiv(reach, stride[d]) + 1;
    }
    return out;
  }

  private ConvShape shape(long samples, long channels, long[] in, long[] out) {
    return new ConvShape(samples, 1, channels, 1, in, kernel, out, stride, padding, dilation);
  }

  private void positive(String sentence, long[] option) {
    String name = sentence.substring(sentence.lastIndexOf(' ') + 1);
    require(
        option[0] > 0 && option[1] > 0,
        sentence + "height: " + option[0] + " " + name + "width: " + option[1]);
  }

  private void notNegative() {
    require(
        padding[0] >= 0 && padding[1] >= 0,
        "padding should be non-negative, but got pad_height: "
            + padding[0]
            + " pad_width: "
            + padding[1]);
  }

  private static String comma(long[] pair) {
    return pair[0] + ", " + pair[1];
  }
}
