package dev.gradus.conformance.bind;

import dev.gradus.Special;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Special functions of each element.
final class SpecialOps {
  private SpecialOps() {}

  static void bind(Bindings<Tensor> b) {
    unary(b, "asin arcsin", Tensor::asin);
    unary(b, "acos arccos", Tensor::acos);
    unary(b, "atan arctan", Tensor::atan);
    binary(b, "atan2 arctan2", Tensor::atan2);
    unary(b, "erf special.erf", Tensor::erf);
    unary(b, "erfc special.erfc", Tensor::erfc);
    unary(b, "special.erfcx", Special::erfcx);
    unary(b, "special.ndtr", Special::ndtr);
    unary(b, "special.log_ndtr", Special::logNdtr);
  }

  private static void unary(Bindings<Tensor> b, String names, UnaryOperator<Tensor> f) {
    b.op(names, "input: tensor", a -> f.apply(a.tensor("input")));
  }

  private static void binary(Bindings<Tensor> b, String names, BinaryOperator<Tensor> f) {
    b.op(names, "input: tensor, other: tensor", a -> f.apply(a.tensor("input"), a.tensor("other")));
  }
}
