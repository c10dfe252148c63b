package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.Exponential;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import org.jspecify.annotations.Nullable;

/// Arithmetic and functions of single elements.
///
/// **Shape**: operands broadcast: compared from the last dimension on, sizes must be equal or 1.
///
/// **Dtype**: the operands' common dtype by PyTorch's promotion; a number operand never widens a
/// tensor of its category. Functions that need fractions turn integers into the default dtype.
///
/// **Errors**: sizes that do not broadcast.
public sealed interface Pointwise permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row) {
    return Call.run(row.call(), self());
  }

  private Tensor run(Row row, Tensor other) {
    return Call.run(row.call(), self(), other);
  }

  private Tensor run(Row row, Scalar number) {
    return Call.run(row.with(number), self());
  }

  /// `this + other`. **Gradient**: g; g. **Source**: torch.add.
  default Tensor add(Tensor other) {
    return run(Arithmetic.ADD, other);
  }

  /// `this + number`. **Gradient**: g.
  default Tensor add(double number) {
    return run(Arithmetic.ADD_NUMBER, Scalar.of(number));
  }

  /// `this + number`. **Gradient**: g.
  default Tensor add(long number) {
    return run(Arithmetic.ADD_NUMBER, Scalar.of(number));
  }

  /// `this + alpha · other`. **Gradient**: g; alpha · g.
  default Tensor add(Tensor other, double alpha) {
    return Call.run(
        Arithmetic.ADD_ALPHA.with(Checks.alpha("add", self(), other, alpha)), self(), other);
  }

  /// `this - other`. **Gradient**: g; -g. **Errors**: two bool tensors. **Source**: torch.sub.
  default Tensor sub(Tensor other) {
    Checks.noBoolSub(self(), other);
    return run(Arithmetic.SUB, other);
  }

  /// `this - number`. **Gradient**: g.
  default Tensor sub(double number) {
    Checks.noBoolSub(self());
    return run(Arithmetic.SUB_NUMBER, Scalar.of(number));
  }

  /// `this - number`. **Gradient**: g.
  default Tensor sub(long number) {
    Checks.noBoolSub(self());
    return run(Arithmetic.SUB_NUMBER, Scalar.of(number));
  }

  /// `this - alpha · other`. **Gradient**: g; -alpha · g.
  default Tensor sub(Tensor other, double alpha) {
    Checks.noBoolSub(self(), other);
    return Call.run(
        Arithmetic.SUB_ALPHA.with(Checks.alpha("sub", self(), other, alpha)), self(), other);
  }

  /// `other - this`. **Gradient**: -g; g. **Source**: torch.rsub.
  default Tensor rsub(Tensor other) {
    Checks.noBoolSub(self(), other);
    return run(Arithmetic.RSUB, other);
  }

  /// `other - alpha · this`. **Gradient**: -alpha · g; g.
  default Tensor rsub(Tensor other, double alpha) {
    Checks.noBoolSub(self(), other);
    return Call.run(
        Arithmetic.RSUB_ALPHA.with(Checks.alpha("rsub", self(), other, alpha)), self(), other);
  }

  /// `number - this`. **Gradient**: -g.
  default Tensor rsub(double number) {
    Checks.noBoolSub(self());
    return run(Arithmetic.RSUB_NUMBER, Scalar.of(number));
  }

  /// `number - this`. **Gradient**: -g.
  default Tensor rsub(long number) {
    Checks.noBoolSub(self());
    return run(Arithmetic.RSUB_NUMBER, Scalar.of(number));
  }

  /// `this · other`. **Gradient**: g · other; g · this. **Source**: torch.mul.
  default Tensor mul(Tensor other) {
    return run(Arithmetic.MUL, other);
  }

  /// `number · this`. **Gradient**: number · g.
  default Tensor mul(double number) {
    return run(Arithmetic.MUL_NUMBER, Scalar.of(number));
  }

  /// `number · this`. **Gradient**: number · g.
  default Tensor mul(long number) {
    return run(Arithmetic.MUL_NUMBER, Scalar.of(number));
  }

  /// `this / other`, exact also for integers. **Gradient**: g / other; -g · this / other².
  /// **Source**: torch.div.
  default Tensor div(Tensor other) {
    return run(Arithmetic.DIV, other);
  }

  /// `this / number`. **Gradient**: g / number.
  default Tensor div(double number) {
    return run(Arithmetic.DIV_NUMBER, Scalar.of(number));
  }

  /// `this / number`. **Gradient**: g / number.
  default Tensor div(long number) {
    return run(Arithmetic.DIV_NUMBER, Scalar.of(number));
  }

  /// `number / this`, recorded as a reciprocal times the number. **Source**:
  /// torch.Tensor.\_\_rdiv\_\_.
  default Tensor rdiv(double number) {
    return reciprocal().mul(number);
  }

  /// `1 / this`. **Gradient**: -g · y². **Source**: torch.reciprocal.
  default Tensor reciprocal() {
    return run(Arithmetic.RECIPROCAL);
  }

  /// `this` to the power `exponent`. **Gradient**: exponent · this^(exponent-1) · g, 0 where the
  /// exponent is 0; y · log(this) · g, 0 where this is 0 and the exponent not negative. **Source**:
  /// torch.pow.
  default Tensor pow(Tensor exponent) {
    return run(Arithmetic.POW, exponent);
  }

  /// `this` to a whole power. **Errors**: a negative power of an integer tensor.
  default Tensor pow(long exponent) {
    Row product = self().dtype() == DType.BOOL ? null : Arithmetic.product((double) exponent);
    if (product != null) {
      return run(product);
    }
    if (exponent < 0 && self().dtype().isIntegral()) {
      throw new GradusArgumentException("Integers to negative integer powers are not allowed.");
    }
    return run(Arithmetic.POW_NUMBER, Scalar.of(exponent));
  }

  /// `this` to a power. **Gradient**: exponent · this^(exponent-1) · g, 0 where the exponent is 0.
  default Tensor pow(double exponent) {
    Row product = self().dtype().isFloatingPoint() ? Arithmetic.product(exponent) : null;
    return product != null ? run(product) : run(Arithmetic.POW_NUMBER, Scalar.of(exponent));
  }

  /// `base` to the power of this. **Gradient**: y · log(base) · g. **Source**:
  /// torch.Tensor.\_\_rpow\_\_.
  default Tensor rpow(double base) {
    return run(Arithmetic.POW_BASE, Scalar.of(base));
  }

  /// `base` to the power of this. **Gradient**: y · log(base) · g.
  default Tensor rpow(long base) {
    return run(Arithmetic.POW_BASE, Scalar.of(base));
  }

  /// `this · this`. **Gradient**: 2 · this · g. **Source**: torch.square.
  default Tensor square() {
    return pow(2L);
  }

  /// `-this`. **Gradient**: -g. **Errors**: bool. **Source**: torch.neg.
  default Tensor neg() {
    Checks.noBoolNeg(self());
    return run(Arithmetic.NEG);
  }

  /// e to the power of this. **Gradient**: y · g. **Source**: torch.exp.
  default Tensor exp() {
    return run(Exponential.EXP);
  }

  /// `exp(this) - 1`, exact near 0. **Gradient**: (y + 1) · g. **Source**: torch.expm1.
  default Tensor expm1() {
    return run(Exponential.EXPM1);
  }

  /// The natural logarithm. **Gradient**: g / this. **Source**: torch.log.
  default Tensor log() {
    return run(Exponential.LOG);
  }

  /// `log(1 + this)`, exact near 0. **Gradient**: g / (1 + this). **Source**: torch.log1p.
  default Tensor log1p() {
    return run(Exponential.LOG1P);
  }

  /// The square root. **Gradient**: g / (2 y), inf at 0. **Source**: torch.sqrt.
  default Tensor sqrt() {
    return run(Arithmetic.SQRT);
  }

  /// `1 / sqrt(this)`. **Gradient**: -y³ · g / 2. **Source**: torch.rsqrt.
  default Tensor rsqrt() {
    return run(Arithmetic.RSQRT);
  }

  /// The sine of radians. **Gradient**: cos(this) · g. **Source**: torch.sin.
  default Tensor sin() {
    return run(Exponential.SIN);
  }

  /// The cosine of radians. **Gradient**: -sin(this) · g. **Source**: torch.cos.
  default Tensor cos() {
    return run(Exponential.COS);
  }

  /// The hyperbolic tangent. **Gradient**: (1 - y²) · g. **Source**: torch.tanh.
  default Tensor tanh() {
    return run(Exponential.TANH);
  }

  /// `1 / (1 + exp(-this))`. **Gradient**: y (1 - y) · g. **Source**: torch.sigmoid.
  default Tensor sigmoid() {
    return run(Exponential.SIGMOID);
  }

  /// The magnitude. **Gradient**: sign(this) · g, 0 at 0. **Source**: torch.abs.
  default Tensor abs() {
    return run(Arithmetic.ABS);
  }

  /// -1, 0 or 1; nan for nan. **Gradient**: 0. **Source**: torch.sign.
  default Tensor sign() {
    return run(Arithmetic.SIGN);
  }

  /// The step function: 0 below 0, 1 above, `values` at 0. **Gradient**: none; backward throws.
  /// **Source**: torch.heaviside.
  default Tensor heaviside(Tensor values) {
    return run(Exponential.HEAVISIDE, values);
  }

  /// The larger of both. **Gradient**: g where this is larger, half of it at a tie; nan wins.
  /// **Source**: torch.maximum.
  default Tensor maximum(Tensor other) {
    return run(Arithmetic.MAXIMUM, other);
  }

  /// The smaller of both. **Gradient**: g where this is smaller, half of it at a tie; nan wins.
  /// **Source**: torch.minimum.
  default Tensor minimum(Tensor other) {
    return run(Arithmetic.MINIMUM, other);
  }

  /// Between `min` and `max`. **Gradient**: g strictly inside, else 0. **Source**: torch.clamp.
  default Tensor clamp(double min, double max) {
    return Call.run(Arithmetic.CLAMP.with(Scalar.of(min), Scalar.of(max)), self());
  }

  /// Between `min` and `max`.
  default Tensor clamp(long min, long max) {
    return Call.run(Arithmetic.CLAMP.with(Scalar.of(min), Scalar.of(max)), self());
  }

  /// Between two tensors, either of which may be null for no bound. **Gradient**: at a bound one
  /// half each. **Errors**: both null.
  default Tensor clamp(@Nullable Tensor min, @Nullable Tensor max) {
    if (min != null && max != null) {
      return Call.run(Arithmetic.CLAMP_TENSORS.call(), self(), min, max);
    }
    if (min == null && max == null) {
      throw new GradusArgumentException(
          "torch.clamp: At least one of 'min' or 'max' must not be None");
    }
    return min != null
        ? run(Arithmetic.CLAMP_FROM, min)
        : run(Arithmetic.CLAMP_TO, java.util.Objects.requireNonNull(max));
  }

  /// At least `min`. **Gradient**: g above, else 0. **Source**: torch.clamp\_min.
  default Tensor clampMin(double min) {
    return run(Arithmetic.CLAMP_MIN, Scalar.of(min));
  }

  /// At least `min`.
  default Tensor clampMin(long min) {
    return run(Arithmetic.CLAMP_MIN, Scalar.of(min));
  }

  /// At least the other tensor. **Gradient**: one half each at a tie.
  default Tensor clampMin(Tensor min) {
    return run(Arithmetic.CLAMP_MIN_TENSOR, min);
  }

  /// At most the other tensor. **Gradient**: one half each at a tie.
  default Tensor clampMax(Tensor max) {
    return run(Arithmetic.CLAMP_MAX_TENSOR, max);
  }

  /// At most `max`. **Gradient**: g below, else 0. **Source**: torch.clamp\_max.
  default Tensor clampMax(double max) {
    return run(Arithmetic.CLAMP_MAX, Scalar.of(max));
  }

  /// At most `max`.
  default Tensor clampMax(long max) {
    return run(Arithmetic.CLAMP_MAX, Scalar.of(max));
  }

  /// `max(this, 0)`. **Gradient**: g where positive, else 0. **Source**: torch.relu.
  default Tensor relu() {
    return run(Exponential.RELU);
  }
}
