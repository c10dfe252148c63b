package dev.gradus.conformance.bind;

import dev.gradus.AvgPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.InterpolateOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.LpPoolOptions;
import dev.gradus.MaxPoolOptions;
import dev.gradus.Tensor;
import dev.gradus.UnpoolOptions;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.InexpressibleException;
import dev.gradus.nn.AdaptiveAvgPool1d;
import dev.gradus.nn.AdaptiveAvgPool2d;
import dev.gradus.nn.AdaptiveAvgPool3d;
import dev.gradus.nn.AdaptiveMaxPool1d;
import dev.gradus.nn.AdaptiveMaxPool2d;
import dev.gradus.nn.AdaptiveMaxPool3d;
import dev.gradus.nn.AvgPool1d;
import dev.gradus.nn.AvgPool2d;
import dev.gradus.nn.AvgPool3d;
import dev.gradus.nn.ChannelShuffle;
import dev.gradus.nn.CircularPad1d;
import dev.gradus.nn.CircularPad2d;
import dev.gradus.nn.CircularPad3d;
import dev.gradus.nn.ConstantPad1d;
import dev.gradus.nn.ConstantPad2d;
import dev.gradus.nn.ConstantPad3d;
import dev.gradus.nn.LPPool1d;
import dev.gradus.nn.LPPool2d;
import dev.gradus.nn.LPPool3d;
import dev.gradus.nn.Layer;
import dev.gradus.nn.MaxPool1d;
import dev.gradus.nn.MaxPool2d;
import dev.gradus.nn.MaxPool3d;
import dev.gradus.nn.MaxUnpool1d;
import dev.gradus.nn.MaxUnpool2d;
import dev.gradus.nn.MaxUnpool3d;
import dev.gradus.nn.PixelShuffle;
import dev.gradus.nn.PixelUnshuffle;
import dev.gradus.nn.ReflectionPad1d;
import dev.gradus.nn.ReflectionPad2d;
import dev.gradus.nn.ReflectionPad3d;
import dev.gradus.nn.ReplicationPad1d;
import dev.gradus.nn.ReplicationPad2d;
import dev.gradus.nn.ReplicationPad3d;
import dev.gradus.nn.Upsample;
import dev.gradus.nn.UpsamplingBilinear2d;
import dev.gradus.nn.UpsamplingNearest2d;
import dev.gradus.nn.ZeroPad1d;
import dev.gradus.nn.ZeroPad2d;
import dev.gradus.nn.ZeroPad3d;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Constructors of pooling and padding layers.
final class PoolLayerOps {
  private PoolLayerOps() {}

  static void bind(Bindings<Tensor> b) {
    max(b, "MaxPool1d", MaxPool1d::new);
    max(b, "MaxPool2d", MaxPool2d::new);
    max(b, "MaxPool3d", MaxPool3d::new);
    mean(b, "AvgPool1d", AvgPool1d::new);
    mean(b, "AvgPool2d", AvgPool2d::new);
    mean(b, "AvgPool3d", AvgPool3d::new);
    power(b, "LPPool1d", LPPool1d::new);
    power(b, "LPPool2d", LPPool2d::new);
    power(b, "LPPool3d", LPPool3d::new);
    unpool(b, "MaxUnpool1d", MaxUnpool1d::new);
    unpool(b, "MaxUnpool2d", MaxUnpool2d::new);
    unpool(b, "MaxUnpool3d", MaxUnpool3d::new);
    adaptive(b, "AdaptiveAvgPool1d", AdaptiveAvgPool1d::new);
    adaptive(b, "AdaptiveAvgPool2d", AdaptiveAvgPool2d::new);
    adaptive(b, "AdaptiveAvgPool3d", AdaptiveAvgPool3d::new);
    adaptive(b, "AdaptiveMaxPool1d", AdaptiveMaxPool1d::new);
    adaptive(b, "AdaptiveMaxPool2d", AdaptiveMaxPool2d::new);
    adaptive(b, "AdaptiveMaxPool3d", AdaptiveMaxPool3d::new);
    paddings(b);
    resizings(b);
  }

  private static void resizings(Bindings<Tensor> b) {
    b.op(
        "Upsample",
        "size: ints = None, scale_factor = None, mode: str = 'nearest', align_corners: bool = None,"
            + " recompute_scale_factor: bool = None",
        a -> new Upsample(settings(a)));
    String sizes = "size: ints = None, scale_factor = None";
    b.op("UpsamplingNearest2d", sizes, a -> new UpsamplingNearest2d(sizes(a)));
    b.op("UpsamplingBilinear2d", sizes, a -> new UpsamplingBilinear2d(sizes(a)));
    b.op(
        "PixelShuffle",
        "upscale_factor: int",
        a -> new PixelShuffle(a.longValue("upscale_factor")));
    b.op(
        "PixelUnshuffle",
        "downscale_factor: int",
        a -> new PixelUnshuffle(a.longValue("downscale_factor")));
    b.op("ChannelShuffle", "groups: int", a -> new ChannelShuffle(a.longValue("groups")));
  }

  private static InterpolateOptions sizes(Arguments<Tensor> a) {
    if (a.isNone("scale_factor")) {
      return InterpolateOptions.size(a.longs("size"));
    }
    return a.value("scale_factor") instanceof Value.Items
        ? InterpolateOptions.scale(a.reals("scale_factor"))
        : InterpolateOptions.scale(a.real("scale_factor"));
  }

