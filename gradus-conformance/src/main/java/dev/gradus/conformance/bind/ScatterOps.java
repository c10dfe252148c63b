package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Call;
import dev.gradus.conformance.run.Dtypes;

/// Reading and writing along a dimension, by number or under a mask.
final class ScatterOps {
  private ScatterOps() {}

  static void bind(Bindings<Tensor> b) {
    along(b);
  }

  private static void along(Bindings<Tensor> b) {
    op(
        b,
        "gather",
        "input, dim: int, index: tensor",
        a -> x(a).gather(a.intValue("dim"), a.tensor("index")));
    op(
        b,
        "take_along_dim",
        "input, indices: tensor, dim: int = None",
        a ->
            a.isNone("dim")
                ? x(a).takeAlongDim(a.tensor("indices"))
                : x(a).takeAlongDim(a.tensor("indices"), a.intValue("dim")));
    op(
        b,
        "scatter",
        "input, dim: int, index: tensor, src: tensor",
        a -> x(a).scatter(a.intValue("dim"), a.tensor("index"), a.tensor("src")));
    op(
        b,
        "scatter",
        "input, dim: int, index: tensor, value: int",
        a -> x(a).scatter(a.intValue("dim"), a.tensor("index"), a.longValue("value")));
    op(
        b,
        "scatter",
        "input, dim: int, index: tensor, value: number",
        a -> x(a).scatter(a.intValue("dim"), a.tensor("index"), a.real("value")));
    op(
        b,
        "scatter_add",
        "input, dim: int, index: tensor, src: tensor",
        a -> x(a).scatterAdd(a.intValue("dim"), a.tensor("index"), a.tensor("src")));
  }

  private static void op(Bindings<Tensor> b, String names, String signature, Call<Tensor> call) {
    b.op(Dtypes.ALL, names, signature, call);
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }
}
