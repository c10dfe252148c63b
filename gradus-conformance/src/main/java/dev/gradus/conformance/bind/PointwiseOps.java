package dev.gradus.conformance.bind;

import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Dtypes;
import dev.gradus.conformance.run.InexpressibleException;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Operations on each element.
final class PointwiseOps {
  private PointwiseOps() {}

  /// An operation with a whole number as the second operand.
  @FunctionalInterface
  interface WithLong {
    Tensor call(Tensor x, long number);
  }

  /// An operation with a decimal number as the second operand.
  @FunctionalInterface
  interface WithDouble {
    Tensor call(Tensor x, double number);
  }

  /// An operation with a complex number as the second operand.
  @FunctionalInterface
  interface WithComplex {
    Tensor call(Tensor x, Complex number);
  }

  static void bind(Bindings<Tensor> b) {
    arithmetic(b);
    reversed(b);
    unary(b);
    comparisons(b);
    choices(b);
  }

  private static void arithmetic(Bindings<Tensor> b) {
    b.op(
        Dtypes.ALL,
        "add",
        "input: tensor, other: tensor, alpha: number",
        a ->
            a.isComplex("alpha")
                ? a.tensor("input").add(a.tensor("other"), a.complex("alpha"))
                : a.tensor("input").add(a.tensor("other"), a.real("alpha")));
    b.op(
        Dtypes.ALL,
        "sub subtract",
        "input: tensor, other: tensor, alpha: number",
        a ->
            a.isComplex("alpha")
                ? a.tensor("input").sub(a.tensor("other"), a.complex("alpha"))
                : a.tensor("input").sub(a.tensor("other"), a.real("alpha")));
    b.op(
        Dtypes.ALL,
        "rsub",
        "input: tensor, other: tensor, alpha: number",
        a ->
            a.isComplex("alpha")
                ? a.tensor("input").rsub(a.tensor("other"), a.complex("alpha"))
                : a.tensor("input").rsub(a.tensor("other"), a.real("alpha")));
    binary(b, "add __radd__", Tensor::add, Tensor::add, Tensor::add, Tensor::add);
    binary(b, "sub subtract", Tensor::sub, Tensor::sub, Tensor::sub, Tensor::sub);
    binary(b, "mul multiply __rmul__", Tensor::mul, Tensor::mul, Tensor::mul, Tensor::mul);
    binary(b, "div divide true_divide", Tensor::div, Tensor::div, Tensor::div, Tensor::div);
    binary(b, "pow", Tensor::pow, Tensor::pow, Tensor::pow, Tensor::pow);
  }

  private static void reversed(Bindings<Tensor> b) {
    binary(b, "rsub __rsub__", Tensor::rsub, Tensor::rsub, Tensor::rsub, Tensor::rsub);
    binary(
        b,
        "__rdiv__",
        (x, y) -> x.reciprocal().mul(y),
        (x, y) -> x.reciprocal().mul(y),
        (x, y) -> x.reciprocal().mul(y),
        (x, y) -> x.reciprocal().mul(y));
    binary(b, "__rpow__", (x, y) -> y.pow(x), Tensor::rpow, Tensor::rpow, Tensor::rpow);
    b.op(Dtypes.ALL, "pow", "base: number, exponent: tensor", PointwiseOps::powOfNumber);
  }

  private static Tensor powOfNumber(Arguments<Tensor> a) {
    Tensor exponent = a.tensor("exponent");
    return number(a, "base", exponent, Tensor::rpow, Tensor::rpow, Tensor::rpow);
  }

  private static void unary(Bindings<Tensor> b) {
    unary(b, "abs absolute", Tensor::abs);
    unary(b, "cos", Tensor::cos);
    unary(b, "exp", Tensor::exp);
    unary(b, "expm1 special.expm1", Tensor::expm1);
    unary(b, "log", Tensor::log);
    unary(b, "log1p special.log1p", Tensor::log1p);
    unary(b, "neg negative", Tensor::neg);
    unary(b, "nn.functional.relu relu", Tensor::relu);
    unary(b, "reciprocal", Tensor::reciprocal);
    unary(b, "rsqrt", Tensor::rsqrt);
    unary(b, "sigmoid special.expit", Tensor::sigmoid);
    unary(b, "sign", Tensor::sign);
    unary(b, "sin", Tensor::sin);
    unary(b, "sqrt", Tensor::sqrt);
    unary(b, "square", Tensor::square);
    unary(b, "tanh", Tensor::tanh);
    unary(b, "isfinite", Tensor::isfinite);
    unary(b, "isinf", Tensor::isinf);
    unary(b, "isnan", Tensor::isnan);
    unary(b, "logical_not", Tensor::logicalNot);
  }

