package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Activations;
import dev.gradus.op.pointwise.Glu;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// Activation functions of single elements.
///
/// **Shape**: that of this tensor. **Dtype**: that of this tensor.
///
/// **Errors**: integer tensors, unless stated.
public sealed interface PointwiseActivation permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row) {
    Checks.floating(row.name(), self());
    return Call.run(row.call(), self());
  }

  private Tensor inPlace(Row row) {
    Checks.floating(row.name(), self());
    return Call.inPlace(row.call(), self());
  }

  /// [#leakyRelu(double)] with slope 0.01.
  default Tensor leakyRelu() {
    return leakyRelu(0.01);
  }

  /// This above 0, `slope · this` below. **Gradient**: g above 0, slope · g at and below 0.
  /// **Source**: torch.nn.functional.leaky\_relu.
  default Tensor leakyRelu(double slope) {
    return Call.run(ActivationCalls.leakyRelu(self(), slope), self());
  }

  /// [#leakyRelu(double)] in place.
  default Tensor leakyRelu_(double slope) {
    return Call.inPlace(ActivationCalls.leakyRelu(self(), slope), self());
  }

  /// [#leakyRelu()] in place.
  default Tensor leakyRelu_() {
    return leakyRelu_(0.01);
  }

  /// [#elu(double)] with alpha 1.
  default Tensor elu() {
    return elu(1);
  }

  /// This above 0, `alpha · (exp(this) - 1)` below. **Gradient**: g above 0, alpha · exp(this) · g
  /// at and below 0. **Source**: torch.nn.functional.elu.
  default Tensor elu(double alpha) {
    return Call.run(ActivationCalls.elu(self(), alpha, 1), self());
  }

  /// [#elu(double)] in place.
  default Tensor elu_(double alpha) {
    return Call.inPlace(ActivationCalls.elu(self(), alpha, 1), self());
  }

  /// [#elu()] in place.
  default Tensor elu_() {
    return elu_(1);
  }

  /// [#celu(double)] with alpha 1.
  default Tensor celu() {
    return celu(1);
  }

  /// This above 0, `alpha · (exp(this / alpha) - 1)` below. **Gradient**: g above 0, exp(this /
  /// alpha) · g at and below 0. **Errors**: alpha 0. **Source**: torch.nn.functional.celu.
  default Tensor celu(double alpha) {
    return Call.run(ActivationCalls.celu(self(), alpha), self());
  }

  /// [#celu(double)] in place.
  default Tensor celu_(double alpha) {
    return Call.inPlace(ActivationCalls.celu(self(), alpha), self());
  }

  /// [#celu()] in place.
  default Tensor celu_() {
    return celu_(1);
  }

  /// The self-normalising [#elu(double)]: alpha 1.6733, times 1.0507. **Gradient**: as there, times
  /// 1.0507. **Source**: torch.nn.functional.selu; Klambauer et al. 2017.
  default Tensor selu() {
    return Call.run(ActivationCalls.selu(self()), self());
  }

  /// [#selu()] in place.
  default Tensor selu_() {
    return Call.inPlace(ActivationCalls.selu(self()), self());
  }

  /// `this · sigmoid(this)`. **Gradient**: s (1 + this (1 - s)) · g with s the sigmoid. **Source**:
  /// torch.nn.functional.silu.
  default Tensor silu() {
    return run(Activations.SILU);
  }

  /// [#silu()] in place.
  default Tensor silu_() {
    return inPlace(Activations.SILU);
  }

  /// `this · tanh(softplus(this))`. **Gradient**: (t + this · sigmoid(this) · (1 - t²)) · g with t
  /// the hyperbolic tangent. **Source**: torch.nn.functional.mish.
  default Tensor mish() {
    return run(Activations.MISH);
  }

  /// [#mish()] in place.
  default Tensor mish_() {
    return inPlace(Activations.MISH);
  }

  /// The Gaussian error linear unit: this times the part of the standard normal distribution below
  /// it. **Gradient**: (Φ(this) + this · φ(this)) · g with Φ the distribution and φ its density.
  /// **Source**: torch.nn.functional.gelu; Hendrycks and Gimpel 2016.
  default Tensor gelu() {
    return run(Activations.GELU);
  }

  /// [#gelu()] for "none", [#geluTanh()] for "tanh". **Gradient**: as there. **Errors**: another
  /// word. **Source**: torch.nn.functional.gelu.
  default Tensor gelu(String approximate) {
    return switch (approximate) {
      case "none" -> gelu();
      case "tanh" -> geluTanh();
      default ->
          throw new GradusArgumentException(
              "approximate argument must be either none or tanh.\ngelu: got \""
                  + approximate
                  + "\".");
    };
  }

  /// The Gaussian error linear unit with a hyperbolic tangent for the error function: x/2 · (1 +
  /// tanh(√(2/π) (x + 0.044715 x³))). **Gradient**: its derivative. **Source**:
  /// torch.nn.functional.gelu(input, approximate="tanh"); Hendrycks and Gimpel 2016.
  default Tensor geluTanh() {
    return run(Activations.GELU_TANH);
  }

  /// [#softplus(double, double)] with beta 1 and threshold 20.
  default Tensor softplus() {
    return softplus(1, 20);
  }

  /// `log(1 + exp(beta · this)) / beta`, and this itself where beta · this exceeds the threshold.
  /// **Gradient**: sigmoid(beta · this) · g; g beyond the threshold. **Source**:
  /// torch.nn.functional.softplus.
  default Tensor softplus(double beta, double threshold) {
    Checks.floating("softplus", self());
    return Call.run(Activations.SOFTPLUS.with(Scalar.of(beta), Scalar.of(threshold)), self());
  }

  /// `log(sigmoid(this))` for any magnitude. **Gradient**: sigmoid(-this) · g. **Source**:
  /// torch.nn.functional.logsigmoid.
  default Tensor logsigmoid() {
    return run(Activations.LOG_SIGMOID);
  }

  /// [#hardtanh(double, double)] between -1 and 1.
  default Tensor hardtanh() {
    return hardtanh(-1, 1);
  }

  /// Between two numbers; of integers these are truncated. **Gradient**: g strictly inside, else 0.
  /// **Errors**: `min` above `max`; bool. **Source**: torch.nn.functional.hardtanh.
  default Tensor hardtanh(double min, double max) {
    return Call.run(ActivationCalls.hardtanh(self(), min, max), self());
  }

  /// [#hardtanh(double, double)] in place.
  default Tensor hardtanh_(double min, double max) {
    return Call.inPlace(ActivationCalls.hardtanh(self(), min, max), self());
  }

  /// [#hardtanh()] in place.
  default Tensor hardtanh_() {
    return hardtanh_(-1, 1);
  }

  /// Between 0 and 6. **Gradient**: g strictly inside, else 0. **Source**:
  /// torch.nn.functional.relu6.
  default Tensor relu6() {
    return hardtanh(0, 6);
  }

  /// [#relu6()] in place.
  default Tensor relu6_() {
    return hardtanh_(0, 6);
  }

  /// `(this + 3) / 6` between 0 and 1. **Gradient**: g / 6 strictly inside, else 0. **Source**:
  /// torch.nn.functional.hardsigmoid.
  default Tensor hardsigmoid() {
    return run(Activations.HARDSIGMOID);
  }

  /// [#hardsigmoid()] in place.
  default Tensor hardsigmoid_() {
    return inPlace(Activations.HARDSIGMOID);
  }

  /// `this · hardsigmoid(this)`. **Gradient**: 0 up to -3, g from 3 on, (this / 3 + 1/2) · g
  /// between. **Source**: torch.nn.functional.hardswish.
  default Tensor hardswish() {
    return run(Activations.HARDSWISH);
  }

  /// [#hardswish()] in place.
  default Tensor hardswish_() {
    return inPlace(Activations.HARDSWISH);
  }

  /// 0 between `-lambda` and `lambda`, else this. **Gradient**: 0 there, else g. **Source**:
  /// torch.nn.functional.hardshrink.
  default Tensor hardshrink(double lambda) {
    Checks.floating("hardshrink", self());
    return Call.run(Activations.HARDSHRINK.with(Scalar.of(lambda)), self());
  }

  /// [#hardshrink(double)] with 0.5.
  default Tensor hardshrink() {
    return hardshrink(0.5);
  }

  /// 0 between `-lambda` and `lambda`, else this moved by lambda towards 0. **Gradient**: 0 there,
  /// else g. **Errors**: a negative lambda. **Source**: torch.nn.functional.softshrink.
  default Tensor softshrink(double lambda) {
    return Call.run(ActivationCalls.softshrink(self(), lambda), self());
  }

  /// [#softshrink(double)] with 0.5.
  default Tensor softshrink() {
    return softshrink(0.5);
  }

  /// This above the threshold, else `value`. **Dtype**: integers too; the numbers are truncated.
  /// **Gradient**: g above, else 0. **Source**: torch.nn.functional.threshold.
  default Tensor threshold(double threshold, double value) {
    return Call.run(ActivationCalls.threshold(self(), threshold, value), self());
  }

  /// [#threshold(double, double)] in place.
  default Tensor threshold_(double threshold, double value) {
    return Call.inPlace(ActivationCalls.threshold(self(), threshold, value), self());
  }

  /// `this / (1 + |this|)`. **Dtype**: integers become the default dtype. **Gradient**: g / (1 +
  /// |this|)². **Source**: torch.nn.functional.softsign.
  default Tensor softsign() {
    Tensor x = self();
    return x.isFloatingPoint() ? Call.run(Activations.SOFTSIGN.call(), x) : x.div(x.abs().add(1));
  }

  /// `this - tanh(this)`. **Dtype**: integers become the default dtype. **Gradient**: tanh² · g.
  /// **Source**: torch.nn.functional.tanhshrink.
  default Tensor tanhshrink() {
    Tensor x = self();
    return x.isFloatingPoint() ? Call.run(Activations.TANHSHRINK.call(), x) : x.sub(x.tanh());
  }

  /// This above 0, `weight · this` below, with one weight or one for each channel, which is
  /// dimension 1. **Gradient**: g above 0, weight · g at and below; 0 above, this · g at and below.
  /// **Errors**: another number of weights than channels. **Source**: torch.nn.functional.prelu.
  default Tensor prelu(Tensor weight) {
    return ActivationCalls.prelu(self(), weight);
  }

  /// The first half along a dimension times the sigmoid of the second. **Shape**: that dimension
  /// halved. **Gradient**: g · s; g · a · s (1 - s), where a is the first half and s the sigmoid.
  /// **Errors**: an odd size. **Source**: torch.nn.functional.glu; Dauphin et al. 2016.
  default Tensor glu(int dim) {
    Checks.floating("glu", self());
    return Call.run(Glu.of(self(), dim), self());
  }

  /// [#glu(int)] along the last dimension.
  default Tensor glu() {
    return glu(-1);
  }
}
