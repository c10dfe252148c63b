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
    slices(b);
    numbered(b);
    masks(b);
    reducing(b);
  }

  private static void reducing(Bindings<Tensor> b) {
    String reducing =
        "input: tensor, dim: int, index: tensor, src: tensor, reduce: str, include_self: bool = True";
    b.op(
        "scatter_reduce",
        reducing,
        a ->
            a.tensor("input")
                .scatterReduce(
                    a.intValue("dim"),
                    a.tensor("index"),
                    a.tensor("src"),
                    a.text("reduce"),
                    a.flag("include_self")));
    b.op(
        "index_reduce",
        reducing.replace("src", "source"),
        a ->
            a.tensor("input")
                .indexReduce(
                    a.intValue("dim"),
                    a.tensor("index"),
                    a.tensor("source"),
                    a.text("reduce"),
                    a.flag("include_self")));
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
        a ->
            a.isComplex("value")
                ? x(a).scatter(a.intValue("dim"), a.tensor("index"), a.complex("value"))
                : x(a).scatter(a.intValue("dim"), a.tensor("index"), a.real("value")));
    op(
        b,
        "scatter_add",
        "input, dim: int, index: tensor, src: tensor",
        a -> x(a).scatterAdd(a.intValue("dim"), a.tensor("index"), a.tensor("src")));
  }

  private static void slices(Bindings<Tensor> b) {
    op(
        b,
        "index_select",
        "input, dim: int, index: tensor",
        a -> x(a).indexSelect(a.intValue("dim"), a.tensor("index")));
    // A complex alpha multiplies, which complex tensors cannot do yet.
    b.op(
        "index_add",
        "input: tensor, dim: int, index: tensor, source: tensor, alpha: number = 1",
        a ->
            x(a).indexAdd(
                    a.intValue("dim"), a.tensor("index"), a.tensor("source"), a.real("alpha")));
    op(
        b,
        "index_copy",
        "input, dim: int, index: tensor, source: tensor",
        a -> x(a).indexCopy(a.intValue("dim"), a.tensor("index"), a.tensor("source")));
    op(
        b,
        "index_fill",
        "input, dim: int, index: tensor, value: tensor",
        a -> x(a).indexFill(a.intValue("dim"), a.tensor("index"), a.tensor("value")));
    op(
        b,
        "index_fill",
        "input, dim: int, index: tensor, value: int",
        a -> x(a).indexFill(a.intValue("dim"), a.tensor("index"), a.longValue("value")));
    op(
        b,
        "index_fill",
        "input, dim: int, index: tensor, value: number",
        a ->
            a.isComplex("value")
                ? x(a).indexFill(a.intValue("dim"), a.tensor("index"), a.complex("value"))
                : x(a).indexFill(a.intValue("dim"), a.tensor("index"), a.real("value")));
  }

  private static void numbered(Bindings<Tensor> b) {
    op(b, "take", "input, index: tensor", a -> x(a).take(a.tensor("index")));
    op(
        b,
        "put",
        "input, index: tensor, source: tensor, accumulate: bool = False",
        a -> x(a).put(a.tensor("index"), a.tensor("source"), a.flag("accumulate")));
    op(
        b,
        "index_put",
        "input, indices: tensors, values: tensor, accumulate: bool = False",
        a -> x(a).indexPut(a.tensors("indices"), a.tensor("values"), a.flag("accumulate")));
  }

  private static void masks(Bindings<Tensor> b) {
    op(b, "masked_select", "input, mask: tensor", a -> x(a).maskedSelect(a.tensor("mask")));
    op(
        b,
        "masked_fill",
        "input, mask: tensor, value: tensor",
        a -> x(a).maskedFill(a.tensor("mask"), a.tensor("value")));
    op(
        b,
        "masked_fill",
        "input, mask: tensor, value: int",
        a -> x(a).maskedFill(a.tensor("mask"), a.longValue("value")));
    op(
        b,
        "masked_fill",
        "input, mask: tensor, value: number",
        a ->
            a.isComplex("value")
                ? x(a).maskedFill(a.tensor("mask"), a.complex("value"))
                : x(a).maskedFill(a.tensor("mask"), a.real("value")));
    op(
        b,
        "masked_scatter",
        "input, mask: tensor, source: tensor",
        a -> x(a).maskedScatter(a.tensor("mask"), a.tensor("source")));
  }

  private static void op(Bindings<Tensor> b, String names, String signature, Call<Tensor> call) {
    b.op(Dtypes.ALL, names, signature, call);
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }
}
