package dev.gradus.conformance.bind;

import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.Linalg;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;

/// Products that are added to something, sums of products, and products made of others.
final class ProductOps {
  private ProductOps() {}

  @FunctionalInterface
  private interface Adding {
    Tensor apply(Tensor x, Tensor a, Tensor b, Complex beta, Complex alpha);
  }

  static void bind(Bindings<Tensor> b) {
    adding(b, "addmm", "mat1", "mat2", Tensor::addmm);
    adding(b, "addmv", "mat", "vec", Tensor::addmv);
    adding(b, "addr", "vec1", "vec2", Tensor::addr);
    adding(b, "addbmm", "batch1", "batch2", Tensor::addbmm);
    adding(b, "baddbmm", "batch1", "batch2", Tensor::baddbmm);
    b.op("inner", "input: tensor, other: tensor", a -> a.tensor("input").inner(a.tensor("other")));
    b.op(
        "outer ger", "input: tensor, vec2: tensor", a -> a.tensor("input").outer(a.tensor("vec2")));
    b.op("kron", "input: tensor, other: tensor", a -> a.tensor("input").kron(a.tensor("other")));
    b.op("trace", "input: tensor", a -> a.tensor("input").trace());
    b.op(
        "nn.functional.linear",
        "input: tensor, weight: tensor, bias: tensor = None",
        a -> Gradus.linear(a.tensor("input"), a.tensor("weight"), a.tensorOrNull("bias")));
    b.op(
        "nn.functional.bilinear",
        "input1: tensor, input2: tensor, weight: tensor, bias: tensor = None",
        a ->
            Gradus.bilinear(
                a.tensor("input1"),
                a.tensor("input2"),
                a.tensor("weight"),
                a.tensorOrNull("bias")));
    sums(b);
    linalg(b);
  }

  private static void sums(Bindings<Tensor> b) {
    b.op(
        "einsum",
        "operands: tensors, equation: str",
        a -> Gradus.einsum(a.text("equation"), a.tensors("operands").toArray(new Tensor[0])));
    b.op(
        "tensordot",
        "a: tensor, b: tensor, dims: int = 2",
        a -> Gradus.tensordot(a.tensor("a"), a.tensor("b"), a.intValue("dims")));
    b.op("tensordot", "a: tensor, b: tensor, dims", ProductOps::pairs);
  }

  private static Tensor pairs(Arguments<Tensor> a) {
    int[][] dims = a.intLists("dims");
    return Gradus.tensordot(a.tensor("a"), a.tensor("b"), dims[0], dims[1]);
  }

  private static void linalg(Bindings<Tensor> b) {
    b.op("linalg.multi_dot", "tensors: tensors", a -> Linalg.multiDot(a.tensors("tensors")));
    b.op(
        "linalg.matrix_power matrix_power",
        "input: tensor, n: int",
        a -> Linalg.matrixPower(a.tensor("input"), a.longValue("n")));
    b.op(
        "linalg.vecdot",
        "x: tensor, y: tensor, dim: int = -1",
        a -> Linalg.vecdot(a.tensor("x"), a.tensor("y"), a.intValue("dim")));
    b.op(
        "linalg.cross",
        "input: tensor, other: tensor, dim: int = -1",
        a -> Linalg.cross(a.tensor("input"), a.tensor("other"), a.intValue("dim")));
    b.op(
        "cross",
        "input: tensor, other: tensor, dim: int = None",
        a ->
            a.isNone("dim")
                ? a.tensor("input").cross(a.tensor("other"))
                : a.tensor("input").cross(a.tensor("other"), a.intValue("dim")));
    b.op(
        "linalg.vander",
        "x: tensor, N: int = None",
        a ->
            a.isNone("N")
                ? Linalg.vander(a.tensor("x"))
                : Linalg.vander(a.tensor("x"), a.longValue("N")));
  }

  private static void adding(
      Bindings<Tensor> b, String name, String first, String second, Adding f) {
    b.op(
        name,
        "input: tensor, "
            + first
            + ": tensor, "
            + second
            + ": tensor, beta: number = 1, alpha: number = 1",
        a ->
            f.apply(
                a.tensor("input"),
                a.tensor(first),
                a.tensor(second),
                a.complex("beta"),
                a.complex("alpha")));
  }
}
