package dev.gradus;

import dev.gradus.op.index.Assignment;
import dev.gradus.op.index.Gathering;
import dev.gradus.op.index.Masking;
import dev.gradus.op.index.Selecting;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.view.ConstantPad;

/// Complex numbers written into tensors.
///
/// **Gradient**: g where nothing was written, 0 elsewhere. **Errors**: a real tensor and a number
/// with an imaginary part.
public sealed interface ComplexFilling permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Writes a number everywhere. **Gradient**: 0. **Source**: torch.Tensor.fill\_.
  default Tensor fill_(Complex value) {
    return Call.inPlace(Copies.FILL.with(Checks.fitting("fill", self(), value)), self());
  }

  /// A number where the mask holds, else this. **Gradient**: g outside the mask. **Source**:
  /// torch.masked\_fill.
  default Tensor maskedFill(Tensor mask, Complex number) {
    Scalar value = Checks.fitting("masked_fill", self(), number);
    return Masking.fill(self(), mask, value, false).inCopy();
  }

  /// Writes a number where the mask holds.
  default Tensor maskedFill_(Tensor mask, Complex number) {
    Scalar value = Checks.fitting("masked_fill", self(), number);
    return Masking.fill(self(), mask, value, true).inPlace();
  }

  /// A copy with a number in the slices at these positions. **Gradient**: g elsewhere. **Source**:
  /// torch.index\_fill.
  default Tensor indexFill(int dim, Tensor index, Complex number) {
    Scalar value = Checks.fitting("index_fill", self(), number);
    return Selecting.fill(self(), dim, index, value).inCopy();
  }

  /// As [#indexFill] in place.
  default Tensor indexFill_(int dim, Tensor index, Complex number) {
    Scalar value = Checks.fitting("index_fill", self(), number);
    return Selecting.fill(self(), dim, index, value).inPlace();
  }

  /// A copy with a number at the places that an index tensor names. **Gradient**: g elsewhere.
  /// **Source**: torch.scatter.
  default Tensor scatter(int dim, Tensor index, Complex number) {
    Scalar value = Checks.fitting("scatter", self(), number);
    return Gathering.scatter(self(), dim, index, value).inCopy();
  }

  /// As [#scatter] in place.
  default Tensor scatter_(int dim, Tensor index, Complex number) {
    Scalar value = Checks.fitting("scatter", self(), number);
    return Gathering.scatter(self(), dim, index, value).inPlace();
  }

  /// `x[…] = number`. **Source**: torch.Tensor.\_\_setitem\_\_.
  default Tensor set(Complex number, Index... at) {
    Assignment.set(self(), at, Checks.fitting("index_put", self(), number));
    return self();
  }

  /// A frame of a number. **Gradient**: g inside. **Errors**: more widths than dimensions, nothing
  /// left. **Source**: torch.constant\_pad\_nd.
  default Tensor constantPad(long[] widths, Complex value) {
    Checks.fitting("constant_pad_nd", self(), value);
    return Call.run(ConstantPad.of(self(), widths, value), self());
  }
}
