package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import dev.gradus.shape.Views;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A frame of one number around a tensor; a negative width cuts off.
///
/// @param pad widths before and behind, the last dimension first
/// @param value the number
public record ConstantPad(long[] pad, Complex value) implements SingleOperation {
  private static final Complex NONE = new Complex(0, 0);

  /// Checks the widths.
  public static ConstantPad of(Tensor x, long[] pad, Complex value) {
    if (pad.length % 2 != 0) {
      throw new GradusArgumentException(
          "Length of pad must be even but instead it equals " + pad.length);
    }
    if (pad.length > 2 * x.dim()) {
      throw new GradusArgumentException(
          "Length of pad should be no more than twice the number of dimensions of the input. Pad length is "
              + pad.length
              + " while the input has "
              + x.dim()
              + " dimensions.");
    }
    ConstantPad op = new ConstantPad(pad.clone(), value);
    op.sizes(x.layout().sizes());
    return op;
  }

  @Override
  public String name() {
    return "constant_pad_nd";
  }

  private long before(int d, int rank) {
    int at = 2 * (rank - 1 - d);
    return at < pad.length ? pad[at] : 0;
  }

  private long behind(int d, int rank) {
    int at = 2 * (rank - 1 - d);
    return at < pad.length ? pad[at + 1] : 0;
  }

  private long[] sizes(long[] own) {
    long[] sizes = own.clone();
    for (int d = 0; d < own.length; d++) {
      sizes[d] += before(d, own.length) + behind(d, own.length);
      if (sizes[d] < 0) {
        throw new GradusArgumentException(
            "The input size "
                + own[d]
                + ", plus negative padding "
                + before(d, own.length)
                + " and "
                + behind(d, own.length)
                + " resulted in a negative output size, which is invalid. Check dimension "
                + d
                + " of your input."
                + "\nconstant_pad_nd: the tensor has sizes "
                + Sizes.text(own)
                + ".");
      }
    }
    return sizes;
  }

  private Tensor framed(DType dtype, long[] sizes) {
    if (value.im() != 0) {
      return Gradus.full(dtype, sizes, value);
    }
    return value.re() == 0 ? Tensor.empty(dtype, sizes) : Gradus.full(dtype, sizes, value.re());
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] own = x[0].layout().sizes();
    Layout from = x[0].layout();
    long[] sizes = sizes(own);
    Tensor y = framed(x[0].dtype(), sizes);
    Layout to = y.layout();
    for (int d = 0; d < own.length; d++) {
      long before = before(d, own.length);
      long cut = Math.max(0, -before);
      long length = own[d] - cut - Math.max(0, -behind(d, own.length));
      if (length <= 0) {
        return y;
      }
      from = Views.narrow(from, d, cut, length);
      to = Views.narrow(to, d, Math.max(0, before), length);
    }
    Copies.copy(
        Tensor.wrap(x[0].storage(), from, x[0].dtype()), Tensor.wrap(y.storage(), to, y.dtype()));
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    long[] cut = Arrays.stream(pad).map(p -> -p).toArray();
    return new Tensor[] {Call.run(new ConstantPad(cut, NONE), g)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(new ConstantPad(pad, NONE), t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x[0]);
  }
}
