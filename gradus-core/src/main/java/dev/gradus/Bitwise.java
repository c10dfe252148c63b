package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.Bits;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// Operations on the bits of integers, and on truth values as on single bits.
///
/// **Shape**: operands broadcast. **Dtype**: the operands' common dtype. **Gradient**: none.
///
/// **Errors**: a tensor that is not integer or bool; shifts of bool.
public sealed interface Bitwise permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row, Tensor other) {
    Checks.integral(row.name(), self(), other);
    return Call.run(row.call(), self(), other);
  }

  private Tensor run(Row row, long number) {
    Checks.integral(row.name(), self());
    return Call.run(row.with(Scalar.of(number)), self());
  }

  private Tensor shifted(Row row, Tensor by) {
    Checks.notBool(row.name(), self());
    return run(row, by);
  }

  private Tensor shifted(Row row, long by) {
    Checks.notBool(row.name(), self());
    return run(row, by);
  }

  private Tensor inPlace(Row row, Tensor other) {
    Checks.integral(row.name(), self(), other);
    return Call.inPlace(row.call(), self(), other);
  }

  private Tensor inPlace(Row row, long number) {
    Checks.integral(row.name(), self());
    return Call.inPlace(row.with(Scalar.of(number)), self());
  }

  /// The bits that both have. **Source**: torch.bitwise\_and.
  default Tensor bitwiseAnd(Tensor other) {
    return run(Bits.AND, other);
  }

  /// The bits that a number has too.
  default Tensor bitwiseAnd(long number) {
    return run(Bits.AND_NUMBER, number);
  }

  /// [#bitwiseAnd(Tensor)] in place.
  default Tensor bitwiseAnd_(Tensor other) {
    return inPlace(Bits.AND, other);
  }

  /// [#bitwiseAnd(long)] in place.
  default Tensor bitwiseAnd_(long number) {
    return inPlace(Bits.AND_NUMBER, number);
  }

  /// The bits that at least one has. **Source**: torch.bitwise\_or.
  default Tensor bitwiseOr(Tensor other) {
    return run(Bits.OR, other);
  }

  /// The bits that this or a number has.
  default Tensor bitwiseOr(long number) {
    return run(Bits.OR_NUMBER, number);
  }

  /// [#bitwiseOr(Tensor)] in place.
  default Tensor bitwiseOr_(Tensor other) {
    return inPlace(Bits.OR, other);
  }

  /// [#bitwiseOr(long)] in place.
  default Tensor bitwiseOr_(long number) {
    return inPlace(Bits.OR_NUMBER, number);
  }

  /// The bits that exactly one has. **Source**: torch.bitwise\_xor.
  default Tensor bitwiseXor(Tensor other) {
    return run(Bits.XOR, other);
  }

  /// The bits that exactly one of this and a number has.
  default Tensor bitwiseXor(long number) {
    return run(Bits.XOR_NUMBER, number);
  }

  /// [#bitwiseXor(Tensor)] in place.
  default Tensor bitwiseXor_(Tensor other) {
    return inPlace(Bits.XOR, other);
  }

  /// [#bitwiseXor(long)] in place.
  default Tensor bitwiseXor_(long number) {
    return inPlace(Bits.XOR_NUMBER, number);
  }

  /// The bits that this has not; of bool, the opposite. **Source**: torch.bitwise\_not.
  default Tensor bitwiseNot() {
    Checks.integral("bitwise_not", self());
    return Call.run(not().call(), self());
  }

  /// [#bitwiseNot()] in place.
  default Tensor bitwiseNot_() {
    Checks.integral("bitwise_not", self());
    return Call.inPlace(not().call(), self());
  }

  private Row not() {
    return self().dtype() == DType.BOOL ? Bits.NOT_BOOL : Bits.NOT;
  }

  /// The bits moved up; 0 where the shift is negative or beyond the width. **Source**:
  /// torch.bitwise\_left\_shift.
  default Tensor bitwiseLeftShift(Tensor by) {
    return shifted(Bits.LEFT, by);
  }

  /// The bits moved up.
  default Tensor bitwiseLeftShift(long by) {
    return shifted(Bits.LEFT_NUMBER, by);
  }

  /// [#bitwiseLeftShift(Tensor)] in place.
  default Tensor bitwiseLeftShift_(Tensor by) {
    Checks.notBool(Bits.LEFT.name(), self());
    return inPlace(Bits.LEFT, by);
  }

  /// [#bitwiseLeftShift(long)] in place.
  default Tensor bitwiseLeftShift_(long by) {
    Checks.notBool(Bits.LEFT_NUMBER.name(), self());
    return inPlace(Bits.LEFT_NUMBER, by);
  }

  /// The bits moved down, copies of the sign following; nothing but the sign where the shift is
  /// negative or beyond the width. **Source**: torch.bitwise\_right\_shift.
  default Tensor bitwiseRightShift(Tensor by) {
    return shifted(Bits.RIGHT, by);
  }

  /// The bits moved down.
  default Tensor bitwiseRightShift(long by) {
    return shifted(Bits.RIGHT_NUMBER, by);
  }

  /// [#bitwiseRightShift(Tensor)] in place.
  default Tensor bitwiseRightShift_(Tensor by) {
    Checks.notBool(Bits.RIGHT.name(), self());
    return inPlace(Bits.RIGHT, by);
  }

  /// [#bitwiseRightShift(long)] in place.
  default Tensor bitwiseRightShift_(long by) {
    Checks.notBool(Bits.RIGHT_NUMBER.name(), self());
    return inPlace(Bits.RIGHT_NUMBER, by);
  }
}
