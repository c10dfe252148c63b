package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf64;
import static dev.gradus.Seen.nodeName;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The losses: every reduction against what it is made of, slopes of both orders, kinks, extreme
/// values, and what is refused.
class LossesTest {
  private static Tensor grid(double from, double step, long... sizes) {
    Tensor x = arange(Gradus.zeros(sizes).numel()).to(float64);
    return x.mul(7L).remainder(11L).mul(step).add(from).view(sizes).detach();
  }

  private static double[] gradient(String x, UnaryOperator<Tensor> f) {
    Tensor leaf = leaf64(x);
    f.apply(leaf).sum().backward();
    return values(Seen.grad(leaf));
  }

  @ParameterizedTest
  @EnumSource(LossReduction.class)
  void everyReductionIsThatOfTheSingleLosses(LossReduction r) {
    Tensor x = grid(0.3, 0.21, 3, 4);
    Tensor t = grid(0.2, 0.17, 4).add(0.05);
    List<java.util.function.Function<LossReduction, Tensor>> losses = new ArrayList<>();
    losses.add(k -> l1Loss(x, t, k));
    losses.add(k -> smoothL1Loss(x, t, 0.5, k));
    losses.add(k -> huberLoss(x, t, HuberOptions.DEFAULT.withDelta(0.5).withReduction(k)));
    losses.add(k -> softMarginLoss(x, t, k));
    losses.add(k -> hingeEmbeddingLoss(x, t, 2, k));
    losses.add(k -> poissonNllLoss(x, t, PoissonNllOptions.DEFAULT.withReduction(k)));
    for (var loss : losses) {
      Tensor single = loss.apply(LossReduction.NONE);
      assertThat(single.shape()).containsExactly(3, 4);
      Tensor wanted =
          switch (r) {
            case NONE -> single;
            case SUM -> single.sum();
            case MEAN -> single.mean();
          };
      assertThat(values(loss.apply(r))).isEqualTo(values(wanted));
    }
  }

  @ParameterizedTest
  @EnumSource(LossReduction.class)
  void slopesOfBothOrdersWithBroadcastInputs(LossReduction r) {
    Tensor x = grid(-1.03, 0.21, 3, 4).requiresGrad_();
    Tensor t = grid(0.22, 0.17, 4).requiresGrad_();
    Tensor w = grid(0.5, 0.1, 3, 4).requiresGrad_();
    GradientCheck.check("l1", v -> l1Loss(v[0], v[1], r), x, t);
    GradientCheck.check("mse, weighted", v -> mseLoss(v[0], v[1], v[2], r), x, t, w);
    GradientCheck.check("l1, weighted", v -> l1Loss(v[0], v[1], v[2], r), x, t, w);
    GradientCheck.check(
        "huber, weighted", v -> huberLoss(v[0], v[1], new HuberOptions(0.7, v[2], r)), x, t, w);
    GradientCheck.check("smooth l1", v -> smoothL1Loss(v[0], v[1], 0.7, r), x, t);
    GradientCheck.check(
        "logits",
        v ->
            binaryCrossEntropyWithLogits(
                v[0].transpose(0, 1).contiguous().transpose(0, 1),
                v[1].expand(3, 4),
                new BinaryCrossEntropyOptions(v[2], v[1], r)),
        x,
        t,
        w);
    GradientCheck.check("soft margin", v -> softMarginLoss(v[0], v[1], r), x, t);
    GradientCheck.check(
        "poisson",
        v -> poissonNllLoss(v[2], v[1].add(1.2), new PoissonNllOptions(false, true, 0.1, r)),
        x,
        t,
        w);
    GradientCheck.check(
        "gaussian",
        v -> gaussianNllLoss(v[0], v[1], v[2], new GaussianNllOptions(true, 1e-6, r)),
        x,
        t,
        w);
    GradientCheck.check(
        "kl", v -> klDiv(v[0], v[2], KlDivReduction.valueOf(r.name()), false), x, t, w);
    GradientCheck.check(
        "kl of logarithms", v -> klDiv(v[0], v[1], KlDivReduction.BATCHMEAN, true), x, t);
  }

