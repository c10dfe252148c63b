package dev.gradus.conformance.bind;

import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;

/// New tensors like others, filled copies, and integrals.
final class NewbornOps {
  private NewbornOps() {}

  static void bind(Bindings<Tensor> b) {
    newborn(b);
    integrals(b);
  }

  private static void newborn(Bindings<Tensor> b) {
    String rest =
        ", dtype: dtype = None, device: none = None, requires_grad: bool = False, layout: none = None,"
            + " pin_memory: bool = False";
    b.op(
        "new_full",
        "input: tensor, size: ints, fill_value: number" + rest,
        a -> {
          Tensor like = like(a);
          return switch (a.number("fill_value")) {
            case Complex z -> like.newFull(a.longs("size"), z);
            case Long n -> like.newFull(a.longs("size"), n);
            default -> like.newFull(a.longs("size"), a.real("fill_value"));
          };
        });
    b.op("new_ones", "input: tensor, size: ints" + rest, a -> like(a).newOnes(a.longs("size")));
    b.op("new_zeros", "input: tensor, size: ints" + rest, a -> like(a).newZeros(a.longs("size")));
    b.op(
        "fill",
        "input: tensor, value: number",
        a ->
            switch (a.number("value")) {
              case Double d -> a.tensor("input").fill(d);
              case Boolean flag -> a.tensor("input").fill(flag);
              default -> a.tensor("input").fill((long) a.real("value"));
            });
    b.op(
        "sum_to_size",
        "input: tensor, *size: int",
        a -> a.tensor("input").sumToSize(a.longs("size")));
    b.op(
        "nonzero_static",
        "input: tensor, size: int, fill_value: int = -1",
        a -> a.tensor("input").nonzeroStatic(a.longValue("size"), a.longValue("fill_value")));
  }

  private static void integrals(Bindings<Tensor> b) {
    b.op(
        "trapezoid trapz",
        "y: tensor, x: tensor, dim: int = -1",
        a -> Gradus.trapezoid(a.tensor("y"), a.tensor("x"), a.intValue("dim")));
    b.op(
        "trapezoid trapz",
        "y: tensor, x: none = None, dx: number = 1.0, dim: int = -1",
        a -> Gradus.trapezoid(a.tensor("y"), a.real("dx"), a.intValue("dim")));
    b.op(
        "cumulative_trapezoid",
        "y: tensor, x: tensor, dim: int = -1",
        a -> Gradus.cumulativeTrapezoid(a.tensor("y"), a.tensor("x"), a.intValue("dim")));
    b.op(
        "cumulative_trapezoid",
        "y: tensor, x: none = None, dx: number = 1.0, dim: int = -1",
        a -> Gradus.cumulativeTrapezoid(a.tensor("y"), a.real("dx"), a.intValue("dim")));
  }

  private static Tensor like(Arguments<Tensor> a) {
    Tensor x = a.tensor("input");
    return a.isNone("dtype") || a.dtype("dtype") == x.dtype()
        ? x
        : Gradus.empty(a.dtype("dtype"), 0);
  }
}
