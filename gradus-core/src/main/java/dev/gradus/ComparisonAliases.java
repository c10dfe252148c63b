package dev.gradus;

/// PyTorch's other names of comparisons. Everything else is as at the name they stand for.
public sealed interface ComparisonAliases permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// [Tensor#gt(Tensor)]. **Source**: torch.greater.
  default Tensor greater(Tensor other) {
    return self().gt(other);
  }

  /// [Tensor#gt_(Tensor)].
  default Tensor greater_(Tensor other) {
    return self().gt_(other);
  }

  /// [Tensor#gt(double)].
  default Tensor greater(double number) {
    return self().gt(number);
  }

  /// [Tensor#gt_(double)].
  default Tensor greater_(double number) {
    return self().gt_(number);
  }

  /// [Tensor#gt(long)].
  default Tensor greater(long number) {
    return self().gt(number);
  }

  /// [Tensor#gt_(long)].
  default Tensor greater_(long number) {
    return self().gt_(number);
  }

  /// [Tensor#ge(Tensor)]. **Source**: torch.greater\_equal.
  default Tensor greaterEqual(Tensor other) {
    return self().ge(other);
  }

  /// [Tensor#ge_(Tensor)].
  default Tensor greaterEqual_(Tensor other) {
    return self().ge_(other);
  }

  /// [Tensor#ge(double)].
  default Tensor greaterEqual(double number) {
    return self().ge(number);
  }

  /// [Tensor#ge_(double)].
  default Tensor greaterEqual_(double number) {
    return self().ge_(number);
  }

  /// [Tensor#ge(long)].
  default Tensor greaterEqual(long number) {
    return self().ge(number);
  }

  /// [Tensor#ge_(long)].
  default Tensor greaterEqual_(long number) {
    return self().ge_(number);
  }

  /// [Tensor#lt(Tensor)]. **Source**: torch.less.
  default Tensor less(Tensor other) {
    return self().lt(other);
  }

  /// [Tensor#lt_(Tensor)].
  default Tensor less_(Tensor other) {
    return self().lt_(other);
  }

  /// [Tensor#lt(double)].
  default Tensor less(double number) {
    return self().lt(number);
  }

  /// [Tensor#lt_(double)].
  default Tensor less_(double number) {
    return self().lt_(number);
  }

  /// [Tensor#lt(long)].
  default Tensor less(long number) {
    return self().lt(number);
  }

  /// [Tensor#lt_(long)].
  default Tensor less_(long number) {
    return self().lt_(number);
  }

  /// [Tensor#le(Tensor)]. **Source**: torch.less\_equal.
  default Tensor lessEqual(Tensor other) {
    return self().le(other);
  }

  /// [Tensor#le_(Tensor)].
  default Tensor lessEqual_(Tensor other) {
    return self().le_(other);
  }

  /// [Tensor#le(double)].
  default Tensor lessEqual(double number) {
    return self().le(number);
  }

  /// [Tensor#le_(double)].
  default Tensor lessEqual_(double number) {
    return self().le_(number);
  }

  /// [Tensor#le(long)].
  default Tensor lessEqual(long number) {
    return self().le(number);
  }

  /// [Tensor#le_(long)].
  default Tensor lessEqual_(long number) {
    return self().le_(number);
  }

  /// [Tensor#ne(Tensor)]. **Source**: torch.not\_equal.
  default Tensor notEqual(Tensor other) {
    return self().ne(other);
  }

  /// [Tensor#ne_(Tensor)].
  default Tensor notEqual_(Tensor other) {
    return self().ne_(other);
  }

  /// [Tensor#ne(double)].
  default Tensor notEqual(double number) {
    return self().ne(number);
  }

  /// [Tensor#ne_(double)].
  default Tensor notEqual_(double number) {
    return self().ne_(number);
  }

  /// [Tensor#ne(long)].
  default Tensor notEqual(long number) {
    return self().ne(number);
  }

  /// [Tensor#ne_(long)].
  default Tensor notEqual_(long number) {
    return self().ne_(number);
  }

  /// [Tensor#ne(Complex)].
  default Tensor notEqual(Complex number) {
    return self().ne(number);
  }

  /// [Tensor#ne_(Complex)].
  default Tensor notEqual_(Complex number) {
    return self().ne_(number);
  }
}