  @Test
  void slopesOfLossesWithMargins() {
    Tensor x = grid(-1.03, 0.21, 3, 4).requiresGrad_();
    Tensor y = grid(0.41, -0.17, 3, 4).requiresGrad_();
    Tensor z = grid(0.3, 0.11, 3, 4).requiresGrad_();
    Tensor signs = tensor("[1., -1, 1]", float64);
    LossReduction none = LossReduction.NONE;
    GradientCheck.check("cosine", v -> cosineEmbeddingLoss(v[0], v[1], signs, -0.6, none), x, y);
    GradientCheck.check("ranking", v -> marginRankingLoss(v[0], v[1], v[2], 0.3, none), x, y, z);
    GradientCheck.check(
        "triplet",
        v ->
            tripletMarginLoss(
                v[0], v[1], v[2], TripletMarginOptions.DEFAULT.withSwap(true).withP(3)),
        x,
        y,
        z);
    Tensor classes = tensor("[1, 3, 0]");
    Tensor weight = tensor("[0.5, 2, 1, 3]", float64);
    for (LossReduction r : LossReduction.values()) {
      MultiMarginOptions o = new MultiMarginOptions(2, 0.77, weight, r);
      GradientCheck.check("multi margin", v -> multiMarginLoss(v[0].mul(1), classes, o), x);
      GradientCheck.check(
          "multi margin, linear", v -> multiMarginLoss(v[0], classes, o.withP(1)), x);
      Tensor several = tensor("[[1, 3, -1, 0], [2, -1, 0, 0], [0, 1, 2, 3]]");
      GradientCheck.check("multilabel", v -> multilabelMarginLoss(v[0], several, r), x);
      GradientCheck.check(
          "soft multilabel", v -> multilabelSoftMarginLoss(v[0], v[1], weight, r), x, z);
    }
    GradientCheck.check("one sample", v -> multiMarginLoss(v[0].select(0, 1), tensor("2")), x);
  }

  @Test
  void kinksHaveTheSmallestSlope() {
    Tensor zero = tensor("[0., 0, 0]", float64);
    LossReduction sum = LossReduction.SUM;
    assertThat(gradient("[-1., 0, 2]", x -> l1Loss(x, zero, sum))).containsExactly(-1, 0, 1);
    assertThat(gradient("[1., 0, -1]", x -> smoothL1Loss(x, zero, 1, sum)))
        .containsExactly(1, 0, -1);
    assertThat(gradient("[1., 2, 0]", x -> hingeEmbeddingLoss(x, zero.sub(1), 1, sum)))
        .containsExactly(0, 0, -1);
    assertThat(gradient("[0., 1, 0]", x -> marginRankingLoss(x, zero, zero.add(1))))
        .containsOnly(0);
    assertThat(gradient("[1., 0, 0]", x -> multiMarginLoss(x, tensor("0")))).containsOnly(0);
  }

  @Test
  void extremeValuesStayFinite() {
    Tensor x = tensor("[1e4, -1e4, 40, -40, 0]", float64);
    Tensor one = tensor("[1., 1, 1, 1, 1]", float64);
    assertThat(values(softMarginLoss(x, one, LossReduction.NONE)))
        .containsExactly(0, 1e4, 4.248354255291589e-18, 40, Math.log(2));
    BinaryCrossEntropyOptions none =
        BinaryCrossEntropyOptions.DEFAULT.withReduction(LossReduction.NONE);
    assertThat(values(binaryCrossEntropyWithLogits(x, one.mul(0), none)))
        .containsExactly(1e4, 0, 40, 4.248354255291589e-18, Math.log(2));
    Tensor half = x.to(float16);
    assertThat(values(binaryCrossEntropyWithLogits(half, half.mul(0), none))[0]).isEqualTo(10000);
    assertEqual(klDiv(one, one.mul(0), KlDivReduction.SUM, false), "0.");
    assertThat(values(gaussianNllLoss(one, one, 0.0, GaussianNllOptions.DEFAULT))[0])
        .isCloseTo(Math.log(1e-6) / 2, within(1e-12));
  }

