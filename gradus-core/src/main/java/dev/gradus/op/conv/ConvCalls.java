package dev.gradus.op.conv;

import dev.gradus.Call;
import dev.gradus.ConvOptions;
import dev.gradus.ConvTransposeOptions;
import dev.gradus.Tensor;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Checks convolutions and computes their sizes.
public final class ConvCalls {
  private ConvCalls() {}

  /// A convolution of `dims` dimensions, of one sample or of a batch.
  public static Tensor conv(
      int dims, Tensor given, Tensor weight, @Nullable Tensor added, ConvOptions options) {
    Tensor input = precise(given);
    Tensor w = precise(weight);
    Tensor bias = added == null ? null : precise(added);
    if (options.mode() == null) {
      ConvChecks.biasType(input, bias);
    }
    ConvChecks.batched(input, dims, "conv" + dims + "d");
    if (input.dtype().isComplex()) {
      ConvChecks.types(input, w, bias);
    }
    boolean single = input.dim() == dims + 1;
    Tensor y = batch(single ? input.unsqueeze(0) : input, w, bias, options);
    return single ? y.squeeze(0) : y;
  }

  // Before dtypes are compared.
  private static Tensor precise(Tensor x) {
    return Call.autocast("convolution", x);
  }

  private static Tensor batch(Tensor x, Tensor w, @Nullable Tensor bias, ConvOptions options) {
    String mode = options.mode();
    if (mode != null && !mode.equals("valid")) {
      ConvChecks.require(mode.equals("same"), "Invalid padding string: '" + mode + "'");
      sameChecks(x, w, options);
    }
    ConvChecks.require(w.dim() > 2, "weight should have at least three dimensions");
    int dims = w.dim() - 2;
    long[] stride = ConvChecks.expanded(options.stride(), "stride", dims);
    long[] padding =
        mode == null ? ConvChecks.expanded(options.padding(), "padding", dims) : new long[dims];
    long[] dilation = ConvChecks.expanded(options.dilation(), "dilation", dims);
    ConvChecks.require(options.groups() > 0, "non-positive groups is not supported");
    ConvChecks.numbers(stride, padding, new long[dims], dilation);
    ConvChecks.weight(x, w, options.groups(), padding);
    ConvChecks.channels(x, w, bias, options.groups());
    long[] in = Arrays.copyOfRange(x.layout().sizes(), 2, dims + 2);
    long[] kernel = Arrays.copyOfRange(w.layout().sizes(), 2, dims + 2);
    long[] padded = new long[dims];
    long[] extent = new long[dims];
    long[] out = new long[dims];
    for (int d = 0; d < dims; d++) {
      extent[d] = dilation[d] * (kernel[d] - 1) + 1;
      padded[d] = in[d] + (mode == null ? 2 * padding[d] : "same".equals(mode) ? extent[d] - 1 : 0);
      if ("same".equals(mode)) {
        padding[d] = (extent[d] - 1) / 2;
      }
      out[d] = Math.floorDiv(padded[d] - extent[d], stride[d]) + 1;
    }
    ConvChecks.fits(padded, extent);
    ConvChecks.notEmpty(x);
    ConvChecks.types(x, w, bias);
    boolean dilated = Arrays.stream(dilation).anyMatch(d -> d != 1);
    ConvChecks.supported(x, dims, false, dilated);
    ConvShape shape =
        new ConvShape(
            x.size(0),
            options.groups(),
            x.size(1),
            w.size(0),
            in,
            kernel,
            out,
            stride,
            padding,
            dilation);
    return run(ConvMap.Face.RESULT, shape, x, w, bias);
  }

  // In PyTorch's order.
  private static void sameChecks(Tensor x, Tensor w, ConvOptions options) {
    int k = w.dim();
    ConvChecks.require(k > 2, "weight should have at least three dimensions");
    ConvChecks.require(options.groups() > 0, "non-positive groups is not supported");
    ConvChecks.require(
        k == x.dim(),
        "Expected "
            + k
            + "-dimensional input for "
            + k
            + "-dimensional weight"
            + ConvChecks.text(w)
            + ", but got "
            + x.dim()
            + "-dimensional input of size "
            + ConvChecks.text(x)
            + " instead");
    fitting(options.stride(), "stride", k - 2);
    fitting(options.dilation(), "dilation", k - 2);
    ConvChecks.require(
        Arrays.stream(options.stride()).allMatch(s -> s == 1),
        "padding='same' is not supported for strided convolutions");
  }

