package dev.gradus.op.reduce;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.HistogramOptions;
import dev.gradus.HistogramResult;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.Histogram;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.op.random.Wording;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Histograms of one or several coordinates.
public final class HistogramCalls {
  private HistogramCalls() {}

  /// Counts between even edges, as `histc`: the bin comes from the distance alone.
  public static Tensor histc(Tensor x, long bins, double min, double max) {
    return Underivable.listed("histc", 1, t -> new Tensor[] {counted(t[0], bins, min, max)})
        .of(x)[0];
  }

  private static Tensor counted(Tensor x, long bins, double min, double max) {
    Tensor points = x.detach().reshape(-1, 1);
    floating(points);
    double[] bounds = {min, max};
    if (min == max && x.numel() > 0) {
      bounds = new double[] {number(points.min()), number(points.max())};
    }
    if (bounds[0] == bounds[1]) {
      bounds = new double[] {bounds[0] - 1, bounds[1] + 1};
    }
    if (!Double.isFinite(bounds[0]) || !Double.isFinite(bounds[1])) {
      throw new GradusArgumentException(
          "torch.histc: range of [" + text(bounds[0]) + ", " + text(bounds[1]) + "] is not finite");
    }
    if (!(bounds[0] < bounds[1])) {
      throw new GradusArgumentException(
          "torch.histc: max must be larger than min\nhistc: the bounds are "
              + bounds[0]
              + " and "
              + bounds[1]
              + ".");
    }
    positive(bins, 0);
    Tensor edges = Gradus.linspace(bounds[0], bounds[1], bins + 1, x.dtype());
    return count(points, List.of(edges), HistogramOptions.DEFAULT, Histogram.Search.DISTANCE);
  }

  /// Counts in boxes of an even grid.
  public static HistogramResult even(Tensor x, long[] bins, HistogramOptions options) {
    twoDimensions(x);
    coordinates(x, bins.length);
    floating(x);
    Tensor points = x.detach();
    int n = bins.length;
    double[] bounds = bounds(points.reshape(-1, n), options.range());
    List<Tensor> edges = new ArrayList<>();
    for (int d = 0; d < n; d++) {
      positive(bins[d], d);
      edges.add(Gradus.linspace(bounds[2 * d], bounds[2 * d + 1], bins[d] + 1, x.dtype()));
    }
    return between(x, edges, options);
  }

  /// Counts in boxes between edges.
  public static HistogramResult between(Tensor x, List<Tensor> edges, HistogramOptions options) {
    twoDimensions(x);
    coordinates(x, edges.size());
    for (int d = 0; d < edges.size(); d++) {
      edges(x, edges.get(d), d);
    }
    weights(x, options.weight());
    floating(x);
    List<Tensor> inputs = new ArrayList<>(List.of(x));
    inputs.addAll(edges);
    if (options.weight() != null) {
      inputs.add(options.weight());
    }
    String name = edges.size() == 1 ? "histogram" : "_histogramdd_from_bin_cts";
    Tensor[] y =
        Underivable.unlisted(name, 1 + edges.size(), t -> boxes(t[0], edges, options))
            .of(inputs.toArray(Tensor[]::new));
    return new HistogramResult(y[0], List.of(y).subList(1, y.length));
  }

  private static Tensor[] boxes(Tensor x, List<Tensor> edges, HistogramOptions options) {
    Tensor points = x.detach().reshape(-1, edges.size());
    List<Tensor> own = edges.stream().map(Tensor::detach).toList();
    Tensor hist = count(points, own, options, Histogram.Search.EDGES);
    List<Tensor> y = new ArrayList<>(List.of(options.density() ? density(hist, own) : hist));
    own.forEach(e -> y.add(e.clone()));
    return y.toArray(Tensor[]::new);
  }

  private static Tensor density(Tensor hist, List<Tensor> edges) {
    Tensor y = hist.div(hist.sum());
    for (int d = 0; d < edges.size(); d++) {
      long[] along = new long[edges.size()];
      Arrays.fill(along, 1);
      along[d] = -1;
      y = y.div(edges.get(d).diff(1, 0).reshape(along));
    }
    return y;
  }