  @Test
  void aVarianceBelowTheLeastStillGetsAGradient() {
    Tensor v = leaf64("[1e-9]");
    gaussianNllLoss(tensor("[1.]", float64), tensor("[1.]", float64), v).backward();
    assertThat(values(Seen.grad(v))[0]).isCloseTo(0.5e6, within(1e-3));
  }

  @Test
  void integersAndHalves() {
    Tensor i = tensor("[3, -2, 0]");
    assertThat(l1Loss(i, i.add(2), LossReduction.SUM).dtype()).isEqualTo(DType.INT64);
    assertThat(hingeEmbeddingLoss(i, i).dtype()).isEqualTo(DType.FLOAT32);
    assertRefused(
        GradusUnsupportedException.class,
        "\"huber_cpu\" not implemented for 'Long'",
        () -> huberLoss(i, i));
    Tensor h = tensor("[1.5, -2, 0]", bfloat16);
    assertThat(smoothL1Loss(h, h.add(3)).dtype()).isEqualTo(DType.BFLOAT16);
  }

  @Test
  void nodesAreThoseThatPyTorchShows() {
    Tensor x = leaf64("[1., 2]");
    Tensor t = tensor("[0.5, 0.5]", float64);
    assertThat(nodeName(l1Loss(x, t))).isEqualTo("MeanBackward0");
    assertThat(nodeName(l1Loss(x, t, LossReduction.NONE))).isEqualTo("AbsBackward0");
    assertThat(nodeName(huberLoss(x, t))).isEqualTo("HuberLossBackward0");
    assertThat(nodeName(klDiv(x, t, KlDivReduction.BATCHMEAN, false))).isEqualTo("DivBackward0");
    assertThat(nodeName(poissonNllLoss(x, t))).isEqualTo("MeanBackward0");
  }

  @Test
  @ResourceLock("warnings")
  void otherSizesAreWarnedOf() {
    List<String> heard = new ArrayList<>();
    onWarning(heard::add);
    try {
      l1Loss(zeros(3, 2), zeros(2));
    } finally {
      onWarning(Seen::toLog);
    }
    assertThat(heard)
        .singleElement()
        .asString()
        .startsWith("Using a target size (torch.Size([2])) that is different to the input size");
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor x = zeros(5, 4);
    Class<GradusArgumentException> kind = GradusArgumentException.class;
    assertRefused(
        kind,
        "The size of tensor a (4) must match the size of tensor b (5) at non-singleton dimension 1",
        () -> l1Loss(x, zeros(5)));
    assertRefused(
        kind,
        "Target size (torch.Size([4])) must be the same as input size (torch.Size([5, 4]))",
        () -> binaryCrossEntropyWithLogits(x, zeros(4)));
    assertRefused(
        kind, "inconsistent target size, expected 5 but got [5, 4]", () -> multiMarginLoss(x, x));
    assertRefused(
        kind,
        "inconsistent weight size, expected 4 but got [5]",
        () -> multiMarginLoss(x, zeros(int64, 5), MultiMarginOptions.DEFAULT.withWeight(zeros(5))));
    assertRefused(
        kind,
        "Expected non-empty vector or matrix with optional 0-dim batch size, but got: [5, 0]",
        () -> multilabelMarginLoss(zeros(5, 0), x));
    assertRefused(
        kind,
        "Weights and input must have the same size.",
        () -> mseLoss(x, x, zeros(4), LossReduction.SUM));
    assertRefused(
        kind,
        "margin must be greater than 0, got -1.0",
        () -> tripletMarginLoss(x, x, x, TripletMarginOptions.DEFAULT.withMargin(-1)));
    assertRefused(kind, "var has negative entry/entries", () -> gaussianNllLoss(x, x, x.sub(1)));
    assertRefused(
        kind,
        "1D target tensor expects 2D input tensors, but found inputs with sizes [4] and [4].",
        () -> cosineEmbeddingLoss(zeros(4), zeros(4), zeros(4)));
    assertRefused(kind, "abc is not a valid value for reduction", () -> LossReduction.of("abc"));
  }
}
