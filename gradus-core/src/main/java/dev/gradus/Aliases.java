package dev.gradus;

import org.jspecify.annotations.Nullable;

/// PyTorch's other names of arithmetic. Everything else is as at the name they stand for.
public sealed interface Aliases permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// This tensor itself. **Errors**: bool. **Source**: torch.positive.
  default Tensor positive() {
    Checks.noBoolPositive(self());
    return self();
  }

  /// [Tensor#abs()]. **Source**: torch.absolute.
  default Tensor absolute() {
    return self().abs();
  }

  /// [Tensor#abs_()].
  default Tensor absolute_() {
    return self().abs_();
  }

  /// [Tensor#neg()]. **Source**: torch.negative.
  default Tensor negative() {
    return self().neg();
  }

  /// [Tensor#neg_()].
  default Tensor negative_() {
    return self().neg_();
  }

  /// [Tensor#sub(Tensor)]. **Source**: torch.subtract.
  default Tensor subtract(Tensor other) {
    return self().sub(other);
  }

  /// [Tensor#sub_(Tensor)].
  default Tensor subtract_(Tensor other) {
    return self().sub_(other);
  }

  /// [Tensor#sub(double)].
  default Tensor subtract(double number) {
    return self().sub(number);
  }

  /// [Tensor#sub_(double)].
  default Tensor subtract_(double number) {
    return self().sub_(number);
  }

  /// [Tensor#sub(long)].
  default Tensor subtract(long number) {
    return self().sub(number);
  }

  /// [Tensor#sub_(long)].
  default Tensor subtract_(long number) {
    return self().sub_(number);
  }

  /// [Tensor#sub(Tensor, double)].
  default Tensor subtract(Tensor other, double alpha) {
    return self().sub(other, alpha);
  }

  /// [Tensor#sub_(Tensor, double)].
  default Tensor subtract_(Tensor other, double alpha) {
    return self().sub_(other, alpha);
  }

  /// [Tensor#mul(Tensor)]. **Source**: torch.multiply.
  default Tensor multiply(Tensor other) {
    return self().mul(other);
  }

  /// [Tensor#mul_(Tensor)].
  default Tensor multiply_(Tensor other) {
    return self().mul_(other);
  }

  /// [Tensor#mul(double)].
  default Tensor multiply(double number) {
    return self().mul(number);
  }

  /// [Tensor#mul_(double)].
  default Tensor multiply_(double number) {
    return self().mul_(number);
  }

  /// [Tensor#mul(long)].
  default Tensor multiply(long number) {
    return self().mul(number);
  }

  /// [Tensor#mul_(long)].
  default Tensor multiply_(long number) {
    return self().mul_(number);
  }

  /// [Tensor#div(Tensor)]. **Source**: torch.divide.
  default Tensor divide(Tensor other) {
    return self().div(other);
  }

  /// [Tensor#div_(Tensor)].
  default Tensor divide_(Tensor other) {
    return self().div_(other);
  }

  /// [Tensor#div(double)].
  default Tensor divide(double number) {
    return self().div(number);
  }

  /// [Tensor#div_(double)].
  default Tensor divide_(double number) {
    return self().div_(number);
  }

  /// [Tensor#div(long)].
  default Tensor divide(long number) {
    return self().div(number);
  }

  /// [Tensor#div_(long)].
  default Tensor divide_(long number) {
    return self().div_(number);
  }

  /// [Tensor#div(Tensor, String)].
  default Tensor divide(Tensor other, String roundingMode) {
    return self().div(other, roundingMode);
  }

  /// [Tensor#div_(Tensor, String)].
  default Tensor divide_(Tensor other, String roundingMode) {
    return self().div_(other, roundingMode);
  }

  /// [Tensor#div(double, String)].
  default Tensor divide(double number, String roundingMode) {
    return self().div(number, roundingMode);
  }

  /// [Tensor#div_(double, String)].
  default Tensor divide_(double number, String roundingMode) {
    return self().div_(number, roundingMode);
  }

  /// [Tensor#div(long, String)].
  default Tensor divide(long number, String roundingMode) {
    return self().div(number, roundingMode);
  }

  /// [Tensor#div_(long, String)].
  default Tensor divide_(long number, String roundingMode) {
    return self().div_(number, roundingMode);
  }

  /// [Tensor#div(Tensor)]. **Source**: torch.true\_divide.
  default Tensor trueDivide(Tensor other) {
    return self().div(other);
  }

  /// [Tensor#div_(Tensor)].
  default Tensor trueDivide_(Tensor other) {
    return self().div_(other);
  }

  /// [Tensor#div(double)].
  default Tensor trueDivide(double number) {
    return self().div(number);
  }

  /// [Tensor#div_(double)].
  default Tensor trueDivide_(double number) {
    return self().div_(number);
  }

  /// [Tensor#div(long)].
  default Tensor trueDivide(long number) {
    return self().div(number);
  }

  /// [Tensor#div_(long)].
  default Tensor trueDivide_(long number) {
    return self().div_(number);
  }

  /// [Tensor#clamp(double, double)]. **Source**: torch.clip.
  default Tensor clip(double min, double max) {
    return self().clamp(min, max);
  }

  /// [Tensor#clamp_(double, double)].
  default Tensor clip_(double min, double max) {
    return self().clamp_(min, max);
  }

  /// [Tensor#clamp(long, long)].
  default Tensor clip(long min, long max) {
    return self().clamp(min, max);
  }

  /// [Tensor#clamp_(long, long)].
  default Tensor clip_(long min, long max) {
    return self().clamp_(min, max);
  }

  /// [Tensor#clamp(Tensor, Tensor)].
  default Tensor clip(@Nullable Tensor min, @Nullable Tensor max) {
    return self().clamp(min, max);
  }

  /// [Tensor#clamp_(Tensor, Tensor)].
  default Tensor clip_(@Nullable Tensor min, @Nullable Tensor max) {
    return self().clamp_(min, max);
  }
}
