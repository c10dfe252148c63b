package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.loss.MarginLoss;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// The losses that ask for margins among the statics of [Gradus]. Where a margin is just kept, the
/// gradient is 0.
abstract sealed class MarginLosses extends Distances permits ElementLosses {
  /// [#hingeEmbeddingLoss(Tensor, Tensor, double, LossReduction)] with margin 1 and the mean.
  public static Tensor hingeEmbeddingLoss(Tensor input, Tensor target) {
    return hingeEmbeddingLoss(input, target, 1, LossReduction.MEAN);
  }

  /// The input where the target is 1, max(0, margin − input) where it is −1. **Dtype**: integers
  /// become the default dtype. **Gradient**: g, or −g where the margin is open. **Source**:
  /// torch.nn.functional.hinge\_embedding\_loss.
  public static Tensor hingeEmbeddingLoss(
      Tensor input, Tensor target, double margin, LossReduction reduction) {
    return MarginLoss.hinge(input, target, margin, reduction);
  }

  /// [#marginRankingLoss(Tensor, Tensor, Tensor, double, LossReduction)] with margin 0 and the
  /// mean.
  public static Tensor marginRankingLoss(Tensor input1, Tensor input2, Tensor target) {
    return marginRankingLoss(input1, input2, target, 0, LossReduction.MEAN);
  }

  /// max(0, −t · (input1 − input2) + margin), where t says which input should be the larger: 1 the
  /// first, −1 the second. **Dtype**: integers become the default dtype. **Gradient**: −t · g and t
  /// · g where the margin is open. **Errors**: other numbers of dimensions. **Source**:
  /// torch.nn.functional.margin\_ranking\_loss.
  public static Tensor marginRankingLoss(
      Tensor input1, Tensor input2, Tensor target, double margin, LossReduction reduction) {
    return MarginLoss.ranking(input1, input2, target, margin, reduction);
  }

  /// [#tripletMarginLoss(Tensor, Tensor, Tensor, TripletMarginOptions)] with the default options.
  public static Tensor tripletMarginLoss(Tensor anchor, Tensor positive, Tensor negative) {
    return tripletMarginLoss(anchor, positive, negative, TripletMarginOptions.DEFAULT);
  }

  /// max(0, d(anchor, positive) − d(anchor, negative) + margin) with the distances of
  /// [#pairwiseDistance(Tensor, Tensor, double, double, boolean)]. **Shape**: (…, c) three times →
  /// (…), reduced. **Gradient**: that of the distances where the margin is open. **Errors**: other
  /// numbers of dimensions, a margin that is not positive. **Source**:
  /// torch.nn.functional.triplet\_margin\_loss.
  public static Tensor tripletMarginLoss(
      Tensor anchor, Tensor positive, Tensor negative, TripletMarginOptions options) {
    String name = "triplet_margin_loss";
    return MarginLoss.triplet(
        Call.autocast(name, anchor),
        Call.autocast(name, positive),
        Call.autocast(name, negative),
        (a, b) -> pairwiseDistance(a, b, options.p(), options.eps(), false),
        options);
  }

  /// As [#tripletMarginLoss(Tensor, Tensor, Tensor, TripletMarginOptions)] with a distance of your
  /// own, or null for the Euclidean one; `p` and `eps` do not apply. **Source**:
  /// torch.nn.functional.triplet\_margin\_with\_distance\_loss.
  public static Tensor tripletMarginWithDistanceLoss(
      Tensor anchor,
      Tensor positive,
      Tensor negative,
      @Nullable BinaryOperator<Tensor> distance,
      TripletMarginOptions options) {
    BinaryOperator<Tensor> d = distance == null ? Gradus::pairwiseDistance : distance;
    return MarginLoss.triplet(anchor, positive, negative, d, options);
  }

  /// [#cosineEmbeddingLoss(Tensor, Tensor, Tensor, double, LossReduction)] with margin 0 and the
  /// mean.
  public static Tensor cosineEmbeddingLoss(Tensor input1, Tensor input2, Tensor target) {
    return cosineEmbeddingLoss(input1, input2, target, 0, LossReduction.MEAN);
  }

