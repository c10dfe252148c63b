package dev.gradus.op.loss;

import dev.gradus.LossReduction;
import dev.gradus.MultiMarginOptions;
import dev.gradus.Tensor;
import dev.gradus.TripletMarginOptions;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Sizes;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// The losses with margins, with what they require.
public final class MarginLoss {
  private MarginLoss() {}

  /// `hinge_embedding_loss`.
  public static Tensor hinge(Tensor input, Tensor target, double margin, LossReduction reduction) {
    return PointwiseLoss.chain(
        MarginRows.HINGE_EMBEDDING.with(Scalar.of(margin)), reduction, input, target);
  }

  /// `margin_ranking_loss`.
  public static Tensor ranking(
      Tensor input1, Tensor input2, Tensor target, double margin, LossReduction reduction) {
    if (input1.dim() != input2.dim() || input1.dim() != target.dim()) {
      throw new GradusArgumentException(
          "margin_ranking_loss : All input tensors should have same dimension but got sizes: input1:"
              + " "
              + Sizes.torchSize(input1.layout().sizes())
              + ", input2: "
              + Sizes.torchSize(input2.layout().sizes())
              + ", target: "
              + Sizes.torchSize(target.layout().sizes())
              + " ");
    }
    return PointwiseLoss.chain(
        MarginRows.RANKING.with(Scalar.of(margin)), reduction, input1, input2, target);
  }

  /// `triplet_margin_loss`.
  public static Tensor triplet(
      Tensor anchor,
      Tensor positive,
      Tensor negative,
      BinaryOperator<Tensor> distance,
      TripletMarginOptions o) {
    if (!(o.margin() > 0)) {
      throw new GradusArgumentException(
          "margin must be greater than 0, got " + o.margin() + "\ntriplet_margin_loss.");
    }
    if (anchor.dim() != positive.dim() || anchor.dim() != negative.dim()) {
      throw new GradusArgumentException(
          "The anchor, positive, and negative tensors are expected to have the same number of"
              + " dimensions, but got: anchor "
              + anchor.dim()
              + "D, positive "
              + positive.dim()
              + "D, and negative "
              + negative.dim()
              + "D inputs");
    }
    Tensor near = distance.apply(anchor, positive);
    Tensor far = distance.apply(anchor, negative);
    if (o.swap()) {
      far = far.minimum(distance.apply(positive, negative));
    }
    return PointwiseLoss.chain(
        MarginRows.TRIPLET.with(Scalar.of(o.margin())), o.reduction(), near, far);
  }

  /// `cosine_embedding_loss`.
  public static Tensor cosine(
      Tensor input1, Tensor input2, Tensor target, double margin, LossReduction reduction) {
    int dim = target.dim();
    if (dim > 1) {
      throw new GradusArgumentException(
          "0D or 1D target tensor expected, multi-target not supported");
    }
    if (input1.dim() != dim + 1 || input2.dim() != dim + 1) {
      throw new GradusArgumentException(
          dim
              + "D target tensor expects "
              + (dim + 1)
              + "D input tensors, but found inputs with sizes "
              + Sizes.text(input1.layout().sizes())
              + " and "
              + Sizes.text(input2.layout().sizes())
              + ".");
    }
    return PointwiseLoss.chain(
        MarginRows.COSINE_EMBEDDING.with(Scalar.of(margin)),
        reduction,
        input1.mul(input2).sum(dim),
        input1.mul(input1).sum(dim),
        input2.mul(input2).sum(dim),
        target);
  }

  /// `multi_margin_loss`.
  public static Tensor multiMargin(Tensor input, Tensor target, MultiMarginOptions options) {
    return MultiMargin.run(input, target, options);
  }

  /// `multilabel_margin_loss`.
  public static Tensor multilabel(Tensor input, Tensor target, LossReduction reduction) {
    return MultilabelMargin.run(input, target, reduction);
  }

  /// `multilabel_soft_margin_loss`.
  public static Tensor multilabelSoft(
      Tensor input, Tensor target, @Nullable Tensor weight, LossReduction reduction) {
    Tensor each =
        weight == null
            ? LikelihoodRows.MULTILABEL.apply(input, target)
            : LikelihoodRows.MULTILABEL_WEIGHTED.apply(input, target, weight);
    return Reduced.of(each.sum(-1).div((double) input.size(-1)), reduction);
  }
}
