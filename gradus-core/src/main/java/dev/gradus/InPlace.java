package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.pointwise.CopyInto;
import dev.gradus.op.pointwise.Exponential;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.view.Squeeze;
import dev.gradus.op.view.Transpose;
import dev.gradus.op.view.Unsqueeze;
import dev.gradus.shape.Axes;

/// Operations that overwrite this tensor and return it.
///
/// The version counter of the memory rises; where the operation is recorded, this tensor's history
/// is rewritten. **Gradient**, **Dtype**: as without underscore.
///
/// **Errors**, each before anything is changed: a leaf that requires grad (outside `noGrad`), a
/// result dtype of a higher category, sizes that would have to grow, a tensor whose elements share
/// memory.
public sealed interface InPlace permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row) {
    return Call.inPlace(row.call(), self());
  }

  private Tensor run(Row row, Tensor other) {
    return Call.inPlace(row.call(), self(), other);
  }

  private Tensor run(Row row, Scalar number) {
    return Call.inPlace(row.with(number), self());
  }

  /// Adds a tensor.
  default Tensor add_(Tensor other) {
    return run(Arithmetic.ADD, other);
  }

  /// Adds `alpha · other`.
  default Tensor add_(Tensor other, double alpha) {
    return Call.inPlace(
        Arithmetic.ADD_ALPHA.with(Checks.alpha("add", self(), other, alpha)), self(), other);
  }

  /// Adds a number.
  default Tensor add_(double number) {
    return run(Arithmetic.ADD_NUMBER, Scalar.of(number));
  }

  /// Adds a number.
  default Tensor add_(long number) {
    return run(Arithmetic.ADD_NUMBER, Scalar.of(number));
  }

  /// Subtracts a tensor.
  default Tensor sub_(Tensor other) {
    Checks.noBoolSub(self(), other);
    return run(Arithmetic.SUB, other);
  }

  /// Subtracts `alpha · other`.
  default Tensor sub_(Tensor other, double alpha) {
    Checks.noBoolSub(self(), other);
    return Call.inPlace(
        Arithmetic.SUB_ALPHA.with(Checks.alpha("sub", self(), other, alpha)), self(), other);
  }

  /// Subtracts a number.
  default Tensor sub_(double number) {
    Checks.noBoolSub(self());
    return run(Arithmetic.SUB_NUMBER, Scalar.of(number));
  }

  /// Subtracts a number.
  default Tensor sub_(long number) {
    Checks.noBoolSub(self());
    return run(Arithmetic.SUB_NUMBER, Scalar.of(number));
  }

  /// Multiplies by a tensor.
  default Tensor mul_(Tensor other) {
    return run(Arithmetic.MUL, other);
  }

  /// Multiplies by a number.
  default Tensor mul_(double number) {
    return run(Arithmetic.MUL_NUMBER, Scalar.of(number));
  }

  /// Multiplies by a number.
  default Tensor mul_(long number) {
    return run(Arithmetic.MUL_NUMBER, Scalar.of(number));
  }

  /// Divides by a tensor.
  default Tensor div_(Tensor other) {
    return run(Arithmetic.DIV, other);
  }

  /// Divides by a number.
  default Tensor div_(double number) {
    return run(Arithmetic.DIV_NUMBER, Scalar.of(number));
  }

  /// Divides by a number.
  default Tensor div_(long number) {
    return run(Arithmetic.DIV_NUMBER, Scalar.of(number));
  }

  /// Raises to powers.
  default Tensor pow_(Tensor exponent) {
    return run(Arithmetic.POW, exponent);
  }

  /// Raises to a power.
  default Tensor pow_(double exponent) {
    Row product = self().dtype().isFloatingPoint() ? Arithmetic.product(exponent) : null;
    return product != null ? run(product) : run(Arithmetic.POW_NUMBER, Scalar.of(exponent));
  }

  /// Raises to a whole power.
  default Tensor pow_(long exponent) {
    Row product = self().dtype() == DType.BOOL ? null : Arithmetic.product((double) exponent);
    if (product != null) {
      return run(product);
    }
    if (exponent < 0 && self().dtype().isIntegral()) {
      throw new GradusArgumentException("Integers to negative integer powers are not allowed.");
    }
    return run(Arithmetic.POW_NUMBER, Scalar.of(exponent));
  }

  /// Negates.
  default Tensor neg_() {
    Checks.noBoolNeg(self());
    return run(Arithmetic.NEG);
  }

  /// Replaces by magnitudes.
  default Tensor abs_() {
    if (self().dtype().isComplex()) {
      throw new GradusUnsupportedException(
          "In-place abs is not supported for complex tensors.\nabs_: use abs(), which is real.");
    }
    return run(Arithmetic.ABS);
  }

  /// Replaces by signs.
  default Tensor sign_() {
    return run(Arithmetic.SIGN);
  }

  /// Replaces by reciprocals.
  default Tensor reciprocal_() {
    return run(Arithmetic.RECIPROCAL);
  }

  /// Replaces by square roots.
  default Tensor sqrt_() {
    return run(Arithmetic.SQRT);
  }

  /// Replaces by exponentials.
  default Tensor exp_() {
    return run(Exponential.EXP);
  }

  /// Replaces by logarithms.
  default Tensor log_() {
    return run(Exponential.LOG);
  }

  /// Replaces by sines.
  default Tensor sin_() {
    return run(Exponential.SIN);
  }

  /// Replaces by cosines.
  default Tensor cos_() {
    return run(Exponential.COS);
  }

  /// Replaces by hyperbolic tangents.
  default Tensor tanh_() {
    return run(Exponential.TANH);
  }

  /// Replaces by `1 / (1 + exp(-x))`.
  default Tensor sigmoid_() {
    return run(Exponential.SIGMOID);
  }

  /// Replaces negative elements by 0.
  default Tensor relu_() {
    return run(Exponential.RELU);
  }

  /// Limits to `min` … `max`.
  default Tensor clamp_(double min, double max) {
    return Call.inPlace(Arithmetic.CLAMP.with(Scalar.of(min), Scalar.of(max)), self());
  }

  /// Limits to at least `min`.
  default Tensor clampMin_(double min) {
    return run(Arithmetic.CLAMP_MIN, Scalar.of(min));
  }

  /// Limits to at most `max`.
  default Tensor clampMax_(double max) {
    return run(Arithmetic.CLAMP_MAX, Scalar.of(max));
  }

  /// Writes a number everywhere. **Gradient**: 0.
  default Tensor fill_(double value) {
    return run(Copies.FILL, Scalar.of(value));
  }

  /// Writes a number everywhere. **Gradient**: 0.
  default Tensor fill_(long value) {
    return run(Copies.FILL, Scalar.of(value));
  }

  /// Writes the number that a tensor holds everywhere. **Gradient**: 0; to the number the sum.
  /// **Errors**: the tensor has dimensions. **Source**: torch.Tensor.fill\_.
  default Tensor fill_(Tensor value) {
    return Call.inPlace(new CopyInto(true), self(), value);
  }

  /// Writes 0 everywhere. **Gradient**: 0.
  default Tensor zero_() {
    return run(Copies.ZERO);
  }

  private Tensor become(ViewOperation view, String name, int overload) {
    return Call.inPlace(new LayoutChange(view, NodeNames.of(name, overload)), self());
  }

  /// Turns this into its transpose. **Errors**: more than two dimensions.
  default Tensor t_() {
    return become(Transpose.matrix(self()), "t", 1);
  }

  /// Exchanges two dimensions of this tensor.
  default Tensor transpose_(int dim0, int dim1) {
    int rank = self().dim();
    Transpose view = new Transpose("transpose", Axes.wrap(dim0, rank), Axes.wrap(dim1, rank));
    return become(view, "transpose", 1);
  }

  /// Drops all dimensions of size 1 from this tensor.
  default Tensor squeeze_() {
    return become(new Squeeze(0), "squeeze", 3);
  }

  /// Drops these dimensions from this tensor, where they have size 1.
  default Tensor squeeze_(int... dims) {
    int overload = dims.length == 1 ? 1 : 2;
    return become(new Squeeze(overload, dims.clone()), "squeeze", 3 + overload);
  }

  /// Gives this tensor a new dimension of size 1 in front of `dim`.
  default Tensor unsqueeze_(int dim) {
    return become(new Unsqueeze(Axes.wrap(dim, self().dim() + 1)), "unsqueeze", 1);
  }

  /// Writes the values of another tensor, cast and broadcast. **Gradient**: 0 to what this was, g
  /// to the other.
  default Tensor copy_(Tensor other) {
    Warnings.ofDiscardedParts(other, self().dtype());
    return Call.inPlace(new CopyInto(false), self(), other);
  }
}
