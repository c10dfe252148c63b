package dev.gradus.op.index;

import dev.gradus.Call;
import dev.gradus.Index;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Views;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `x[…] = value`, and `index_put`.
public final class Assignment {
  private Assignment() {}

  /// Writes a tensor, broadcast, into a part of `x`.
  public static void set(Tensor x, Index[] at, Tensor value) {
    Subscript s = Subscript.of(x, at, false);
    Tensor trimmed = withoutLeadingOnes(value);
    if (s.isAdvanced()) {
      put(s.view(), s.points(), s.tensors(), trimmed, null).inPlace();
      return;
    }
    Views.expand(trimmed.layout(), s.view().layout().sizes());
    s.view().copy_(trimmed);
  }

  /// Writes a number into a part of `x`.
  public static void set(Tensor x, Index[] at, Scalar number) {
    Subscript s = Subscript.of(x, at, false);
    if (s.isAdvanced()) {
      new Change(
              new WriteNumber(s.points(), "index_put", 0, number),
              Subscript.behind(s.tensors(), s.view()))
          .inPlace();
      return;
    }
    Scalar own = typed(number, s.view().dtype());
    Call.inPlace(Copies.FILL.with(own), s.view());
  }

  /// The number as a value of a dtype: fractions are cut off in integers, as Python's assignment
  /// does.
  static Scalar typed(Scalar number, DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> Scalar.of(number.real() != 0);
      case INTEGER -> Scalar.of(number.whole());
      case FLOATING, COMPLEX -> number;
    };
  }

  /// `index_put` at index tensors for the first dimensions.
  ///
  /// @param factor 1 to accumulate, null to overwrite
  public static Change put(Tensor x, List<Tensor> index, Tensor values, @Nullable Scalar factor) {
    Subscript s = Subscript.ofTensors(x, index);
    return put(x, s.points(), s.tensors(), values, factor);
  }

  private static Change put(
      Tensor x, Points points, List<Tensor> index, Tensor values, @Nullable Scalar factor) {
    if (x.dtype() != values.dtype()) {
      throw new GradusArgumentException(
          "Index put requires the source and destination dtypes match, got "
              + x.dtype().scalarName()
              + " for the destination and "
              + values.dtype().scalarName()
              + " for the source.\nConvert the values first with to("
              + x.dtype().torchName()
              + ").");
    }
    Write op = new Write(points, "index_put", 0, factor);
    return new Change(op, Subscript.behind(index, x, values));
  }

  // A value may have more dimensions than its place if the first ones have size 1, as in NumPy.
  private static Tensor withoutLeadingOnes(Tensor value) {
    long[] sizes = value.layout().sizes();
    int ones = 0;
    while (ones < sizes.length && sizes[ones] == 1) {
      ones++;
    }
    return ones == 0 ? value : value.view(Arrays.copyOfRange(sizes, ones, sizes.length));
  }
}