  private static InterpolateOptions settings(Arguments<Tensor> a) {
    return sizes(a)
        .withMode(mode(a.text("mode")))
        .withAlignCorners(a.isNone("align_corners") ? null : a.flag("align_corners"))
        .withRecomputeScaleFactor(
            a.isNone("recompute_scale_factor") ? null : a.flag("recompute_scale_factor"));
  }

  private static InterpolationMode mode(String name) {
    return Arrays.stream(InterpolationMode.values())
        .filter(mode -> mode.torchName().equals(name))
        .findFirst()
        .orElseThrow(() -> new InexpressibleException("no mode " + name));
  }

  private static long[] stride(Arguments<Tensor> a) {
    return a.isNone("stride") ? new long[0] : a.longs("stride");
  }

  private static void max(Bindings<Tensor> b, String name, Function<MaxPoolOptions, Layer> layer) {
    b.op(
        name,
        "kernel_size: ints, stride: ints = None, padding: ints = 0, dilation: ints = 1,"
            + " return_indices: bool = False, ceil_mode: bool = False",
        a ->
            indexed(
                a,
                layer,
                MaxPoolOptions.kernel(a.longs("kernel_size"))
                    .withStride(stride(a))
                    .withPadding(a.longs("padding"))
                    .withDilation(a.longs("dilation"))
                    .withCeilMode(a.flag("ceil_mode"))));
  }

  private static void mean(Bindings<Tensor> b, String name, Function<AvgPoolOptions, Layer> layer) {
    b.op(
        name,
        "kernel_size: ints, stride: ints = None, padding: ints = 0, ceil_mode: bool = False,"
            + " count_include_pad: bool = True, divisor_override: int = None",
        a ->
            layer.apply(
                AvgPoolOptions.kernel(a.longs("kernel_size"))
                    .withStride(stride(a))
                    .withPadding(a.longs("padding"))
                    .withCeilMode(a.flag("ceil_mode"))
                    .withCountIncludePad(a.flag("count_include_pad"))
                    .withDivisorOverride(
                        a.isNone("divisor_override") ? null : a.longValue("divisor_override"))));
  }

  private static void power(
      Bindings<Tensor> b, String name, BiFunction<Double, LpPoolOptions, Layer> layer) {
    b.op(
        name,
        "norm_type: number, kernel_size: ints, stride: ints = None, ceil_mode: bool = False",
        a ->
            layer.apply(
                a.real("norm_type"),
                LpPoolOptions.kernel(a.longs("kernel_size"))
                    .withStride(stride(a))
                    .withCeilMode(a.flag("ceil_mode"))));
  }

  private static void unpool(
      Bindings<Tensor> b, String name, Function<UnpoolOptions, Layer> layer) {
    b.op(
        name,
        "kernel_size: ints, stride: ints = None, padding: ints = 0",
        a ->
            layer.apply(
                UnpoolOptions.kernel(a.longs("kernel_size"))
                    .withStride(stride(a))
                    .withPadding(a.longs("padding"))));
  }

  private static void adaptive(Bindings<Tensor> b, String name, Function<long[], Layer> layer) {
    b.op(
        name,
        "output_size, return_indices: bool = False",
        a -> indexed(a, layer, sizes(a.value("output_size"))));
  }

  private static <O> Layer indexed(Arguments<Tensor> a, Function<O, Layer> layer, O options) {
    Layer pool = layer.apply(options);
    return a.flag("return_indices") ? new IndexedPool(pool) : pool;
  }

  private static long[] sizes(Value value) {
    List<Value> items =
        value instanceof Value.Items(List<Value> several) ? several : List.of(value);
    return items.stream()
        .mapToLong(v -> v instanceof Value.Int(long size) ? size : Gradus.SAME_SIZE)
        .toArray();
  }

  private static void paddings(Bindings<Tensor> b) {
    pad(b, "ZeroPad1d", ZeroPad1d::new);
    pad(b, "ZeroPad2d", ZeroPad2d::new);
    pad(b, "ZeroPad3d", ZeroPad3d::new);
    pad(b, "ReflectionPad1d", ReflectionPad1d::new);
    pad(b, "ReflectionPad2d", ReflectionPad2d::new);
    pad(b, "ReflectionPad3d", ReflectionPad3d::new);
    pad(b, "ReplicationPad1d", ReplicationPad1d::new);
    pad(b, "ReplicationPad2d", ReplicationPad2d::new);
    pad(b, "ReplicationPad3d", ReplicationPad3d::new);
    pad(b, "CircularPad1d", CircularPad1d::new);
    pad(b, "CircularPad2d", CircularPad2d::new);
    pad(b, "CircularPad3d", CircularPad3d::new);
    constant(b, "ConstantPad1d", ConstantPad1d::new);
    constant(b, "ConstantPad2d", ConstantPad2d::new);
    constant(b, "ConstantPad3d", ConstantPad3d::new);
  }

  private static void pad(Bindings<Tensor> b, String name, Function<long[], Layer> layer) {
    b.op(name, "padding: ints", a -> layer.apply(a.longs("padding")));
  }

  private static void constant(
      Bindings<Tensor> b, String name, BiFunction<long[], Double, Layer> layer) {
    b.op(
        name,
        "padding: ints, value: number",
        a -> layer.apply(a.longs("padding"), a.real("value")));
  }
}
