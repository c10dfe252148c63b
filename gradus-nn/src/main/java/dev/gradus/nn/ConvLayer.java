package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What convolutions and transposed convolutions of one to three dimensions have in common: the
/// parameters, how they start, and what is printed.
abstract sealed class ConvLayer extends Layer permits Convolution, TransposedConvolution {
  /// As many input channels as the first input will have.
  static final long UNKNOWN = -1;

  final int dims;
  final long out;
  final long[] kernel;
  final long groups;
  private final boolean hasBias;
  private long in;
  private DType dtype = Gradus.getDefaultDtype();

  ConvLayer(int dims, long in, long out, long[] kernel, long groups, boolean hasBias) {
    this.dims = dims;
    this.in = in;
    this.out = out;
    this.kernel = Inputs.expand(kernel, dims);
    this.groups = groups;
    this.hasBias = hasBias;
    check(groups > 0, "groups must be a positive integer");
    check(in == UNKNOWN || in % groups == 0, "in_channels must be divisible by groups");
    check(out % groups == 0, "out_channels must be divisible by groups");
    noParameter("weight");
    noParameter("bias");
    if (in != UNKNOWN) {
      complete(in);
    }
  }

  static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  /// Makes the parameters, once the number of input channels is known.
  final void complete(long channels) {
    check(channels % groups == 0, "in_channels must be divisible by groups");
    in = channels;
    parameter("weight", Gradus.empty(dtype, weightSizes(channels)));
    parameter("bias", hasBias, () -> Gradus.empty(dtype, out));
    resetParameters();
  }

  @Override
  final void converted(DType other) {
    dtype = other;
  }

  final long in() {
    return in;
  }

  /// The sizes of the weight.
  abstract long[] weightSizes(long channels);

  final long[] withKernel(long first, long second) {
    long[] sizes = new long[dims + 2];
    sizes[0] = first;
    sizes[1] = second;
    System.arraycopy(kernel, 0, sizes, 2, dims);
    return sizes;
  }

  /// Draws the parameters anew: evenly distributed over ±1 / √fan.
  public final void resetParameters() {
    Init.kaimingUniform_(weight(), Math.sqrt(5));
    Tensor bias = bias();
    if (bias != null) {
      Init.bias(bias, Fan.of(weight()).in());
    }
  }

  /// The filters.
  public final Tensor weight() {
    return get("weight");
  }

  /// What is added to each channel, or null.
  public final @Nullable Tensor bias() {
    return getOrNull("bias");
  }

  /// Makes the parameters for the first input.
  final void meet(Tensor x) {
    if (in == UNKNOWN) {
      int rank = x.dim();
      if (rank != dims + 1 && rank != dims + 2) {
        throw new GradusArgumentException(
            "Expected %dD (unbatched) or %dD (batched) input to %s, but got input of size: %s"
                .formatted(dims + 1, dims + 2, name(), x.sizeText()));
      }
      complete(x.size(rank - dims - 1));
    }
  }

  @Override
  final void prepareLoad(Map<String, Tensor> state, String prefix) {
    Tensor weight = state.get(prefix + "weight");
    if (in == UNKNOWN && weight != null && weight.dim() == dims + 2) {
      complete(channelsOf(weight));
    }
  }

  /// The number of input channels that a weight is for.
  abstract long channelsOf(Tensor weight);

  @Override
  public final String name() {
    return (in == UNKNOWN ? "Lazy" : "") + super.name();
  }

  final StringBuilder text(long[] stride) {
    return new StringBuilder()
        .append(Math.max(in, 0))
        .append(", ")
        .append(out)
        .append(", kernel_size=")
        .append(LayerText.tuple(kernel))
        .append(", stride=")
        .append(LayerText.tuple(Inputs.expand(stride, dims)));
  }

  final void addUnless(StringBuilder text, String name, long[] value, long usual) {
    long[] all = Inputs.expand(value, dims);
    if (Arrays.stream(all).anyMatch(v -> v != usual)) {
      text.append(", ").append(name).append('=').append(LayerText.tuple(all));
    }
  }

  final void addGroupsAndBias(StringBuilder text) {
    if (groups != 1) {
      text.append(", groups=").append(groups);
    }
    if (!hasBias) {
      text.append(", bias=False");
    }
  }
}
