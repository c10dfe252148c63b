package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.view.SumToSize;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.List;

/// New tensors of this one's dtype, filled copies, and sums to smaller sizes.
///
/// **Gradient**: none for what is new; of filled copies 0.
public sealed interface Newborn permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // Under function transforms one for each example, which may be changed in place.
  private Tensor own(Tensor y) {
    return self().wrapped() == null ? y : Blank.like(self(), y.layout()).copy_(y);
  }

  /// A tensor of this dtype with one value. **Source**: torch.Tensor.new\_full.
  default Tensor newFull(long[] sizes, double value) {
    return own(Gradus.full(self().dtype(), sizes, value));
  }

  /// As [#newFull(long[], double)] for a whole number.
  default Tensor newFull(long[] sizes, long value) {
    return own(Gradus.full(self().dtype(), sizes, value));
  }

  /// As [#newFull(long[], double)] for a complex number.
  default Tensor newFull(long[] sizes, Complex value) {
    return own(Gradus.full(self().dtype(), sizes, value));
  }

  /// Ones of this dtype. **Source**: torch.Tensor.new\_ones.
  default Tensor newOnes(long... sizes) {
    return own(Gradus.ones(self().dtype(), sizes));
  }

  /// Zeros of this dtype. **Source**: torch.Tensor.new\_zeros.
  default Tensor newZeros(long... sizes) {
    return own(Gradus.zeros(self().dtype(), sizes));
  }

  /// Memory of this dtype to be written to. **Source**: torch.Tensor.new\_empty.
  default Tensor newEmpty(long... sizes) {
    return own(Gradus.empty(self().dtype(), sizes));
  }

  /// A copy with every element replaced by a number. **Gradient**: 0. **Source**: torch.fill.
  default Tensor fill(double value) {
    return self().dtype() == DType.BOOL ? fill(value != 0) : filled(Scalar.of(value));
  }

  /// As [#fill(double)] for a whole number.
  default Tensor fill(long value) {
    return self().dtype() == DType.BOOL ? fill(value != 0) : filled(Scalar.of(value));
  }

  /// As [#fill(double)] for a truth value.
  default Tensor fill(boolean value) {
    return self().dtype() == DType.BOOL
        ? self().clone().copy_(Gradus.full(new long[0], value))
        : fill(value ? 1L : 0L);
  }

  private Tensor filled(Scalar value) {
    Tensor x = self();
    return x.dtype().isFloatingPoint() || x.dtype().isComplex()
        ? Call.run(Copies.FILLED.with(value), x)
        : Call.inPlace(Copies.FILL.with(value), x.clone());
  }

  /// The sum over whatever expanding from these sizes would repeat. **Gradient**: g, expanded.
  /// **Errors**: sizes that do not expand to this tensor's. **Source**: torch.Tensor.sum\_to\_size.
  default Tensor sumToSize(long... sizes) {
    Tensor x = self();
    if (!Broadcast.expandable(sizes, x.layout().sizes())) {
      throw new GradusArgumentException(
          "size {"
              + Sizes.text(sizes)
              + "} is not expandable to size {"
              + Sizes.text(x.layout().sizes())
              + "}.");
    }
    DType dtype = x.dtype().isIntegral() ? DType.INT64 : x.dtype();
    if (sizes.length == 0) {
      return x.sum();
    }
    Tensor summed = SumToSize.apply(x, sizes);
    return summed == x ? x : summed.dtype() == dtype ? summed : summed.to(dtype);
  }

  /// The positions of the first `size` elements that are not 0, the rest filled up. **Shape**:
  /// (size, rank). **Gradient**: none. **Source**: torch.nonzero\_static.
  default Tensor nonzeroStatic(long size, long fillValue) {
    if (size < 0) {
      throw new GradusArgumentException(
          "nonzero_static: 'size' must be an non-negative integer\nnonzeroStatic: got "
              + size
              + ".");
    }
    Tensor found = self().nonzero();
    long n = found.size(0);
    if (n >= size) {
      return found.narrow(0, 0, size).contiguous();
    }
    Tensor rest = Gradus.full(DType.INT64, new long[] {size - n, self().dim()}, fillValue);
    return Gradus.cat(List.of(found, rest), 0);
  }
}
