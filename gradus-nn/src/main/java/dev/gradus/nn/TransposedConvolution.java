package dev.gradus.nn;

import dev.gradus.ConvTransposeOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the transposed convolutions have in common.
abstract sealed class TransposedConvolution extends ConvLayer
    permits ConvTranspose1d, ConvTranspose2d, ConvTranspose3d {
  private final ConvTransposeSettings settings;

  TransposedConvolution(
      int dims, long in, long out, long[] kernel, ConvTransposeSettings settings) {
    super(dims, in, out, kernel, settings.options().groups(), settings.bias());
    this.settings = settings;
  }

  final ConvTransposeSettings settings() {
    return settings;
  }

  /// The transposed convolution itself.
  abstract Tensor conv(
      Tensor x, Tensor weight, @Nullable Tensor bias, ConvTransposeOptions options);

  @Override
  public final Tensor forward(Tensor x) {
    meet(x);
    return conv(x, weight(), bias(), settings.options());
  }

  /// As `call`, with that output padding by which the result has these sizes, of the last
  /// dimensions or of all. **Errors**: no output padding gives them.
  public final Tensor withSize(Tensor x, long... outputSize) {
    return run(in -> new Tensor[] {sized(in[0], outputSize)}, x)[0];
  }

  private Tensor sized(Tensor x, long[] outputSize) {
    meet(x);
    long[] wanted = lastSizes(x, outputSize);
    long[] stride = Inputs.expand(settings.options().stride(), dims);
    long[] padding = Inputs.expand(settings.options().padding(), dims);
    long[] dilation = Inputs.expand(settings.options().dilation(), dims);
    long[] least = new long[dims];
    long[] most = new long[dims];
    long[] added = new long[dims];
    for (int d = 0; d < dims; d++) {
      long size = x.size(x.dim() - dims + d);
      least[d] = (size - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel[d] - 1) + 1;
      most[d] = least[d] + stride[d] - 1;
      added[d] = wanted[d] - least[d];
    }
    for (int d = 0; d < dims; d++) {
      if (wanted[d] < least[d] || wanted[d] > most[d]) {
        throw new GradusArgumentException(
            "requested an output size of %s, but valid sizes range from %s to %s (for an input of torch.Size(%s))"
                .formatted(
                    Arrays.toString(wanted),
                    Arrays.toString(least),
                    Arrays.toString(most),
                    Arrays.toString(Arrays.copyOfRange(x.shape(), x.dim() - dims, x.dim()))));
      }
    }
    return conv(x, weight(), bias(), settings.options().withOutputPadding(added));
  }

  private long[] lastSizes(Tensor x, long[] outputSize) {
    if (outputSize.length != dims && outputSize.length != x.dim()) {
      throw new GradusArgumentException(
          "ConvTranspose%dD: for %dD input, output_size must have %d or %d elements (got %d)"
              .formatted(dims, x.dim(), dims, x.dim(), outputSize.length));
    }
    return Arrays.copyOfRange(outputSize, outputSize.length - dims, outputSize.length);
  }

  @Override
  protected final long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    return inputs[0].numel() * (weight().numel() / weight().size(0));
  }

  @Override
  final long[] weightSizes(long channels) {
    return withKernel(channels, out / groups);
  }

  @Override
  final long channelsOf(Tensor weight) {
    return weight.size(0);
  }

  @Override
  public final String extraRepr() {
    ConvTransposeOptions o = settings.options();
    StringBuilder text = text(o.stride());
    addUnless(text, "padding", o.padding(), 0);
    addUnless(text, "dilation", o.dilation(), 1);
    addUnless(text, "output_padding", o.outputPadding(), 0);
    addGroupsAndBias(text);
    return text.toString();
  }
}
