package dev.gradus.conformance.bind;

import dev.gradus.BinaryCrossEntropyOptions;
import dev.gradus.GaussianNllOptions;
import dev.gradus.Gradus;
import dev.gradus.HuberOptions;
import dev.gradus.KlDivReduction;
import dev.gradus.LossReduction;
import dev.gradus.PoissonNllOptions;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;

/// Losses of single elements.
final class MoreLossOps {
  static final String OLD = "size_average: none = None, reduce: none = None, ";
  static final String REDUCTION = "reduction: str = 'mean'";
  private static final String PAIR = "input: tensor, target: tensor, ";

  private MoreLossOps() {}

  static LossReduction reduction(Arguments<Tensor> a) {
    return LossReduction.of(a.text("reduction"));
  }

  static void bind(Bindings<Tensor> b) {
    b.op(
        "nn.functional.mse_loss",
        PAIR + OLD + REDUCTION + ", weight: tensor = None",
        a ->
            Gradus.mseLoss(
                a.tensor("input"), a.tensor("target"), a.tensorOrNull("weight"), reduction(a)));
    b.op(
        "nn.functional.l1_loss",
        PAIR + OLD + REDUCTION + ", weight: tensor = None",
        a ->
            Gradus.l1Loss(
                a.tensor("input"), a.tensor("target"), a.tensorOrNull("weight"), reduction(a)));
    b.op(
        "nn.functional.smooth_l1_loss",
        PAIR + OLD + REDUCTION + ", beta: number = 1.0",
        a ->
            Gradus.smoothL1Loss(
                a.tensor("input"), a.tensor("target"), a.real("beta"), reduction(a)));
    b.op(
        "nn.functional.huber_loss",
        PAIR + REDUCTION + ", delta: number = 1.0, weight: tensor = None",
        a ->
            Gradus.huberLoss(
                a.tensor("input"),
                a.tensor("target"),
                new HuberOptions(a.real("delta"), a.tensorOrNull("weight"), reduction(a))));
    b.op(
        "nn.functional.soft_margin_loss",
        PAIR + OLD + REDUCTION,
        a -> Gradus.softMarginLoss(a.tensor("input"), a.tensor("target"), reduction(a)));
    likelihoods(b);
  }

  private static void likelihoods(Bindings<Tensor> b) {
    b.op(
        "nn.functional.binary_cross_entropy_with_logits",
        PAIR + "weight: tensor = None, " + OLD + REDUCTION + ", pos_weight: tensor = None",
        a ->
            Gradus.binaryCrossEntropyWithLogits(
                a.tensor("input"),
                a.tensor("target"),
                new BinaryCrossEntropyOptions(
                    a.tensorOrNull("weight"), a.tensorOrNull("pos_weight"), reduction(a))));
    b.op(
        "nn.functional.kl_div",
        PAIR + OLD + REDUCTION + ", log_target: bool = False",
        a ->
            Gradus.klDiv(
                a.tensor("input"),
                a.tensor("target"),
                KlDivReduction.of(a.text("reduction")),
                a.flag("log_target")));
    b.op(
        "nn.functional.poisson_nll_loss",
        PAIR
            + "log_input: bool = True, full: bool = False, size_average: none = None,"
            + " eps: number = 1e-8, reduce: none = None, "
            + REDUCTION,
        a ->
            Gradus.poissonNllLoss(
                a.tensor("input"),
                a.tensor("target"),
                new PoissonNllOptions(
                    a.flag("log_input"), a.flag("full"), a.real("eps"), reduction(a))));
    b.op(
        "nn.functional.gaussian_nll_loss",
        PAIR + "var: tensor, full: bool = False, eps: number = 1e-6, " + REDUCTION,
        a ->
            Gradus.gaussianNllLoss(
                a.tensor("input"), a.tensor("target"), a.tensor("var"), gaussian(a)));
    b.op(
        "nn.functional.gaussian_nll_loss",
        PAIR + "var: number, full: bool = False, eps: number = 1e-6, " + REDUCTION,
        a ->
            Gradus.gaussianNllLoss(
                a.tensor("input"), a.tensor("target"), a.real("var"), gaussian(a)));
  }

  private static GaussianNllOptions gaussian(Arguments<Tensor> a) {
    return new GaussianNllOptions(a.flag("full"), a.real("eps"), reduction(a));
  }
}