  private static void comparisons(Bindings<Tensor> b) {
    binary(b, "eq", Tensor::eq, Tensor::eq, Tensor::eq, Tensor::eq);
    binary(b, "ne not_equal", Tensor::ne, Tensor::ne, Tensor::ne, Tensor::ne);
    binary(b, "lt less", Tensor::lt, Tensor::lt, Tensor::lt);
    binary(b, "le less_equal", Tensor::le, Tensor::le, Tensor::le);
    binary(b, "gt greater", Tensor::gt, Tensor::gt, Tensor::gt);
    binary(b, "ge greater_equal", Tensor::ge, Tensor::ge, Tensor::ge);
    tensors(b, "logical_and", Tensor::logicalAnd);
    tensors(b, "logical_or", Tensor::logicalOr);
    tensors(b, "logical_xor", Tensor::logicalXor);
    b.op(
        Dtypes.ALL,
        "equal",
        "input: tensor, other: tensor",
        a -> a.tensor("input").equal(a.tensor("other")));
    b.op(
        Dtypes.ALL,
        "allclose",
        "input: tensor, other: tensor, rtol: number = 1e-05, atol: number = 1e-08,"
            + " equal_nan: bool = False",
        a ->
            a.tensor("input")
                .allclose(a.tensor("other"), a.real("rtol"), a.real("atol"), a.flag("equal_nan")));
  }

  private static void choices(Bindings<Tensor> b) {
    tensors(b, "maximum", Tensor::maximum);
    tensors(b, "minimum", Tensor::minimum);
    tensors(b, "heaviside", Tensor::heaviside);
    b.op(
        Dtypes.ALL,
        "where",
        "input: tensor, condition: tensor, other: tensor",
        a -> Gradus.where(a.tensor("condition"), a.tensor("input"), a.tensor("other")));
    b.op(
        Dtypes.ALL,
        "clamp clip",
        "input: tensor, min: tensor = None, max: tensor = None",
        a -> a.tensor("input").clamp(a.tensorOrNull("min"), a.tensorOrNull("max")));
    b.op(Dtypes.ALL, "zero_", "input", a -> a.tensor("input").clone().zero_());
    binary(b, "clamp_min", Tensor::clampMin, Tensor::clampMin, Tensor::clampMin);
    binary(b, "clamp_max", Tensor::clampMax, Tensor::clampMax, Tensor::clampMax);
  }

  private static void unary(Bindings<Tensor> b, String names, UnaryOperator<Tensor> f) {
    b.op(Dtypes.ALL, names, "input: tensor", a -> f.apply(a.tensor("input")));
  }

  private static void tensors(Bindings<Tensor> b, String names, BinaryOperator<Tensor> f) {
    b.op(
        Dtypes.ALL,
        names,
        "input: tensor, other: tensor",
        a -> f.apply(a.tensor("input"), a.tensor("other")));
  }

  /// A second operand that is a tensor, an int or a float.
  private static void binary(
      Bindings<Tensor> b,
      String names,
      BinaryOperator<Tensor> f,
      WithLong withLong,
      WithDouble withDouble) {
    binary(
        b,
        names,
        f,
        withLong,
        withDouble,
        (x, number) -> {
          throw new InexpressibleException("the number is complex");
        });
  }

  /// A second operand that is a tensor or a number.
  private static void binary(
      Bindings<Tensor> b,
      String names,
      BinaryOperator<Tensor> f,
      WithLong withLong,
      WithDouble withDouble,
      WithComplex withComplex) {
    tensors(b, names, f);
    b.op(
        Dtypes.ALL,
        names,
        "input: tensor, other: number",
        a -> number(a, "other", a.tensor("input"), withLong, withDouble, withComplex));
  }

  private static Tensor number(
      Arguments<Tensor> a,
      String name,
      Tensor x,
      WithLong withLong,
      WithDouble withDouble,
      WithComplex withComplex) {
    return switch (a.number(name)) {
      case Long whole -> withLong.call(x, whole);
      case Double real -> withDouble.call(x, real);
      case Complex number -> withComplex.call(x, number);
      default -> throw new InexpressibleException("argument '" + name + "' is a bool");
    };
  }
}
