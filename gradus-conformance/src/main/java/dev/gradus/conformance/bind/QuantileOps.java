package dev.gradus.conformance.bind;

import dev.gradus.GradientOptions;
import dev.gradus.Gradus;
import dev.gradus.HistogramOptions;
import dev.gradus.HistogramResult;
import dev.gradus.QuantileInterpolation;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Quantiles, histograms and finite differences.
final class QuantileOps {
  private QuantileOps() {}

  static void bind(Bindings<Tensor> b) {
    quantile(b, "quantile", Tensor::quantile, Tensor::quantile);
    quantile(b, "nanquantile", Tensor::nanquantile, Tensor::nanquantile);
    b.op(
        "histc",
        "input, bins: int = 100, min: number = 0, max: number = 0",
        a -> x(a).histc(a.longValue("bins"), a.real("min"), a.real("max")));
    String options = ", weight: tensor = None, density: bool = False";
    String range = ", range = None";
    b.op(
        "histogram",
        "input, bins: int" + range + options,
        a -> parts(x(a).histogram(a.longValue("bins"), options(a, true))));
    b.op(
        "histogram",
        "input, bins: tensor" + options,
        a -> parts(x(a).histogram(a.tensor("bins"), options(a, false))));
    b.op("histogramdd", "input, bins" + range + options, a -> parts(histogramdd(x(a), a)));
    String differences = ", dim: ints = None, edge_order: int = 1";
    b.op(
        "gradient",
        "input, spacing: number = None" + differences,
        a ->
            a.isNone("spacing")
                ? slopes(a, DEFAULT)
                : slopes(a, DEFAULT.withSpacing(a.real("spacing"))));
    b.op("gradient", "input, spacing" + differences, a -> slopes(a, spacing(a)));
  }

  private static final GradientOptions DEFAULT = GradientOptions.DEFAULT;

  /// A quantile for one fraction.
  @FunctionalInterface
  private interface OfNumber {
    Tensor call(
        Tensor x, double q, @Nullable Integer dim, boolean keepdim, QuantileInterpolation how);
  }

  /// Quantiles for a tensor of fractions.
  @FunctionalInterface
  private interface OfTensor {
    Tensor call(
        Tensor x, Tensor q, @Nullable Integer dim, boolean keepdim, QuantileInterpolation how);
  }

  private static void quantile(Bindings<Tensor> b, String name, OfNumber number, OfTensor tensor) {
    String options = ", dim: int = None, keepdim: bool = False, interpolation: str = 'linear'";
    b.op(
        name,
        "input, q: number" + options,
        a -> number.call(x(a), a.real("q"), a.intOrNull("dim"), a.flag("keepdim"), how(a)));
    b.op(
        name,
        "input, q: tensor" + options,
        a -> tensor.call(x(a), a.tensor("q"), a.intOrNull("dim"), a.flag("keepdim"), how(a)));
  }

  private static QuantileInterpolation how(Arguments<Tensor> a) {
    return QuantileInterpolation.of(a.text("interpolation"));
  }

  private static HistogramResult histogramdd(Tensor x, Arguments<Tensor> a) {
    List<Value> bins = a.items("bins");
    HistogramOptions options = options(a, true);
    return !bins.isEmpty() && bins.getFirst() instanceof Value.Array
        ? Gradus.histogramdd(x, a.tensors("bins"), options)
        : Gradus.histogramdd(x, a.longs("bins"), options);
  }

  private static HistogramOptions options(Arguments<Tensor> a, boolean withRange) {
    return new HistogramOptions(
        !withRange || a.isNone("range") ? null : a.reals("range"),
        a.tensorOrNull("weight"),
        a.flag("density"));
  }

  private static List<Tensor> parts(HistogramResult result) {
    List<Tensor> parts = new ArrayList<>(List.of(result.hist()));
    parts.addAll(result.edges());
    return parts;
  }

  private static GradientOptions spacing(Arguments<Tensor> a) {
    List<Value> items = a.items("spacing");
    return !items.isEmpty() && items.getFirst() instanceof Value.Array
        ? DEFAULT.withCoordinates(a.tensors("spacing").toArray(Tensor[]::new))
        : DEFAULT.withSpacings(a.reals("spacing"));
  }

  private static List<Tensor> slopes(Arguments<Tensor> a, GradientOptions spaced) {
    GradientOptions options = spaced.withEdgeOrder(a.intValue("edge_order"));
    return Gradus.gradient(x(a), a.isNone("dim") ? options : options.withDims(a.ints("dim")));
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }
}
