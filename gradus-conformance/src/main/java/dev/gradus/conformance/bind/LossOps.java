package dev.gradus.conformance.bind;

import dev.gradus.CrossEntropyOptions;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;

/// Losses. Of PyTorch's deprecated parameters `size_average` and `reduce` only the default is
/// taken: Gradus has `reduction` alone.
final class LossOps {
  private static final String CLASSES =
      "input: tensor, target: tensor, weight: tensor = None, size_average: none = None,"
          + " ignore_index: int = -100, reduce: none = None, reduction: str = 'mean'";

  private LossOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(
        "nn.functional.nll_loss",
        CLASSES,
        a -> Gradus.nllLoss(a.tensor("input"), a.tensor("target"), options(a)));
    b.op(
        "nn.functional.cross_entropy",
        CLASSES + ", label_smoothing: number = 0.0",
        a ->
            Gradus.crossEntropy(
                a.tensor("input"),
                a.tensor("target"),
                options(a).withLabelSmoothing(a.real("label_smoothing"))));
    b.op(
        "nn.functional.binary_cross_entropy",
        "input: tensor, target: tensor, weight: tensor = None, size_average: none = None,"
            + " reduce: none = None, reduction: str = 'mean'",
        a ->
            Gradus.binaryCrossEntropy(
                a.tensor("input"), a.tensor("target"), a.tensorOrNull("weight"), reduction(a)));
    b.op(
        "nn.functional.one_hot",
        "tensor: tensor, num_classes: int = -1",
        a -> Gradus.oneHot(a.tensor("tensor"), a.longValue("num_classes")));
  }

  private static CrossEntropyOptions options(Arguments<Tensor> a) {
    return CrossEntropyOptions.DEFAULT
        .withWeight(a.tensorOrNull("weight"))
        .withIgnoreIndex(a.longValue("ignore_index"))
        .withReduction(LossReduction.of(a.text("reduction")));
  }

  private static LossReduction reduction(Arguments<Tensor> a) {
    return LossReduction.of(a.text("reduction"));
  }
}
