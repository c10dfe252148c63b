package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Dtypes;
import dev.gradus.dtype.DType;

/// Tensors out of nothing.
final class CreationOps {
  private CreationOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(Dtypes.ALL, "zeros", "*size: int", a -> Gradus.zeros(a.longs("size")));
    b.op(
        Dtypes.ALL,
        "zeros",
        "size: ints, dtype: dtype",
        a -> Gradus.zeros(a.dtype("dtype"), a.longs("size")));
    b.op(Dtypes.ALL, "ones", "*size: int", a -> Gradus.ones(a.longs("size")));
    b.op(
        Dtypes.ALL,
        "ones",
        "size: ints, dtype: dtype",
        a -> Gradus.ones(a.dtype("dtype"), a.longs("size")));
    b.op("full", "size: ints, fill_value: number, dtype: dtype", a -> full(a, a.dtype("dtype")));
    b.op(Dtypes.ALL, "zeros_like", "input: tensor", a -> Gradus.zerosLike(a.tensor("input")));
    b.op(Dtypes.ALL, "ones_like", "input: tensor", a -> Gradus.onesLike(a.tensor("input")));
  }

  private static Tensor full(Arguments<Tensor> a, DType dtype) {
    return Gradus.full(dtype, a.longs("size"), a.real("fill_value"));
  }
}
