package dev.gradus;

/// PyTorch's other names of operations. Everything else is as at the name they stand for.
public sealed interface Aliases permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// [Tensor#abs()]. **Source**: torch.absolute.
  default Tensor absolute() {
    return self().abs();
  }

  /// [Tensor#neg()]. **Source**: torch.negative.
  default Tensor negative() {
    return self().neg();
  }

  /// This tensor itself. **Errors**: bool. **Source**: torch.positive.
  default Tensor positive() {
    Checks.noBoolPositive(self());
    return self();
  }

  /// [Tensor#sub(Tensor)]. **Source**: torch.subtract.
  default Tensor subtract(Tensor other) {
    return self().sub(other);
  }

  /// [Tensor#mul(Tensor)]. **Source**: torch.multiply.
  default Tensor multiply(Tensor other) {
    return self().mul(other);
  }

  /// [Tensor#div(Tensor)]. **Source**: torch.divide.
  default Tensor divide(Tensor other) {
    return self().div(other);
  }

  /// [Tensor#div(Tensor)]. **Source**: torch.true\_divide.
  default Tensor trueDivide(Tensor other) {
    return self().div(other);
  }

  /// [Tensor#clamp(double, double)]. **Source**: torch.clip.
  default Tensor clip(double min, double max) {
    return self().clamp(min, max);
  }
}
