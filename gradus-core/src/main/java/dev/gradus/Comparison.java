package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.Comparisons;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// Comparisons, logic and choice.
///
/// **Shape**: operands broadcast. **Dtype**: bool, computed in the operands' common dtype.
/// **Gradient**: none; nothing is recorded.
public sealed interface Comparison permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row, Tensor other) {
    return Call.run(row.call(), self(), other);
  }

  private Tensor run(Row row, Scalar number) {
    return Call.run(row.with(number), self());
  }

  /// Where both are equal. **Source**: torch.eq.
  default Tensor eq(Tensor other) {
    return run(Comparisons.EQ, other);
  }

  /// Where this equals a number.
  default Tensor eq(double number) {
    return run(Comparisons.EQ_NUMBER, Scalar.of(number));
  }

  /// Where this equals a number.
  default Tensor eq(long number) {
    return run(Comparisons.EQ_NUMBER, Scalar.of(number));
  }

  /// Where both differ. **Source**: torch.ne.
  default Tensor ne(Tensor other) {
    return run(Comparisons.NE, other);
  }

  /// Where this differs from a number.
  default Tensor ne(double number) {
    return run(Comparisons.NE_NUMBER, Scalar.of(number));
  }

  /// Where this differs from a number.
  default Tensor ne(long number) {
    return run(Comparisons.NE_NUMBER, Scalar.of(number));
  }

  /// Where this is less. **Source**: torch.lt.
  default Tensor lt(Tensor other) {
    return run(Comparisons.LT, other);
  }

  /// Where this is less than a number.
  default Tensor lt(double number) {
    return run(Comparisons.LT_NUMBER, Scalar.of(number));
  }

  /// Where this is less than a number.
  default Tensor lt(long number) {
    return run(Comparisons.LT_NUMBER, Scalar.of(number));
  }

  /// Where this is less or equal. **Source**: torch.le.
  default Tensor le(Tensor other) {
    return run(Comparisons.LE, other);
  }

  /// Where this is at most a number.
  default Tensor le(double number) {
    return run(Comparisons.LE_NUMBER, Scalar.of(number));
  }

  /// Where this is at most a number.
  default Tensor le(long number) {
    return run(Comparisons.LE_NUMBER, Scalar.of(number));
  }

  /// Where this is greater. **Source**: torch.gt.
  default Tensor gt(Tensor other) {
    return run(Comparisons.GT, other);
  }

  /// Where this is greater than a number.
  default Tensor gt(double number) {
    return run(Comparisons.GT_NUMBER, Scalar.of(number));
  }

  /// Where this is greater than a number.
  default Tensor gt(long number) {
    return run(Comparisons.GT_NUMBER, Scalar.of(number));
  }

  /// Where this is greater or equal. **Source**: torch.ge.
  default Tensor ge(Tensor other) {
    return run(Comparisons.GE, other);
  }

  /// Where this is at least a number.
  default Tensor ge(double number) {
    return run(Comparisons.GE_NUMBER, Scalar.of(number));
  }

  /// Where this is at least a number.
  default Tensor ge(long number) {
    return run(Comparisons.GE_NUMBER, Scalar.of(number));
  }

  /// Where both are not 0. **Source**: torch.logical\_and.
  default Tensor logicalAnd(Tensor other) {
    return run(Comparisons.LOGICAL_AND, other);
  }

  /// Where at least one is not 0. **Source**: torch.logical\_or.
  default Tensor logicalOr(Tensor other) {
    return run(Comparisons.LOGICAL_OR, other);
  }

  /// Where exactly one is not 0. **Source**: torch.logical\_xor.
  default Tensor logicalXor(Tensor other) {
    return run(Comparisons.LOGICAL_XOR, other);
  }

  /// Where this is 0. **Source**: torch.logical\_not.
  default Tensor logicalNot() {
    return Call.run(Comparisons.LOGICAL_NOT.call(), self());
  }

  /// Where this is nan. **Source**: torch.isnan.
  default Tensor isnan() {
    return Call.run(Comparisons.ISNAN.call(), self());
  }

  /// Where this is inf or -inf. **Source**: torch.isinf.
  default Tensor isinf() {
    return self().dtype().isIntegral()
        ? Gradus.zeros(DType.BOOL, self().layout().sizes())
        : Call.run(Comparisons.ISINF.call(), self());
  }

  /// Where this is neither nan nor infinite. **Source**: torch.isfinite.
  default Tensor isfinite() {
    return self().dtype().isIntegral()
        ? Gradus.ones(DType.BOOL, self().layout().sizes())
        : Call.run(Comparisons.ISFINITE.call(), self());
  }

  /// This where the condition holds, else `other`. **Gradient**: to the operand that was chosen.
  /// **Source**: torch.Tensor.where.
  default Tensor where(Tensor condition, Tensor other) {
    return Gradus.where(condition, self(), other);
  }

  /// Whether sizes and all elements are equal. **Source**: torch.equal.
  default boolean equal(Tensor other) {
    return self().layout().sameSizes(other.layout()) && eq(other).all().itemBoolean();
  }

  /// Whether all elements are close: |this - other| ≤ atol + rtol · |other|; equal infinities are.
  /// **Source**: torch.allclose.
  default boolean allclose(Tensor other, double rtol, double atol, boolean equalNan) {
    Tensor a = self().detach();
    Tensor b = other.detach();
    Tensor close =
        a.sub(b).abs().le(b.abs().mul(rtol).add(atol)).logicalAnd(b.isfinite()).logicalOr(a.eq(b));
    if (equalNan) {
      close = close.logicalOr(a.isnan().logicalAnd(b.isnan()));
    }
    return close.all().itemBoolean();
  }

  /// As [#allclose(Tensor, double, double, boolean)] with PyTorch's tolerances 1e-5 and 1e-8.
  default boolean allclose(Tensor other) {
    return allclose(other, 1e-5, 1e-8, false);
  }
}