  private static void fitting(long[] option, String name, int dims) {
    ConvChecks.require(
        option.length == 1 || option.length == dims,
        name + " cannot broadcast to " + dims + " dimensions");
  }

  /// A transposed convolution of `dims` dimensions, of one sample or of a batch.
  public static Tensor transposed(
      int dims, Tensor given, Tensor weight, @Nullable Tensor added, ConvTransposeOptions options) {
    Tensor input = precise(given);
    Tensor w = precise(weight);
    Tensor bias = added == null ? null : precise(added);
    ConvChecks.batched(input, dims, "conv_transpose" + dims + "d");
    if (input.dtype().isComplex()) {
      ConvChecks.types(input, w, bias);
    }
    boolean single = input.dim() == dims + 1;
    Tensor y = transposedBatch(single ? input.unsqueeze(0) : input, w, bias, options);
    return single ? y.squeeze(0) : y;
  }

  private static Tensor transposedBatch(
      Tensor x, Tensor w, @Nullable Tensor bias, ConvTransposeOptions options) {
    ConvChecks.require(w.dim() > 2, "weight should have at least three dimensions");
    int dims = w.dim() - 2;
    long[] stride = ConvChecks.expanded(options.stride(), "stride", dims);
    long[] padding = ConvChecks.expanded(options.padding(), "padding", dims);
    long[] dilation = ConvChecks.expanded(options.dilation(), "dilation", dims);
    long[] added = ConvChecks.expanded(options.outputPadding(), "output_padding", dims);
    long groups = options.groups();
    ConvChecks.require(groups > 0, "non-positive groups is not supported");
    ConvChecks.numbers(stride, padding, added, dilation);
    ConvChecks.weight(x, w, groups, padding);
    ConvChecks.transposedChannels(x, w, bias, groups);
    ConvChecks.notEmpty(x);
    ConvChecks.types(x, w, bias);
    ConvChecks.outputPadding(added, stride, dilation);
    long[] in = Arrays.copyOfRange(x.layout().sizes(), 2, dims + 2);
    long[] kernel = Arrays.copyOfRange(w.layout().sizes(), 2, dims + 2);
    long[] out = new long[dims];
    for (int d = 0; d < dims; d++) {
      out[d] =
          (in[d] - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel[d] - 1) + added[d] + 1;
    }
    ConvChecks.large(in, out);
    ConvChecks.supported(x, dims, true, false);
    ConvShape shape =
        new ConvShape(
            x.size(0),
            groups,
            w.size(1) * groups,
            w.size(0),
            out,
            kernel,
            in,
            stride,
            padding,
            dilation);
    return run(ConvMap.Face.INPUT, shape, x, w, bias);
  }

  // PyTorch gives no channels back where none came in.
  private static Tensor run(
      ConvMap.Face face, ConvShape shape, Tensor x, Tensor w, @Nullable Tensor bias) {
    ConvMap map = new ConvMap(face, shape, bias != null, false);
    Tensor y = bias == null ? Call.run(map, x, w) : Call.run(map, x, w, bias);
    return x.size(1) == 0 ? y.narrow(1, 0, 0) : y;
  }

  /// A convolution along time: of (time, batch, channels) with (width, channels, filters).
  public static Tensor timeBatchChannels(Tensor input, Tensor weight, Tensor added, long pad) {
    Tensor x = precise(input);
    Tensor w = precise(weight);
    Tensor bias = precise(added);
    ConvChecks.require(x.dim() == 3, "Input must have 3 dims: time, batch, in_channel");
    ConvChecks.require(
        w.dim() == 3, "Weight tensor must have 3 dims: kernel_width, in_channels, out_channels.");
    ConvChecks.require(bias.dim() == 1, "Bias must be 1-D");
    ConvChecks.require(
        x.size(2) == w.size(1),
        "Input dim 2 (input channels) is not == dim 1 in the weight tensor");
    ConvChecks.require(
        w.size(2) == bias.size(0),
        "Bias size must equal dim 2 in the weight tensor (output channels).");
    ConvChecks.types(x, w, bias);
    long out = x.size(0) - w.size(0) + 1 + 2 * pad;
    if (out < 0) {
      long[] sizes = {out, x.size(1), w.size(2)};
      Sizes.checkNonNegative("conv_tbc", sizes);
    }
    ConvShape shape =
        new ConvShape(
            x.size(1),
            1,
            x.size(2),
            w.size(2),
            new long[] {x.size(0)},
            new long[] {w.size(0)},
            new long[] {out},
            new long[] {1},
            new long[] {pad},
            new long[] {1});
    return Call.run(new ConvTimeBatch(shape), x, w, bias);
  }
}
