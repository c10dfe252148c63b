package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Rounding, hyperbolic functions and other functions of one number.
final class FunctionOps {
  private FunctionOps() {}

  static void bind(Bindings<Tensor> b) {
    rounding(b);
    hyperbolic(b);
  }

  private static void rounding(Bindings<Tensor> b) {
    unary(b, "floor", Tensor::floor);
    unary(b, "ceil", Tensor::ceil);
    unary(b, "trunc fix", Tensor::trunc);
    unary(b, "round", Tensor::round);
    b.op(
        "round",
        "input: tensor, decimals: int",
        a -> a.tensor("input").round(a.intValue("decimals")));
    unary(b, "frac", Tensor::frac);
    unary(b, "sgn", Tensor::sgn);
    unary(b, "signbit", Tensor::signbit);
    unary(b, "isposinf", Tensor::isposinf);
    unary(b, "isneginf", Tensor::isneginf);
    unary(b, "isreal", Tensor::isreal);
    b.op(
        "nan_to_num",
        "input: tensor, nan: number = 0.0, posinf: number = None, neginf: number = None",
        a ->
            a.tensor("input")
                .nanToNum(a.real("nan"), realOrNull(a, "posinf"), realOrNull(a, "neginf")));
    unary(b, "deg2rad", Tensor::deg2rad);
    unary(b, "rad2deg", Tensor::rad2deg);
  }

  private static @Nullable Double realOrNull(Arguments<Tensor> a, String name) {
    return a.isNone(name) ? null : a.real(name);
  }

  private static void hyperbolic(Bindings<Tensor> b) {
    unary(b, "exp2 special.exp2", Tensor::exp2);
    unary(b, "log2", Tensor::log2);
    unary(b, "log10", Tensor::log10);
    unary(b, "tan", Tensor::tan);
    unary(b, "sinh", Tensor::sinh);
    unary(b, "cosh", Tensor::cosh);
    unary(b, "asinh arcsinh", Tensor::asinh);
    unary(b, "acosh arccosh", Tensor::acosh);
    unary(b, "atanh arctanh", Tensor::atanh);
    unary(b, "logit special.logit", Tensor::logit);
    b.op(
        "logit special.logit",
        "input: tensor, eps: number",
        a -> a.tensor("input").logit(a.real("eps")));
    unary(b, "sinc special.sinc", Tensor::sinc);
  }

  private static void unary(Bindings<Tensor> b, String names, UnaryOperator<Tensor> f) {
    b.op(names, "input: tensor", a -> f.apply(a.tensor("input")));
  }
}
