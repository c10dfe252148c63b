package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.loss.CrossEntropy;
import dev.gradus.op.loss.LossRows;
import dev.gradus.op.loss.NllLoss;
import dev.gradus.op.loss.OneHot;
import dev.gradus.op.loss.PointwiseLoss;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// The losses among the statics of [Gradus], and the codes of their targets.
abstract sealed class Losses extends SequenceLosses permits RandomFactories {
  /// The mean of −(t · log x + (1 − t) · log(1 − x)) for probabilities x. **Gradient**: (x − t) /
  /// (x (1 − x)) · g / n. **Errors**: inputs outside 0 … 1, other sizes than the target's.
  /// **Source**: torch.nn.functional.binary\_cross\_entropy.
  public static Tensor binaryCrossEntropy(Tensor input, Tensor target) {
    return binaryCrossEntropy(input, target, null, LossReduction.MEAN);
  }

  /// As [#binaryCrossEntropy(Tensor, Tensor)] with a weight per element, or null, and a reduction.
  public static Tensor binaryCrossEntropy(
      Tensor input, Tensor target, @Nullable Tensor weight, LossReduction reduction) {
    if (!input.layout().sameSizes(target.layout())) {
      throw new GradusArgumentException(
          "Using a target size ("
              + Sizes.torchSize(target.layout().sizes())
              + ") that is different to the input size ("
              + Sizes.torchSize(input.layout().sizes())
              + ") is deprecated. Please ensure they have the same size.");
    }
    if (Call.any(LossRows.OUTSIDE.apply(input.detach()))) {
      throw new GradusArgumentException(
          "all elements of input should be between 0 and 1"
              + "\nbinary_cross_entropy: pass probabilities, e.g. through sigmoid().");
    }
    return weight == null
        ? PointwiseLoss.run(LossRows.BINARY_CROSS_ENTROPY, reduction, input, target)
        : PointwiseLoss.run(
            LossRows.BINARY_CROSS_ENTROPY_WEIGHTED, reduction, input, target, weight);
  }

  /// The mean of the negative input at the target class: the negative log-likelihood of
  /// log-probabilities. **Shape**: input (n, classes, …) or (classes), target without the classes.
  /// **Gradient**: −g / n at the class. **Source**: torch.nn.functional.nll\_loss.
  public static Tensor nllLoss(Tensor input, Tensor target) {
    return nllLoss(input, target, CrossEntropyOptions.DEFAULT);
  }

  /// As [#nllLoss(Tensor, Tensor)] with options; label smoothing does not apply.
  public static Tensor nllLoss(Tensor input, Tensor target, CrossEntropyOptions options) {
    Tensor x = Call.autocast("nll_loss", input);
    return NllLoss.run(x, target, options.weight(), options.ignoreIndex(), options.reduction());
  }

  /// The cross entropy of scores against classes (int64) or probabilities of classes (the input's
  /// sizes). **Shape**: input (n, classes, …) or (classes). **Gradient**: (softmax − target) · g /
  /// n. **Source**: torch.nn.functional.cross\_entropy.
  public static Tensor crossEntropy(Tensor input, Tensor target) {
    return crossEntropy(input, target, CrossEntropyOptions.DEFAULT);
  }

  /// As [#crossEntropy(Tensor, Tensor)] with options.
  public static Tensor crossEntropy(Tensor input, Tensor target, CrossEntropyOptions options) {
    return CrossEntropy.run(Call.autocast("cross_entropy_loss", input), target, options);
  }

  /// Each class as a vector with 1 in its place and 0 elsewhere, as many places as the largest
  /// class needs. **Shape**: one more dimension. **Dtype**: int64. **Errors**: a dtype other than
  /// int64, a negative class, no class at all. **Source**: torch.nn.functional.one\_hot.
  public static Tensor oneHot(Tensor classes) {
    return OneHot.of(classes, OneHot.INFER);
  }

  /// As [#oneHot(Tensor)] with so many places. **Errors**: a class that has none.
  public static Tensor oneHot(Tensor classes, long count) {
    return OneHot.of(classes, count);
  }
}
