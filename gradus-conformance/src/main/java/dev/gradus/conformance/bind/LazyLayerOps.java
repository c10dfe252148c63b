package dev.gradus.conformance.bind;

import dev.gradus.ConvOptions;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.nn.BatchNorm1d;
import dev.gradus.nn.BatchNorm2d;
import dev.gradus.nn.BatchNorm3d;
import dev.gradus.nn.BatchNormSettings;
import dev.gradus.nn.Conv1d;
import dev.gradus.nn.Conv2d;
import dev.gradus.nn.Conv3d;
import dev.gradus.nn.ConvSettings;
import dev.gradus.nn.ConvTranspose1d;
import dev.gradus.nn.ConvTranspose2d;
import dev.gradus.nn.ConvTranspose3d;
import dev.gradus.nn.ConvTransposeSettings;
import dev.gradus.nn.InstanceNorm1d;
import dev.gradus.nn.InstanceNorm2d;
import dev.gradus.nn.InstanceNorm3d;
import dev.gradus.nn.Layer;
import dev.gradus.nn.Linear;
import dev.gradus.nn.PaddingMode;
import java.util.function.Function;

/// Constructors of layers that learn their input's size from the first input.
final class LazyLayerOps {
  private LazyLayerOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(
        "LazyLinear",
        "out_features: int, bias: bool = True",
        a -> Linear.lazy(a.longValue("out_features"), a.flag("bias")));
    conv(b, "LazyConv1d", (out, k, s) -> Conv1d.lazy(out, k[0], s));
    conv(b, "LazyConv2d", Conv2d::lazy);
    conv(b, "LazyConv3d", Conv3d::lazy);
    transposed(b, "LazyConvTranspose1d", (out, k, s) -> ConvTranspose1d.lazy(out, k[0], s));
    transposed(b, "LazyConvTranspose2d", ConvTranspose2d::lazy);
    transposed(b, "LazyConvTranspose3d", ConvTranspose3d::lazy);
    running(b, "LazyBatchNorm1d", "True", BatchNorm1d::lazy);
    running(b, "LazyBatchNorm2d", "True", BatchNorm2d::lazy);
    running(b, "LazyBatchNorm3d", "True", BatchNorm3d::lazy);
    running(b, "LazyInstanceNorm1d", "False", InstanceNorm1d::lazy);
    running(b, "LazyInstanceNorm2d", "False", InstanceNorm2d::lazy);
    running(b, "LazyInstanceNorm3d", "False", InstanceNorm3d::lazy);
  }

  private interface Conv<S> {
    Layer of(long out, long[] kernel, S settings);
  }

  private static void conv(Bindings<Tensor> b, String name, Conv<ConvSettings> layer) {
    String before = "out_channels: int, kernel_size: ints, stride: ints = 1, ";
    b.op(
        name,
        before + "padding: ints = 0" + LayerOps.CONV_MORE,
        a -> conv(a, layer, LayerOps.options(a).withPadding(a.longs("padding"))));
    b.op(
        name,
        before + "padding: str" + LayerOps.CONV_MORE,
        a -> conv(a, layer, LayerOps.options(a).withPadding(a.text("padding"))));
  }

  private static Layer conv(Arguments<Tensor> a, Conv<ConvSettings> layer, ConvOptions options) {
    return layer.of(
        a.longValue("out_channels"),
        a.longs("kernel_size"),
        new ConvSettings(options, a.flag("bias"), PaddingMode.of(a.text("padding_mode"))));
  }

  private static void transposed(
      Bindings<Tensor> b, String name, Conv<ConvTransposeSettings> layer) {
    b.op(
        name,
        "out_channels: int, kernel_size: ints, " + LayerOps.TRANSPOSED_MORE,
        a ->
            layer.of(
                a.longValue("out_channels"),
                a.longs("kernel_size"),
                new ConvTransposeSettings(LayerOps.transposedOptions(a), a.flag("bias"))));
  }

  private static void running(
      Bindings<Tensor> b, String name, String flag, Function<BatchNormSettings, Layer> layer) {
    b.op(name, LayerOps.running(flag), a -> layer.apply(LayerOps.settings(a)));
  }
}
