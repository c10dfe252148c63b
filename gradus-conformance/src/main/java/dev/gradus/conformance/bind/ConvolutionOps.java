package dev.gradus.conformance.bind;

import dev.gradus.ConvOptions;
import dev.gradus.ConvTransposeOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Dtypes;
import org.jspecify.annotations.Nullable;

/// Convolutions.
final class ConvolutionOps {
  private ConvolutionOps() {}

  /// A convolution.
  @FunctionalInterface
  private interface Conv<O> {
    Tensor of(Tensor x, Tensor w, @Nullable Tensor bias, O options);
  }

  static void bind(Bindings<Tensor> b) {
    conv(b, "conv1d", Gradus::conv1d);
    conv(b, "conv2d", Gradus::conv2d);
    conv(b, "conv3d", Gradus::conv3d);
    transposed(b, "conv_transpose1d", Gradus::convTranspose1d);
    transposed(b, "conv_transpose2d", Gradus::convTranspose2d);
    transposed(b, "conv_transpose3d", Gradus::convTranspose3d);
    b.op(
        Dtypes.ALL,
        "conv_tbc nn.functional.conv_tbc",
        "input: tensor, weight: tensor, bias: tensor, pad: int = 0",
        a ->
            Gradus.convTbc(
                a.tensor("input"), a.tensor("weight"), a.tensor("bias"), a.longValue("pad")));
  }

  private static void conv(Bindings<Tensor> b, String name, Conv<ConvOptions> conv) {
    String before = "input: tensor, weight: tensor, bias: tensor = None, stride: ints = 1, ";
    String after = ", dilation: ints = 1, groups: int = 1";
    String names = name + " nn.functional." + name;
    b.op(
        Dtypes.ALL,
        names,
        before + "padding: ints = 0" + after,
        a -> run(conv, a, options(a).withPadding(a.longs("padding"))));
    b.op(
        Dtypes.ALL,
        names,
        before + "padding: str" + after,
        a -> run(conv, a, options(a).withPadding(a.text("padding"))));
  }

  private static ConvOptions options(Arguments<Tensor> a) {
    return ConvOptions.stride(a.longs("stride"))
        .withDilation(a.longs("dilation"))
        .withGroups(a.longValue("groups"));
  }

  private static void transposed(Bindings<Tensor> b, String name, Conv<ConvTransposeOptions> conv) {
    b.op(
        Dtypes.ALL,
        name + " nn.functional." + name,
        "input: tensor, weight: tensor, bias: tensor = None, stride: ints = 1, padding: ints = 0,"
            + " output_padding: ints = 0, groups: int = 1, dilation: ints = 1",
        a ->
            run(
                conv,
                a,
                ConvTransposeOptions.stride(a.longs("stride"))
                    .withPadding(a.longs("padding"))
                    .withOutputPadding(a.longs("output_padding"))
                    .withGroups(a.longValue("groups"))
                    .withDilation(a.longs("dilation"))));
  }

  private static <O> Tensor run(Conv<O> conv, Arguments<Tensor> a, O options) {
    return conv.of(a.tensor("input"), a.tensor("weight"), a.tensorOrNull("bias"), options);
  }
}
