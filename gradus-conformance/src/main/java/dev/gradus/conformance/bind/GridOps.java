package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Slopes on grids, positions in them, and what relates whole variables.
final class GridOps {
  private GridOps() {}

  static void bind(Bindings<Tensor> b) {
    relations(b);
    b.op(
        "gradient",
        "input: tensor, spacing = None, dim: ints = None, edge_order: int = 1",
        GridOps::gradient);
    b.op(
        "broadcast_shapes",
        "first: ints = None, second: ints = None, third: ints = None, fourth: ints = None",
        GridOps::broadcastShapes);
    String triangle =
        "row: int, col: int, offset: int = 0, dtype: dtype = None, device: str = 'cpu',"
            + " layout: none = None";
    b.op(
        "tril_indices",
        triangle,
        a ->
            typed(
                a,
                Gradus.trilIndices(a.longValue("row"), a.longValue("col"), a.longValue("offset"))));
    b.op(
        "triu_indices",
        triangle,
        a ->
            typed(
                a,
                Gradus.triuIndices(a.longValue("row"), a.longValue("col"), a.longValue("offset"))));
    b.op(
        "unravel_index",
        "indices: tensor, shape: ints",
        a -> Gradus.unravelIndex(a.tensor("indices"), a.longs("shape")));
  }

  private static Tensor typed(Arguments<Tensor> a, Tensor x) {
    return x.to(a.isNone("dtype") ? DType.INT64 : a.dtype("dtype"));
  }

  private static void relations(Bindings<Tensor> b) {
    b.op(
        "cov",
        "input: tensor, correction: int = 1, fweights: tensor = None, aweights: tensor = None",
        a ->
            a.tensor("input")
                .cov(
                    a.longValue("correction"),
                    a.tensorOrNull("fweights"),
                    a.tensorOrNull("aweights")));
    b.op("corrcoef", "input: tensor", a -> a.tensor("input").corrcoef());
    b.op(
        "dist",
        "input: tensor, other: tensor, p: number = 2",
        a -> a.tensor("input").dist(a.tensor("other"), a.real("p")));
    b.op(
        "renorm",
        "input: tensor, p: number, dim: int, maxnorm: number",
        a -> a.tensor("input").renorm(a.real("p"), a.intValue("dim"), a.real("maxnorm")));
    b.op(
        "diff",
        "input: tensor, n: int = 1, dim: int = -1, prepend: tensor = None, append: tensor = None",
        a ->
            a.tensor("input")
                .diff(
                    a.intValue("n"),
                    a.intValue("dim"),
                    a.tensorOrNull("prepend"),
                    a.tensorOrNull("append")));
    b.op(
        "narrow",
        "input: tensor, dim: int, start: tensor, length: int",
        a -> a.tensor("input").narrow(a.intValue("dim"), a.tensor("start"), a.longValue("length")));
    b.op(
        "scatter",
        "input: tensor, dim: int, index: tensor, src: tensor, reduce: str",
        a ->
            a.tensor("input")
                .scatter(a.intValue("dim"), a.tensor("index"), a.tensor("src"), a.text("reduce")));
    b.op(
        "scatter",
        "input: tensor, dim: int, index: tensor, value: int, reduce: str",
        a ->
            a.tensor("input")
                .scatter(
                    a.intValue("dim"), a.tensor("index"), a.longValue("value"), a.text("reduce")));
    b.op(
        "scatter",
        "input: tensor, dim: int, index: tensor, value: number, reduce: str",
        a ->
            a.tensor("input")
                .scatter(a.intValue("dim"), a.tensor("index"), a.real("value"), a.text("reduce")));
  }

  private static List<Tensor> gradient(Arguments<Tensor> a) {
    Tensor x = a.tensor("input");
    int[] dims = a.isNone("dim") ? null : a.ints("dim");
    int edges = a.intValue("edge_order");
    if (a.isNone("spacing")) {
      return Gradus.gradient(x, dims, edges);
    }
    if (!(a.value("spacing") instanceof Value.Items(List<Value> items))) {
      double[] all = new double[dims == null ? x.dim() : dims.length];
      Arrays.fill(all, a.real("spacing"));
      return Gradus.gradient(x, all, dims, edges);
    }
    if (!items.isEmpty() && items.getFirst() instanceof Value.Array) {
      return Gradus.gradient(x, a.tensors("spacing"), dims, edges);
    }
    return Gradus.gradient(x, a.reals("spacing"), dims, edges);
  }

  private static List<Long> broadcastShapes(Arguments<Tensor> a) {
    List<long[]> shapes = new ArrayList<>();
    for (String name : List.of("first", "second", "third", "fourth")) {
      if (!a.isNone(name)) {
        shapes.add(a.longs(name));
      }
    }
    return Arrays.stream(Gradus.broadcastShapes(shapes.toArray(long[][]::new))).boxed().toList();
  }
}
