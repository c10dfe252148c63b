package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.dtype.DType;

/// Random tensors, drawn from the default generator.
final class RandomOps {
  private RandomOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op("rand", "*size: int", a -> Gradus.rand(a.longs("size")));
    b.op("rand", "size: ints, dtype: dtype", a -> Gradus.rand(a.dtype("dtype"), a.longs("size")));
    b.op("randn", "*size: int", a -> Gradus.randn(a.longs("size")));
    b.op("randn", "size: ints, dtype: dtype", a -> Gradus.randn(a.dtype("dtype"), a.longs("size")));
    b.op("randint", "low: int, high: int, size: ints, dtype: dtype = None", RandomOps::randint);
    b.op(
        "randint",
        "high: int, size: ints, dtype: dtype = None",
        a -> draw(a, 0L, a.longValue("high")));
    b.op(
        "randperm",
        "n: int, dtype: dtype = None",
        a ->
            a.isNone("dtype")
                ? Gradus.randperm(a.longValue("n"))
                : Gradus.randperm(a.longValue("n"), a.dtype("dtype")));
  }

  private static Tensor randint(Arguments<Tensor> a) {
    return draw(a, a.longValue("low"), a.longValue("high"));
  }

  private static Tensor draw(Arguments<Tensor> a, long low, long high) {
    DType dtype = a.dtypeOrNull("dtype");
    return dtype == null
        ? Gradus.randint(low, high, a.longs("size"))
        : Gradus.randint(dtype, low, high, a.longs("size"));
  }
}