  /// 1 − cos where the target is 1, max(0, cos − margin) where it is −1, with the cosine of the
  /// angle between both inputs. **Shape**: (n, c), (n, c), (n) or (c), (c), (). **Dtype**: integers
  /// become the default dtype. **Gradient**: minus that of the cosine, or that of the cosine where
  /// the margin is open. **Errors**: other numbers of dimensions. **Source**:
  /// torch.nn.functional.cosine\_embedding\_loss.
  public static Tensor cosineEmbeddingLoss(
      Tensor input1, Tensor input2, Tensor target, double margin, LossReduction reduction) {
    String name = "cosine_embedding_loss";
    Tensor x1 = Call.autocast(name, input1);
    Tensor x2 = Call.autocast(name, input2);
    return MarginLoss.cosine(x1, x2, Call.autocast(name, target), margin, reduction);
  }

  /// [#multiMarginLoss(Tensor, Tensor, MultiMarginOptions)] with the default options.
  public static Tensor multiMarginLoss(Tensor input, Tensor target) {
    return multiMarginLoss(input, target, MultiMarginOptions.DEFAULT);
  }

  /// The margins of a class against all others: Σ `max(0, margin − input[t] + input[i])`^p /
  /// classes over i ≠ t. **Shape**: scores (n, classes) and classes (n), or (classes) and ().
  /// **Gradient**: z^(p−1) · p · g / classes at every other class whose margin z is open, minus the
  /// sum of these at class t. **Errors**: p other than 1 and 2, classes out of range, other sizes.
  /// **Source**: torch.nn.functional.multi\_margin\_loss.
  public static Tensor multiMarginLoss(Tensor input, Tensor target, MultiMarginOptions options) {
    return MarginLoss.multiMargin(input, target, options);
  }

  /// [#multilabelMarginLoss(Tensor, Tensor, LossReduction)] with the mean.
  public static Tensor multilabelMarginLoss(Tensor input, Tensor target) {
    return multilabelMarginLoss(input, target, LossReduction.MEAN);
  }

  /// The margins of several classes against all others: Σ `max(0, 1 − input[t] + input[i])` /
  /// classes over the targets t and all i that are no target. **Shape**: scores and classes (n,
  /// classes) or (classes); −1 ends the list of classes. **Gradient**: the number of open margins,
  /// times g / classes. **Errors**: classes out of range, other sizes. **Source**:
  /// torch.nn.functional.multilabel\_margin\_loss.
  public static Tensor multilabelMarginLoss(Tensor input, Tensor target, LossReduction reduction) {
    return MarginLoss.multilabel(input, target, reduction);
  }

  /// [#multilabelSoftMarginLoss(Tensor, Tensor, Tensor, LossReduction)] without weights, with the
  /// mean.
  public static Tensor multilabelSoftMarginLoss(Tensor input, Tensor target) {
    return multilabelSoftMarginLoss(input, target, null, LossReduction.MEAN);
  }

  /// The mean over the classes of −w (t · log s + (1 − t) · log(1 − s)), where s is the sigmoid of
  /// the input and w the weight of the class or of the element, or null for 1. **Shape**: (…,
  /// classes) → (…), reduced. **Gradient**: w (s − t) · g / classes. **Source**:
  /// torch.nn.functional.multilabel\_soft\_margin\_loss.
  public static Tensor multilabelSoftMarginLoss(
      Tensor input, Tensor target, @Nullable Tensor weight, LossReduction reduction) {
    Checks.floating("log_sigmoid", input);
    if (input.dim() == 0) {
      throw new GradusArgumentException(
          "Dimension specified as -1 but tensor has no dimensions"
              + "\nmultilabel_soft_margin_loss: the last dimension holds the classes.");
    }
    return MarginLoss.multilabelSoft(input, target, weight, reduction);
  }
}