  private static Tensor count(
      Tensor points, List<Tensor> edges, HistogramOptions options, Histogram.Search by) {
    Tensor x = Call.unrecorded(points::contiguous);
    long[] sizes = new long[edges.size()];
    double[][] bounds = new double[sizes.length][];
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = edges.get(d).numel() - 1;
      bounds[d] = PlainArrays.doubles(edges.get(d));
    }
    Tensor weight = options.weight();
    double @Nullable [] weights =
        weight == null ? null : PlainArrays.doubles(weight.detach().reshape(-1));
    try {
      int offset = (int) x.layout().offset();
      double[] sums =
          Histogram.count(
              x.dtype(), x.storage().array(), offset, (int) x.size(0), bounds, weights, by);
      return Gradus.tensor(sums).to(x.dtype()).reshape(sizes);
    } finally {
      Reference.reachabilityFence(x);
    }
  }

  private static double[] bounds(Tensor points, double @Nullable [] range) {
    int n = (int) points.size(1);
    double[] bounds = new double[2 * n];
    if (range != null) {
      if (range.length != 2 * n) {
        throw new GradusArgumentException(
            "torch.histogramdd: for a %d-dimensional histogram range should have %d elements, but got %d"
                .formatted(n, 2 * n, range.length));
      }
      bounds = range.clone();
    } else if (points.numel() > 0) {
      double[] least = PlainArrays.doubles(points.min(0).values());
      double[] greatest = PlainArrays.doubles(points.max(0).values());
      for (int d = 0; d < n; d++) {
        bounds[2 * d] = least[d];
        bounds[2 * d + 1] = greatest[d];
      }
    } else {
      for (int d = 0; d < n; d++) {
        bounds[2 * d + 1] = 1;
      }
    }
    for (int d = 0; d < n; d++) {
      widened(bounds, d);
    }
    return bounds;
  }

  private static void widened(double[] bounds, int d) {
    double least = bounds[2 * d];
    double greatest = bounds[2 * d + 1];
    if (!Double.isFinite(least) || !Double.isFinite(greatest)) {
      throw new GradusArgumentException(
          "torch.histogramdd: dimension "
              + d
              + "'s range ["
              + text(least)
              + ", "
              + text(greatest)
              + "] is not finite");
    }
    if (least > greatest) {
      throw new GradusArgumentException(
          "torch.histogramdd: min should not exceed max, but got min "
              + text(least)
              + " max "
              + text(greatest)
              + " for dimension "
              + d);
    }
    if (least == greatest) {
      bounds[2 * d] -= 0.5;
      bounds[2 * d + 1] += 0.5;
    }
  }

  private static String text(double v) {
    return Wording.text(v);
  }

  private static double number(Tensor x) {
    return x.to(DType.FLOAT64).item();
  }

  private static void positive(long bins, int d) {
    if (bins <= 0) {
      throw new GradusArgumentException(
          "torch.histogram(): bins must be > 0, but got " + bins + " for dimension " + d);
    }
  }

  private static void floating(Tensor x) {
    if (x.dtype().isIntegral() || x.isComplex()) {
      throw new GradusUnsupportedException(
          "\"histogramdd\" not implemented for '"
              + x.dtype().scalarName()
              + "'\nhistogram: convert the tensor to a floating dtype first.");
    }
  }

  private static void twoDimensions(Tensor x) {
    if (x.dim() < 2) {
      throw new GradusArgumentException(
          "torch.histogramdd: input tensor should have at least 2 dimensions, but got " + x.dim());
    }
  }

  private static void coordinates(Tensor x, int given) {
    if (x.size(-1) != given) {
      throw new GradusArgumentException(
          "torch.histogramdd: expected %1$d sequences of bin edges for a %1$d-dimensional histogram but got %2$d"
              .formatted(x.size(-1), given));
    }
  }

  private static void edges(Tensor x, Tensor edges, int d) {
    if (edges.dtype() != x.dtype()) {
      throw new GradusArgumentException(
          "torch.histogramdd: input tensor and bins tensors should have the same dtype, but got input with dtype "
              + x.dtype().scalarName()
              + " and bins for dimension "
              + d
              + " with dtype "
              + edges.dtype().scalarName());
    }
    if (edges.dim() != 1) {
      throw new GradusArgumentException(
          "torch.histogramdd: bins tensor should have one dimension, but got "
              + edges.dim()
              + " dimensions in the bins tensor for dimension "
              + d);
    }
    if (edges.numel() == 0) {
      throw new GradusArgumentException(
          "torch.histogramdd: bins tensor should have at least 1 element, but got 0 elements in the bins tensor for dimension "
              + d);
    }
  }

  private static void weights(Tensor x, @Nullable Tensor weight) {
    if (weight == null) {
      return;
    }
    if (weight.dtype() != x.dtype()) {
      throw new GradusArgumentException(
          "torch.histogramdd: if weight tensor is provided, input tensor and weight tensor should have the same dtype, but got input("
              + x.dtype().scalarName()
              + "), and weight("
              + weight.dtype().scalarName()
              + ")");
    }
    long[] sizes = Arrays.copyOf(x.shape(), x.dim() - 1);
    if (!Arrays.equals(sizes, weight.shape())) {
      throw new GradusArgumentException(
          "torch.histogramdd: if weight tensor is provided it should have the same shape as the input tensor excluding its innermost dimension, but got input with shape "
              + Sizes.text(x.shape())
              + " and weight with shape "
              + Sizes.text(weight.shape()));
    }
  }
}
