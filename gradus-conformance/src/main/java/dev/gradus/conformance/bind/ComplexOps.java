package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Dtypes;
import java.util.function.UnaryOperator;

/// Complex numbers and their parts.
final class ComplexOps {
  private ComplexOps() {}

  static void bind(Bindings<Tensor> b) {
    unary(b, "conj", Tensor::conj);
    unary(b, "conj_physical", Tensor::conjPhysical);
    unary(b, "resolve_conj", Tensor::resolveConj);
    unary(b, "resolve_neg", Tensor::resolveNeg);
    unary(b, "real", Tensor::real);
    unary(b, "imag", Tensor::imag);
    unary(b, "view_as_real", Tensor::viewAsReal);
    unary(b, "view_as_complex", Tensor::viewAsComplex);
    unary(b, "angle", Tensor::angle);
    b.op(
        Dtypes.ALL,
        "polar",
        "abs: tensor, angle: tensor",
        a -> Gradus.polar(a.tensor("abs"), a.tensor("angle")));
    b.op(
        Dtypes.ALL,
        "vdot",
        "input: tensor, other: tensor",
        a -> a.tensor("input").vdot(a.tensor("other")));
    b.op(
        Dtypes.ALL,
        "complex",
        "real: tensor, imag: tensor",
        a -> Gradus.complex(a.tensor("real"), a.tensor("imag")));
  }

  private static void unary(Bindings<Tensor> b, String names, UnaryOperator<Tensor> f) {
    b.op(Dtypes.ALL, names, "input: tensor", a -> f.apply(a.tensor("input")));
  }
}
