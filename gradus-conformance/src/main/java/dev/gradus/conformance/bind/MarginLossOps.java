package dev.gradus.conformance.bind;

import static dev.gradus.conformance.bind.MoreLossOps.OLD;
import static dev.gradus.conformance.bind.MoreLossOps.REDUCTION;
import static dev.gradus.conformance.bind.MoreLossOps.reduction;

import dev.gradus.Gradus;
import dev.gradus.MultiMarginOptions;
import dev.gradus.Tensor;
import dev.gradus.TripletMarginOptions;
import dev.gradus.conformance.run.Bindings;

/// Losses with margins.
final class MarginLossOps {
  private static final String TRIPLE = "anchor: tensor, positive: tensor, negative: tensor, ";
  private static final String COMPARED =
      "input1: tensor, input2: tensor, target: tensor, margin: number = 0, ";

  private MarginLossOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(
        "nn.functional.hinge_embedding_loss",
        "input: tensor, target: tensor, margin: number = 1.0, " + OLD + REDUCTION,
        a ->
            Gradus.hingeEmbeddingLoss(
                a.tensor("input"), a.tensor("target"), a.real("margin"), reduction(a)));
    b.op(
        "nn.functional.margin_ranking_loss",
        COMPARED + OLD + REDUCTION,
        a ->
            Gradus.marginRankingLoss(
                a.tensor("input1"),
                a.tensor("input2"),
                a.tensor("target"),
                a.real("margin"),
                reduction(a)));
    b.op(
        "nn.functional.cosine_embedding_loss",
        COMPARED + OLD + REDUCTION,
        a ->
            Gradus.cosineEmbeddingLoss(
                a.tensor("input1"),
                a.tensor("input2"),
                a.tensor("target"),
                a.real("margin"),
                reduction(a)));
    b.op(
        "nn.functional.triplet_margin_loss",
        TRIPLE
            + "margin: number = 1.0, p: number = 2, eps: number = 1e-06, swap: bool = False, "
            + OLD
            + REDUCTION,
        a ->
            Gradus.tripletMarginLoss(
                a.tensor("anchor"),
                a.tensor("positive"),
                a.tensor("negative"),
                new TripletMarginOptions(
                    a.real("margin"), a.real("p"), a.real("eps"), a.flag("swap"), reduction(a))));
    b.op(
        "nn.functional.triplet_margin_with_distance_loss",
        TRIPLE
            + "distance_function: none = None, margin: number = 1.0, swap: bool = False, "
            + REDUCTION,
        a ->
            Gradus.tripletMarginWithDistanceLoss(
                a.tensor("anchor"),
                a.tensor("positive"),
                a.tensor("negative"),
                null,
                TripletMarginOptions.DEFAULT
                    .withMargin(a.real("margin"))
                    .withSwap(a.flag("swap"))
                    .withReduction(reduction(a))));
    ofClasses(b);
  }

  private static void ofClasses(Bindings<Tensor> b) {
    b.op(
        "nn.functional.multi_margin_loss",
        "input: tensor, target: tensor, p: int = 1, margin: number = 1.0, weight: tensor = None, "
            + OLD
            + REDUCTION,
        a ->
            Gradus.multiMarginLoss(
                a.tensor("input"),
                a.tensor("target"),
                new MultiMarginOptions(
                    a.longValue("p"), a.real("margin"), a.tensorOrNull("weight"), reduction(a))));
    b.op(
        "nn.functional.multilabel_margin_loss",
        "input: tensor, target: tensor, " + OLD + REDUCTION,
        a -> Gradus.multilabelMarginLoss(a.tensor("input"), a.tensor("target"), reduction(a)));
    b.op(
        "nn.functional.multilabel_soft_margin_loss",
        "input: tensor, target: tensor, weight: tensor = None, " + OLD + REDUCTION,
        a ->
            Gradus.multilabelSoftMarginLoss(
                a.tensor("input"), a.tensor("target"), a.tensorOrNull("weight"), reduction(a)));
  }
}
