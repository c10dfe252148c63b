package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;
import java.util.function.UnaryOperator;

/// Activation functions. The parameter `inplace` of PyTorch's functions is a method of its own in
/// Gradus, so only its default is taken.
final class ActivationOps {
  private static final String INPLACE = ", inplace: bool = False";

  private ActivationOps() {}

  static void bind(Bindings<Tensor> b) {
    plain(b);
    exponential(b);
    thresholds(b);
    b.op(
        "nn.functional.prelu prelu",
        "input: tensor, weight: tensor",
        a -> a.tensor("input").prelu(a.tensor("weight")));
    b.op(
        "nn.functional.glu",
        "input: tensor, dim: int = -1",
        a -> a.tensor("input").glu(a.intValue("dim")));
    b.op(
        "nn.functional.gelu",
        "input: tensor, approximate: str = 'none'",
        a -> a.tensor("input").gelu(a.text("approximate")));
    b.op("positive", "input: tensor", a -> a.tensor("input").positive());
  }

  private static void plain(Bindings<Tensor> b) {
    function(b, "nn.functional.selu selu", Tensor::selu);
    function(b, "nn.functional.silu", Tensor::silu);
    function(b, "nn.functional.mish", Tensor::mish);
    function(b, "nn.functional.logsigmoid", Tensor::logsigmoid);
    function(b, "nn.functional.relu6", Tensor::relu6);
    function(b, "nn.functional.hardsigmoid", Tensor::hardsigmoid);
    function(b, "nn.functional.hardswish", Tensor::hardswish);
    function(b, "nn.functional.softsign", Tensor::softsign);
    function(b, "nn.functional.tanhshrink", Tensor::tanhshrink);
  }

  private static void exponential(Bindings<Tensor> b) {
    b.op(
        "nn.functional.elu",
        "input: tensor, alpha: number = 1.0" + INPLACE,
        a -> a.tensor("input").elu(a.real("alpha")));
    b.op(
        "nn.functional.celu celu",
        "input: tensor, alpha: number = 1.0" + INPLACE,
        a -> a.tensor("input").celu(a.real("alpha")));
    b.op(
        "nn.functional.softplus",
        "input: tensor, beta: number = 1.0, threshold: number = 20.0",
        a -> a.tensor("input").softplus(a.real("beta"), a.real("threshold")));
  }

  private static void thresholds(Bindings<Tensor> b) {
    b.op(
        "nn.functional.leaky_relu",
        "input: tensor, negative_slope: number = 0.01" + INPLACE,
        a -> a.tensor("input").leakyRelu(a.real("negative_slope")));
    b.op(
        "nn.functional.hardtanh",
        "input: tensor, min_val: number = -1.0, max_val: number = 1.0" + INPLACE,
        a -> a.tensor("input").hardtanh(a.real("min_val"), a.real("max_val")));
    b.op(
        "nn.functional.hardshrink",
        "input: tensor, lambd: number = 0.5",
        a -> a.tensor("input").hardshrink(a.real("lambd")));
    b.op(
        "nn.functional.softshrink",
        "input: tensor, lambd: number = 0.5",
        a -> a.tensor("input").softshrink(a.real("lambd")));
    b.op(
        "nn.functional.threshold threshold",
        "input: tensor, threshold: number, value: number" + INPLACE,
        a -> a.tensor("input").threshold(a.real("threshold"), a.real("value")));
  }

  private static void function(Bindings<Tensor> b, String names, UnaryOperator<Tensor> f) {
    b.op(names, "input: tensor" + INPLACE, a -> f.apply(a.tensor("input")));
  }
}
