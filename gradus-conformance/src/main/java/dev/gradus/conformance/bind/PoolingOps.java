package dev.gradus.conformance.bind;

import dev.gradus.AvgPoolOptions;
import dev.gradus.FractionalPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.LpPoolOptions;
import dev.gradus.MaxPoolOptions;
import dev.gradus.Tensor;
import dev.gradus.UnfoldOptions;
import dev.gradus.UnpoolOptions;
import dev.gradus.ValuesAndIndices;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Dtypes;
import java.util.List;
import java.util.function.BiFunction;

/// Pooling, unpooling, and images as columns.
final class PoolingOps {
  private static final String MAX =
      "input: tensor, kernel_size: ints, stride: ints = None, padding: ints = 0,"
          + " dilation: ints = 1, ceil_mode: bool = False";
  private static final String AVERAGE =
      "input: tensor, kernel_size: ints, stride: ints = None, padding: ints = 0,"
          + " ceil_mode: bool = False, count_include_pad: bool = True";

  private PoolingOps() {}

  /// Pooling that also tells places.
  @FunctionalInterface
  private interface Places {
    ValuesAndIndices of(Tensor x, long[] size);
  }

  static void bind(Bindings<Tensor> b) {
    max(b);
    average(b);
    adaptive(b);
    lp(b);
    fractional(b);
    unpool(b);
    columns(b);
  }

  private static void max(Bindings<Tensor> b) {
    max(b, "max_pool1d", Gradus::maxPool1d, Gradus::maxPool1dWithIndices);
    max(b, "max_pool2d", Gradus::maxPool2d, Gradus::maxPool2dWithIndices);
    max(b, "max_pool3d", Gradus::maxPool3d, Gradus::maxPool3dWithIndices);
    b.op(
        "max_pool2d_with_indices_backward",
        MAX + ", return_indices: bool = False",
        a -> {
          ValuesAndIndices y = Gradus.maxPool2dWithIndices(x(a), maxOptions(a));
          Tensor ones = Gradus.onesLike(y.values().detach());
          return Gradus.maxPool2dWithIndicesBackward(ones, x(a), maxOptions(a), y.indices());
        });
  }

  private static void max(
      Bindings<Tensor> b,
      String name,
      BiFunction<Tensor, MaxPoolOptions, Tensor> values,
      BiFunction<Tensor, MaxPoolOptions, ValuesAndIndices> both) {
    b.op(
        "nn.functional." + name,
        MAX + ", return_indices: bool = False",
        a ->
            a.flag("return_indices")
                ? list(both.apply(x(a), maxOptions(a)))
                : values.apply(x(a), maxOptions(a)));
    b.op(name, MAX, a -> values.apply(x(a), maxOptions(a)));
    b.op(
        name + "_with_indices nn.functional." + name + "_with_indices",
        MAX + ", return_indices: bool = False",
        a -> list(both.apply(x(a), maxOptions(a))));
  }

  private static MaxPoolOptions maxOptions(Arguments<Tensor> a) {
    return MaxPoolOptions.kernel(a.longs("kernel_size"))
        .withStride(stride(a))
        .withPadding(a.longs("padding"))
        .withDilation(a.longs("dilation"))
        .withCeilMode(a.flag("ceil_mode"));
  }

  private static void average(Bindings<Tensor> b) {
    b.op("avg_pool1d nn.functional.avg_pool1d", AVERAGE, a -> Gradus.avgPool1d(x(a), average(a)));
    String more = AVERAGE + ", divisor_override: int = None";
    b.op("nn.functional.avg_pool2d", more, a -> Gradus.avgPool2d(x(a), divided(a)));
    b.op("nn.functional.avg_pool3d", more, a -> Gradus.avgPool3d(x(a), divided(a)));
  }

  private static AvgPoolOptions average(Arguments<Tensor> a) {
    return AvgPoolOptions.kernel(a.longs("kernel_size"))
        .withStride(stride(a))
        .withPadding(a.longs("padding"))
        .withCeilMode(a.flag("ceil_mode"))
        .withCountIncludePad(a.flag("count_include_pad"));
  }

  private static AvgPoolOptions divided(Arguments<Tensor> a) {
    String name = "divisor_override";
    return average(a).withDivisorOverride(a.isNone(name) ? null : a.longValue(name));
  }

  private static void adaptive(Bindings<Tensor> b) {
    adaptiveAverage(b, "adaptive_avg_pool1d", Gradus::adaptiveAvgPool1d);
    adaptiveAverage(b, "adaptive_avg_pool2d", Gradus::adaptiveAvgPool2d);
    adaptiveAverage(b, "adaptive_avg_pool3d", Gradus::adaptiveAvgPool3d);
    adaptiveMax(b, "adaptive_max_pool1d", Gradus::adaptiveMaxPool1dWithIndices);
    adaptiveMax(b, "adaptive_max_pool2d", Gradus::adaptiveMaxPool2dWithIndices);
    adaptiveMax(b, "adaptive_max_pool3d", Gradus::adaptiveMaxPool3dWithIndices);
    b.op(
        "adaptive_max_pool1d",
        "input: tensor, output_size",
        a -> list(Gradus.adaptiveMaxPool1dWithIndices(x(a), sizes(a))));
  }

  private static void adaptiveAverage(
      Bindings<Tensor> b, String name, BiFunction<Tensor, long[], Tensor> pool) {
    b.op(
        Dtypes.ALL,
        name + " nn.functional." + name,
        "input: tensor, output_size",
        a -> pool.apply(x(a), sizes(a)));
  }

