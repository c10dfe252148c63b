package dev.gradus.op.index;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// `one_hot`.
public final class OneHot {
  private OneHot() {}

  /// Rows of zeros with a 1 at the number of the class.
  public static Tensor of(Tensor classes, long numClasses) {
    if (classes.dtype() != DType.INT64) {
      throw new GradusArgumentException(
          "one_hot is only applicable to index tensor of type LongTensor.\nThe classes have dtype "
              + classes.dtype()
              + ". Convert them first with to(int64).");
    }
    if (classes.numel() == 0) {
      if (numClasses <= 0) {
        throw new GradusArgumentException(
            "Can not infer total number of classes from empty tensor.");
      }
      return Tensor.empty(DType.INT64, sizes(classes, numClasses));
    }
    long largest = classes.max().itemLong();
    if (classes.min().itemLong() < 0) {
      throw new GradusArgumentException("Class values must be non-negative.");
    }
    if (numClasses == -1) {
      return rows(classes, largest + 1);
    }
    if (numClasses < 1) {
      throw new GradusArgumentException("num_classes should be positive");
    }
    if (largest >= numClasses) {
      throw new GradusArgumentException(
          "Class values must be smaller than num_classes.\noneHot: the largest class is "
              + largest
              + ", numClasses "
              + numClasses
              + ".");
    }
    return rows(classes, numClasses);
  }

  private static Tensor rows(Tensor classes, long numClasses) {
    return Tensor.empty(DType.INT64, sizes(classes, numClasses))
        .scatter_(-1, classes.unsqueeze(-1), 1);
  }

  private static long[] sizes(Tensor classes, long numClasses) {
    long[] sizes = Arrays.copyOf(classes.layout().sizes(), classes.dim() + 1);
    sizes[classes.dim()] = numClasses;
    return sizes;
  }
}
