package dev.gradus.conformance.bind;

import dev.gradus.CdistMode;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;

/// Distances.
final class DistanceOps {
  private DistanceOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(
        "cdist",
        "x1: tensor, x2: tensor, p: number = 2.0,"
            + " compute_mode: str = 'use_mm_for_euclid_dist_if_necessary'",
        a ->
            Gradus.cdist(
                a.tensor("x1"), a.tensor("x2"), a.real("p"), CdistMode.of(a.text("compute_mode"))));
    b.op(
        "nn.functional.pdist pdist",
        "input: tensor, p: number = 2",
        a -> Gradus.pdist(a.tensor("input"), a.real("p")));
    b.op(
        "nn.functional.pairwise_distance pairwise_distance",
        "x1: tensor, x2: tensor, p: number = 2.0, eps: number = 1e-06, keepdim: bool = False",
        a ->
            Gradus.pairwiseDistance(
                a.tensor("x1"), a.tensor("x2"), a.real("p"), a.real("eps"), a.flag("keepdim")));
    b.op(
        "nn.functional.cosine_similarity cosine_similarity",
        "x1: tensor, x2: tensor, dim: int = 1, eps: number = 1e-08",
        a ->
            Gradus.cosineSimilarity(
                a.tensor("x1"), a.tensor("x2"), a.intValue("dim"), a.real("eps")));
  }
}
