package dev.gradus.op.index;

import dev.gradus.Call;
import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Comparisons;
import dev.gradus.op.pointwise.CopyInto;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Reading and writing under masks: what it requires.
public final class Masking {
  private Masking() {}

  /// `masked_select`.
  public static Tensor select(Tensor x, Tensor mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new GradusArgumentException(
          "masked_select: expected BoolTensor for mask\nThe mask has dtype "
              + mask.dtype()
              + ". Convert it first with to(bool).");
    }
    long[] sizes = Broadcast.sizes(x.layout().sizes(), mask.layout().sizes());
    Tensor places = Nonzero.flat(mask, sizes);
    return Call.run(new Pick(new Flat(), "masked_select"), expanded(x, sizes), places);
  }

  /// `masked_scatter`: the values in a row at the places where the mask holds.
  public static Change scatter(Tensor x, Tensor mask, Tensor source, boolean inPlace) {
    if (x.dtype() != source.dtype()) {
      throw new GradusArgumentException(
          "masked_scatter_: expected self and source to have same dtypes but got "
              + x.dtype().scalarName()
              + " and "
              + source.dtype().scalarName());
    }
    if (mask.dtype() != DType.BOOL) {
      throw new GradusArgumentException(
          "masked_scatter_ only supports boolean masks, but got mask with dtype "
              + mask.dtype().scalarName());
    }
    long[] own = x.layout().sizes();
    long[] sizes = inPlace ? own : Broadcast.sizes(own, mask.layout().sizes());
    checkExpandable(mask, sizes);
    Tensor places = Nonzero.flat(mask, sizes);
    if (source.numel() < places.numel()) {
      throw new GradusArgumentException(
          "Number of elements of source < number of ones in mask\nmasked_scatter: source has "
              + source.numel()
              + " elements, the mask holds "
              + places.numel()
              + " times.");
    }
    Tensor values = source.reshape(-1);
    if (values.numel() > places.numel()) {
      values = values.narrow(0, 0, places.numel());
    }
    Write op = new Write(new Flat(), "masked_scatter", 0, null);
    return new Change(op, expanded(x, sizes), values, places);
  }

  private static void checkExpandable(Tensor mask, long[] sizes) {
    if (!Broadcast.expandable(mask.layout().sizes(), sizes)) {
      throw new GradusArgumentException(
          "output with shape "
              + Sizes.text(sizes)
              + " doesn't match the broadcast shape "
              + Sizes.text(Broadcast.sizes(sizes, mask.layout().sizes())));
    }
  }

  private static Tensor expanded(Tensor x, long[] sizes) {
    return Arrays.equals(x.layout().sizes(), sizes) ? x : x.expand(sizes);
  }

  /// `masked_fill` with a number; it takes the dtype of `x`.
  public static Change fill(Tensor x, Tensor mask, Scalar number, boolean inPlace) {
    checkBool(mask);
    if (x.dtype().isComplex()) {
      if (Call.isHidden(mask)) {
        return chosen(
            x,
            mask,
            Gradus.full(x.dtype(), new long[0], new Complex(number.real(), number.imag())),
            inPlace);
      }
      long[] sizes = fillSizes(x, mask, inPlace);
      WriteNumber op = new WriteNumber(new Flat(), "masked_fill", 0, number);
      return new Change(op, expanded(x, sizes), Nonzero.flat(mask, sizes));
    }
    Scalar own = Assignment.typed(number, x.dtype());
    return new Change(Comparisons.MASKED_FILL.with(own), x, mask);
  }

  // Where the mask cannot be read, both ways are computed.
  private static Change chosen(Tensor x, Tensor mask, Tensor value, boolean inPlace) {
    return inPlace
        ? new Change(new CopyInto(false), x, Gradus.where(mask, value, x))
        : new Change(Comparisons.WHERE.call(), mask, value, x);
  }

  private static void checkBool(Tensor mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new GradusArgumentException(
          "masked_fill_ only supports boolean masks, but got mask with dtype "
              + mask.dtype().scalarName());
    }
  }

  private static long[] fillSizes(Tensor x, Tensor mask, boolean inPlace) {
    long[] own = x.layout().sizes();
    long[] sizes = inPlace ? own : Broadcast.sizes(own, mask.layout().sizes());
    checkExpandable(mask, sizes);
    return sizes;
  }

  /// `masked_fill` with a tensor without dimensions.
  public static Change fill(Tensor x, Tensor mask, Tensor value, boolean inPlace) {
    if (value.dim() != 0) {
      throw new GradusArgumentException(
          "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with "
              + value.dim()
              + " dimension(s).");
    }
    checkBool(mask);
    Tensor own = value.to(x.dtype());
    if (!x.dtype().isComplex()) {
      return new Change(Comparisons.MASKED_FILL_TENSOR.call(), x, mask, own);
    }
    if (Call.isHidden(mask)) {
      return chosen(x, mask, own, inPlace);
    }
    long[] sizes = fillSizes(x, mask, inPlace);
    Write op = new Write(new Flat(), "masked_fill", 1, null);
    return new Change(op, expanded(x, sizes), own, Nonzero.flat(mask, sizes));
  }
}
