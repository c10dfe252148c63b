package dev.gradus.nn;

import dev.gradus.ConvOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the convolutions have in common.
abstract sealed class Convolution extends ConvLayer permits Conv1d, Conv2d, Conv3d {
  private final ConvSettings settings;

  Convolution(int dims, long in, long out, long[] kernel, ConvSettings settings) {
    super(dims, in, out, kernel, settings.options().groups(), settings.bias());
    this.settings = settings;
    String mode = settings.options().mode();
    if (mode != null) {
      checkMode(mode, settings.options().stride());
    }
  }

  private static void checkMode(String mode, long[] stride) {
    check(
        mode.equals("same") || mode.equals("valid"),
        "Invalid padding string '" + mode + "', should be one of {'valid', 'same'}");
    check(
        mode.equals("valid") || Arrays.stream(stride).allMatch(s -> s == 1),
        "padding='same' is not supported for strided convolutions");
  }

  final ConvSettings settings() {
    return settings;
  }

  /// The convolution itself.
  abstract Tensor conv(Tensor x, Tensor weight, @Nullable Tensor bias, ConvOptions options);

  @Override
  public final Tensor forward(Tensor x) {
    meet(x);
    ConvOptions o = settings.options();
    if (settings.paddingMode() == PaddingMode.ZEROS) {
      return conv(x, weight(), bias(), o);
    }
    Tensor padded = settings.paddingMode().pad(x, widths());
    return conv(padded, weight(), bias(), o.withPadding(0));
  }

  // Pairs of widths from the last dimension on, as for padding.
  private long[] widths() {
    ConvOptions o = settings.options();
    long[] dilation = Inputs.expand(o.dilation(), dims);
    String mode = o.mode();
    long[] each = mode == null ? Inputs.expand(o.padding(), dims) : new long[dims];
    long[] widths = new long[2 * dims];
    for (int d = 0; d < dims; d++) {
      int at = 2 * (dims - 1 - d);
      long total = "same".equals(mode) ? dilation[d] * (kernel[d] - 1) : 2 * each[d];
      widths[at] = total / 2;
      widths[at + 1] = total - total / 2;
    }
    return widths;
  }

  @Override
  protected final long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    return outputs[0].numel() * (weight().numel() / out);
  }

  @Override
  final long[] weightSizes(long channels) {
    return withKernel(out, channels / groups);
  }

  @Override
  final long channelsOf(Tensor weight) {
    if (weight.size(0) != out) {
      throw new GradusArgumentException(
          name() + ": the state has " + weight.size(0) + " output channels, not " + out + ".");
    }
    return weight.size(1) * groups;
  }

  @Override
  public final String extraRepr() {
    ConvOptions o = settings.options();
    StringBuilder text = text(o.stride());
    if (o.mode() != null) {
      text.append(", padding=").append(o.mode());
    } else {
      addUnless(text, "padding", o.padding(), 0);
    }
    addUnless(text, "dilation", o.dilation(), 1);
    addGroupsAndBias(text);
    if (settings.paddingMode() != PaddingMode.ZEROS) {
      text.append(", padding_mode=").append(settings.paddingMode().torchName());
    }
    return text.toString();
  }
}
