package dev.gradus.op.loss;

import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// The losses of single elements or samples, reduced.
final class Reduced {
  private Reduced() {}

  static Tensor of(Tensor losses, LossReduction reduction) {
    return switch (reduction) {
      case NONE -> losses;
      case SUM -> losses.sum();
      case MEAN -> losses.mean();
    };
  }

  /// What PyTorch calls the node: that of the reduction, or where there is none, of what it is.
  static String node(LossReduction reduction, String unreduced) {
    return switch (reduction) {
      case NONE -> unreduced;
      case SUM -> "SumBackward0";
      case MEAN -> "MeanBackward0";
    };
  }
}
