package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.InexpressibleException;
import java.util.function.BinaryOperator;

/// Division with remainder, bits, and other functions of two or three tensors.
final class CombiningOps {
  private static final String PAIR = "input: tensor, other: tensor";
  private static final String NUMBER = "input: tensor, other: number";

  private CombiningOps() {}

  static void bind(Bindings<Tensor> b) {
    dividing(b);
    combinations(b);
    bits(b);
  }

  private static void dividing(Bindings<Tensor> b) {
    binary(b, "fmod", Tensor::fmod, Tensor::fmod, Tensor::fmod);
    binary(b, "remainder", Tensor::remainder, Tensor::remainder, Tensor::remainder);
    binary(b, "__rmod__", (x, y) -> y.remainder(x), Tensor::rremainder, Tensor::rremainder);
    binary(b, "floor_divide", Tensor::floorDivide, Tensor::floorDivide, Tensor::floorDivide);
    b.op(
        "div divide",
        PAIR + ", rounding_mode: str",
        a -> a.tensor("input").div(a.tensor("other"), a.text("rounding_mode")));
    b.op(
        "div divide",
        NUMBER + ", rounding_mode: str",
        a -> {
          String mode = a.text("rounding_mode");
          return number(a, a.tensor("input"), (x, n) -> x.div(n, mode), (x, n) -> x.div(n, mode));
        });
    tensors(b, "float_power", Tensor::floatPower);
    b.op(
        "float_power",
        NUMBER,
        a ->
            a.isComplex("other")
                ? a.tensor("input").floatPower(a.complex("other"))
                : a.tensor("input").floatPower(a.real("other")));
  }

  private static void combinations(Bindings<Tensor> b) {
    b.op(
        "addcmul",
        "input: tensor, tensor1: tensor, tensor2: tensor, value: number = 1",
        a ->
            a.isComplex("value")
                ? a.tensor("input")
                    .addcmul(a.tensor("tensor1"), a.tensor("tensor2"), a.complex("value"))
                : a.tensor("input")
                    .addcmul(a.tensor("tensor1"), a.tensor("tensor2"), a.real("value")));
    b.op(
        "addcdiv",
        "input: tensor, tensor1: tensor, tensor2: tensor, value: number = 1",
        a ->
            a.isComplex("value")
                ? a.tensor("input")
                    .addcdiv(a.tensor("tensor1"), a.tensor("tensor2"), a.complex("value"))
                : a.tensor("input")
                    .addcdiv(a.tensor("tensor1"), a.tensor("tensor2"), a.real("value")));
    b.op(
        "lerp",
        "input: tensor, end: tensor, weight: tensor",
        a -> a.tensor("input").lerp(a.tensor("end"), a.tensor("weight")));
    b.op(
        "lerp",
        "input: tensor, end: tensor, weight: number",
        a ->
            a.isComplex("weight")
                ? a.tensor("input").lerp(a.tensor("end"), a.complex("weight"))
                : a.tensor("input").lerp(a.tensor("end"), a.real("weight")));
    tensors(b, "hypot", Tensor::hypot);
    tensors(b, "logaddexp", Tensor::logaddexp);
    tensors(b, "logaddexp2", Tensor::logaddexp2);
    tensors(b, "copysign", Tensor::copysign);
    b.op("copysign", NUMBER, a -> a.tensor("input").copysign(a.real("other")));
    tensors(b, "xlogy special.xlogy", Tensor::xlogy);
    b.op("xlogy special.xlogy", NUMBER, a -> a.tensor("input").xlogy(a.real("other")));
    tensors(b, "special.xlog1py", Tensor::xlog1py);
    b.op("special.entr", "input: tensor", a -> a.tensor("input").entr());
    tensors(b, "fmax", Tensor::fmax);
    tensors(b, "fmin", Tensor::fmin);
    b.op(
        "isclose",
        PAIR + ", rtol: number = 1e-05, atol: number = 1e-08, equal_nan: bool = False",
        a ->
            a.tensor("input")
                .isclose(a.tensor("other"), a.real("rtol"), a.real("atol"), a.flag("equal_nan")));
  }

  private static void bits(Bindings<Tensor> b) {
    tensors(b, "bitwise_and __rand__", Tensor::bitwiseAnd);
    tensors(b, "bitwise_or __ror__", Tensor::bitwiseOr);
    tensors(b, "bitwise_xor __rxor__", Tensor::bitwiseXor);
    tensors(b, "bitwise_left_shift", Tensor::bitwiseLeftShift);
    tensors(b, "bitwise_right_shift", Tensor::bitwiseRightShift);
    whole(b, "bitwise_and __rand__", Tensor::bitwiseAnd);
    whole(b, "bitwise_or __ror__", Tensor::bitwiseOr);
    whole(b, "bitwise_xor __rxor__", Tensor::bitwiseXor);
    whole(b, "bitwise_left_shift", Tensor::bitwiseLeftShift);
    whole(b, "bitwise_right_shift", Tensor::bitwiseRightShift);
    b.op("bitwise_not", "input: tensor", a -> a.tensor("input").bitwiseNot());
  }

  private static void tensors(Bindings<Tensor> b, String names, BinaryOperator<Tensor> f) {
    b.op(names, PAIR, a -> f.apply(a.tensor("input"), a.tensor("other")));
  }

  private static void whole(Bindings<Tensor> b, String names, PointwiseOps.WithLong f) {
    b.op(names, "input: tensor, other: int", a -> f.call(a.tensor("input"), a.longValue("other")));
  }

  private static void binary(
      Bindings<Tensor> b,
      String names,
      BinaryOperator<Tensor> f,
      PointwiseOps.WithLong withLong,
      PointwiseOps.WithDouble withDouble) {
    tensors(b, names, f);
    b.op(names, NUMBER, a -> number(a, a.tensor("input"), withLong, withDouble));
  }

  private static Tensor number(
      Arguments<Tensor> a,
      Tensor x,
      PointwiseOps.WithLong withLong,
      PointwiseOps.WithDouble withDouble) {
    return switch (a.number("other")) {
      case Long n -> withLong.call(x, n);
      case Double n -> withDouble.call(x, n);
      default -> throw new InexpressibleException("argument 'other' is a bool");
    };
  }
}
