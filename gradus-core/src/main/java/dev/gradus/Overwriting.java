package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.kernel.Cumulative;
import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.Comparisons;
import dev.gradus.op.pointwise.Exponential;
import dev.gradus.op.pointwise.Overwrite;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.reduce.Cumulate;
import dev.gradus.op.view.Triangle;
import dev.gradus.shape.Axes;

/// More operations that overwrite this tensor and return it: comparisons, running sums, triangles.
///
/// **Gradient**, **Dtype**, **Errors**: as [InPlace]; comparisons leave 0 and 1 in this tensor's
/// dtype and have no gradient.
public sealed interface Overwriting permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row, Tensor... others) {
    Tensor[] x = new Tensor[others.length + 1];
    x[0] = self();
    System.arraycopy(others, 0, x, 1, others.length);
    return Call.inPlace(row.call(), x);
  }

  private Tensor run(Row row, long number) {
    return Call.inPlace(row.with(Scalar.of(number)), self());
  }

  private Tensor run(Row row, double number) {
    return Call.inPlace(row.with(Scalar.of(number)), self());
  }

  /// Replaces by `ln(1 + x)`.
  default Tensor log1p_() {
    return run(Exponential.LOG1P);
  }

  /// Replaces by `exp(x) - 1`.
  default Tensor expm1_() {
    return run(Exponential.EXPM1);
  }

  /// Replaces by reciprocal square roots.
  default Tensor rsqrt_() {
    return run(Arithmetic.RSQRT);
  }

  /// Replaces by squares.
  default Tensor square_() {
    return run(Arithmetic.SQUARE);
  }

  /// Replaces by 0 below 0, 1 above, and by `values` at 0.
  default Tensor heaviside_(Tensor values) {
    return run(Exponential.HEAVISIDE, values);
  }

  /// Replaces by where it equals another tensor.
  default Tensor eq_(Tensor other) {
    return run(Comparisons.EQ, other);
  }

  /// Replaces by where it equals a number.
  default Tensor eq_(double number) {
    return run(Comparisons.EQ_NUMBER, number);
  }

  /// As [#eq_(double)].
  default Tensor eq_(long number) {
    return run(Comparisons.EQ_NUMBER, number);
  }

  /// Replaces by where it differs from another tensor.
  default Tensor ne_(Tensor other) {
    return run(Comparisons.NE, other);
  }

  /// Replaces by where it differs from a number.
  default Tensor ne_(double number) {
    return run(Comparisons.NE_NUMBER, number);
  }

  /// As [#ne_(double)].
  default Tensor ne_(long number) {
    return run(Comparisons.NE_NUMBER, number);
  }

  /// Replaces by where it is less than another tensor.
  default Tensor lt_(Tensor other) {
    return run(Comparisons.LT, other);
  }

  /// Replaces by where it is less than a number.
  default Tensor lt_(double number) {
    return run(Comparisons.LT_NUMBER, number);
  }

  /// As [#lt_(double)].
  default Tensor lt_(long number) {
    return run(Comparisons.LT_NUMBER, number);
  }

  /// Replaces by where it is at most another tensor.
  default Tensor le_(Tensor other) {
    return run(Comparisons.LE, other);
  }

  /// Replaces by where it is at most a number.
  default Tensor le_(double number) {
    return run(Comparisons.LE_NUMBER, number);
  }

  /// As [#le_(double)].
  default Tensor le_(long number) {
    return run(Comparisons.LE_NUMBER, number);
  }

  /// Replaces by where it is greater than another tensor.
  default Tensor gt_(Tensor other) {
    return run(Comparisons.GT, other);
  }

  /// Replaces by where it is greater than a number.
  default Tensor gt_(double number) {
    return run(Comparisons.GT_NUMBER, number);
  }

  /// As [#gt_(double)].
  default Tensor gt_(long number) {
    return run(Comparisons.GT_NUMBER, number);
  }

  /// Replaces by where it is at least another tensor.
  default Tensor ge_(Tensor other) {
    return run(Comparisons.GE, other);
  }

  /// Replaces by where it is at least a number.
  default Tensor ge_(double number) {
    return run(Comparisons.GE_NUMBER, number);
  }

  /// As [#ge_(double)].
  default Tensor ge_(long number) {
    return run(Comparisons.GE_NUMBER, number);
  }

  /// Replaces by where both are not 0.
  default Tensor logicalAnd_(Tensor other) {
    return run(Comparisons.LOGICAL_AND, other);
  }

  /// Replaces by where at least one is not 0.
  default Tensor logicalOr_(Tensor other) {
    return run(Comparisons.LOGICAL_OR, other);
  }

  /// Replaces by where exactly one is not 0.
  default Tensor logicalXor_(Tensor other) {
    return run(Comparisons.LOGICAL_XOR, other);
  }

  /// Replaces by where it is 0.
  default Tensor logicalNot_() {
    return run(Comparisons.LOGICAL_NOT);
  }

  /// Replaces by the sums so far along a dimension, in its own dtype.
  default Tensor cumsum_(int dim) {
    return cumulate(Cumulative.Kind.SUM, dim);
  }

  /// Replaces by the products so far along a dimension, in its own dtype.
  default Tensor cumprod_(int dim) {
    return cumulate(Cumulative.Kind.PROD, dim);
  }

  private Tensor cumulate(Cumulative.Kind kind, int dim) {
    DType dtype = self().dtype();
    int d = Axes.wrap(dim, self().dim());
    return Call.inPlace(new Overwrite(new Cumulate(kind, d, dtype)), self());
  }

  /// Sets what is above a diagonal to 0.
  default Tensor tril_(long diagonal) {
    return Call.inPlace(new Overwrite(Triangle.checked(true, self(), diagonal)), self());
  }

  /// Sets what is below a diagonal to 0.
  default Tensor triu_(long diagonal) {
    return Call.inPlace(new Overwrite(Triangle.checked(false, self(), diagonal)), self());
  }

  /// [#tril_(long)] of the main diagonal.
  default Tensor tril_() {
    return tril_(0);
  }

  /// [#triu_(long)] of the main diagonal.
  default Tensor triu_() {
    return triu_(0);
  }
}
