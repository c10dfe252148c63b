package dev.gradus.op.loss;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// Classes as vectors with 1 in the place of the class.
public final class OneHot {
  /// As many classes as the values need.
  public static final long INFER = -1;

  private OneHot() {}

  /// The codes, or a refusal before anything is computed.
  public static Tensor of(Tensor classes, long count) {
    if (classes.dtype() != DType.INT64) {
      throw new GradusArgumentException(
          "one_hot is only applicable to index tensor of type LongTensor.\noneHot: got "
              + classes.dtype()
              + "; convert it first with to(int64).");
    }
    if (classes.numel() == 0) {
      return empty(classes, count);
    }
    long least = Call.allExamples(classes).min().itemLong();
    if (least < 0) {
      throw new GradusArgumentException(
          "Class values must be non-negative.\noneHot: got the class " + least + ".");
    }
    long greatest = Call.allExamples(classes).max().itemLong();
    if (count != INFER && greatest >= count) {
      throw new GradusArgumentException(
          "Class values must be smaller than num_classes.\noneHot: got the class "
              + greatest
              + " and "
              + count
              + " classes.");
    }
    long width = count == INFER ? greatest + 1 : count;
    return classes.unsqueeze(-1).eq(Gradus.arange(width)).to(DType.INT64);
  }

  private static Tensor empty(Tensor classes, long count) {
    if (count <= 0) {
      throw new GradusArgumentException(
          "Can not infer total number of classes from empty tensor.\noneHot: say how many there are.");
    }
    long[] sizes = Arrays.copyOf(classes.shape(), classes.dim() + 1);
    sizes[classes.dim()] = count;
    return Gradus.zeros(DType.INT64, sizes);
  }
}