  private static void adaptiveMax(Bindings<Tensor> b, String name, Places pool) {
    b.op(
        "nn.functional." + name,
        "input: tensor, output_size, return_indices: bool = False",
        a -> {
          ValuesAndIndices y = pool.of(x(a), sizes(a));
          return a.flag("return_indices") ? list(y) : y.values();
        });
  }

  private static void lp(Bindings<Tensor> b) {
    String signature =
        "input: tensor, norm_type: number, kernel_size: ints, stride: ints = None,"
            + " ceil_mode: bool = False";
    b.op(
        "nn.functional.lp_pool1d",
        signature,
        a -> Gradus.lpPool1d(x(a), a.real("norm_type"), lpOptions(a)));
    b.op(
        "nn.functional.lp_pool2d",
        signature,
        a -> Gradus.lpPool2d(x(a), a.real("norm_type"), lpOptions(a)));
    b.op(
        "nn.functional.lp_pool3d",
        signature,
        a -> Gradus.lpPool3d(x(a), a.real("norm_type"), lpOptions(a)));
  }

  private static LpPoolOptions lpOptions(Arguments<Tensor> a) {
    return LpPoolOptions.kernel(a.longs("kernel_size"))
        .withStride(stride(a))
        .withCeilMode(a.flag("ceil_mode"));
  }

  private static void fractional(Bindings<Tensor> b) {
    String signature =
        "input: tensor, kernel_size: ints, output_size: ints = None, output_ratio = None,"
            + " return_indices: bool = False, _random_samples: tensor = None";
    b.op(
        "nn.functional.fractional_max_pool2d",
        signature,
        a -> values(a, Gradus.fractionalMaxPool2d(x(a), fractionalOptions(a))));
    b.op(
        "nn.functional.fractional_max_pool3d",
        signature,
        a -> values(a, Gradus.fractionalMaxPool3d(x(a), fractionalOptions(a))));
  }

  private static Object values(Arguments<Tensor> a, ValuesAndIndices y) {
    return a.flag("return_indices") ? list(y) : y.values();
  }

  private static FractionalPoolOptions fractionalOptions(Arguments<Tensor> a) {
    FractionalPoolOptions options =
        FractionalPoolOptions.kernel(a.longs("kernel_size"))
            .withSamples(a.tensorOrNull("_random_samples"));
    if (!a.isNone("output_size")) {
      options = options.withOutputSize(a.longs("output_size"));
    }
    return a.isNone("output_ratio") ? options : options.withOutputRatio(ratios(a));
  }

  private static double[] ratios(Arguments<Tensor> a) {
    if (!(a.value("output_ratio") instanceof Value.Items(List<Value> items))) {
      return new double[] {a.real("output_ratio")};
    }
    double[] ratios = new double[items.size()];
    for (int d = 0; d < ratios.length; d++) {
      ratios[d] =
          switch (items.get(d)) {
            case Value.Real(double number) -> number;
            case Value.Int(long number) -> (double) number;
            default -> Double.NaN;
          };
    }
    return ratios;
  }

  private static void unpool(Bindings<Tensor> b) {
    String signature =
        "input: tensor, indices: tensor, kernel_size: ints, stride: ints = None,"
            + " padding: ints = 0, output_size: ints = None";
    b.op(
        "nn.functional.max_unpool1d",
        signature,
        a -> Gradus.maxUnpool1d(x(a), a.tensor("indices"), unpoolOptions(a)));
    b.op(
        "nn.functional.max_unpool2d",
        signature,
        a -> Gradus.maxUnpool2d(x(a), a.tensor("indices"), unpoolOptions(a)));
    b.op(
        "nn.functional.max_unpool3d",
        signature,
        a -> Gradus.maxUnpool3d(x(a), a.tensor("indices"), unpoolOptions(a)));
  }

  private static UnpoolOptions unpoolOptions(Arguments<Tensor> a) {
    UnpoolOptions options =
        UnpoolOptions.kernel(a.longs("kernel_size"))
            .withStride(stride(a))
            .withPadding(a.longs("padding"));
    return a.isNone("output_size") ? options : options.withOutputSize(a.longs("output_size"));
  }

  private static void columns(Bindings<Tensor> b) {
    String rest = "kernel_size: ints, dilation: ints = 1, padding: ints = 0, stride: ints = 1";
    b.op(
        Dtypes.ALL,
        "nn.functional.unfold",
        "input: tensor, " + rest,
        a -> Gradus.unfold(x(a), unfoldOptions(a)));
    b.op(
        Dtypes.ALL,
        "nn.functional.fold",
        "input: tensor, output_size: ints, " + rest,
        a -> Gradus.fold(x(a), a.longs("output_size"), unfoldOptions(a)));
  }

  private static UnfoldOptions unfoldOptions(Arguments<Tensor> a) {
    return UnfoldOptions.kernel(a.longs("kernel_size"))
        .withDilation(a.longs("dilation"))
        .withPadding(a.longs("padding"))
        .withStride(a.longs("stride"));
  }

  private static long[] stride(Arguments<Tensor> a) {
    return a.isNone("stride") ? new long[0] : a.longs("stride");
  }

  /// Sizes of which `None` stands for the input's.
  private static long[] sizes(Arguments<Tensor> a) {
    if (!(a.value("output_size") instanceof Value.Items(List<Value> items))) {
      return a.longs("output_size");
    }
    long[] sizes = new long[items.size()];
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = items.get(d) instanceof Value.Int(long number) ? number : Gradus.SAME_SIZE;
    }
    return sizes;
  }

  private static List<Tensor> list(ValuesAndIndices y) {
    return List.of(y.values(), y.indices());
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }
}
