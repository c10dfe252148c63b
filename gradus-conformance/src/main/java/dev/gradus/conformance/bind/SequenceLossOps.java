package dev.gradus.conformance.bind;

import static dev.gradus.conformance.bind.MoreLossOps.REDUCTION;
import static dev.gradus.conformance.bind.MoreLossOps.reduction;

import dev.gradus.CrossEntropyOptions;
import dev.gradus.CtcOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;

/// Losses of sequences and of last layers.
final class SequenceLossOps {
  private SequenceLossOps() {}

  static void bind(Bindings<Tensor> b) {
    String options = ", blank: int = 0, " + REDUCTION + ", zero_infinity: bool = False";
    b.op(
        "nn.functional.ctc_loss",
        "log_probs: tensor, targets: tensor, input_lengths: tensor, target_lengths: tensor"
            + options,
        a ->
            Gradus.ctcLoss(
                a.tensor("log_probs"),
                a.tensor("targets"),
                a.tensor("input_lengths"),
                a.tensor("target_lengths"),
                ctc(a)));
    b.op(
        "nn.functional.ctc_loss",
        "log_probs: tensor, targets: tensor, input_lengths: ints, target_lengths: ints" + options,
        a ->
            Gradus.ctcLoss(
                a.tensor("log_probs"),
                a.tensor("targets"),
                a.longs("input_lengths"),
                a.longs("target_lengths"),
                ctc(a)));
    b.op(
        "nn.functional.linear_cross_entropy",
        "input: tensor, linear_weight: tensor, target: tensor, linear_bias: tensor = None,"
            + " weight: tensor = None, "
            + REDUCTION
            + ", ignore_index: int = None, label_smoothing: number = 0.0, options: none = None",
        a ->
            Gradus.linearCrossEntropy(
                a.tensor("input"),
                a.tensor("linear_weight"),
                a.tensor("target"),
                a.tensorOrNull("linear_bias"),
                linear(a)));
  }

  private static CtcOptions ctc(Arguments<Tensor> a) {
    return new CtcOptions(a.longValue("blank"), reduction(a), a.flag("zero_infinity"));
  }

  private static CrossEntropyOptions linear(Arguments<Tensor> a) {
    CrossEntropyOptions o =
        CrossEntropyOptions.DEFAULT
            .withWeight(a.tensorOrNull("weight"))
            .withReduction(reduction(a))
            .withLabelSmoothing(a.real("label_smoothing"));
    return a.isNone("ignore_index") ? o : o.withIgnoreIndex(a.longValue("ignore_index"));
  }
}
