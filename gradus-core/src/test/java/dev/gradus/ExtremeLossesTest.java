package dev.gradus;

import static dev.gradus.ExtremeValues.INF;
import static dev.gradus.ExtremeValues.assertClose;
import static dev.gradus.ExtremeValues.leaf;
import static dev.gradus.ExtremeValues.pairwise;
import static dev.gradus.ExtremeValues.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Losses of pairs of numbers at the ends of the range: value and gradient, with every reduction.
class ExtremeLossesTest {
  /// How a loss is called.
  @FunctionalInterface
  interface Call {
    Tensor of(Tensor input, Tensor target, LossReduction reduction);
  }

  /// A loss, its targets, what one pair gives and its slope by the input.
  ///
  /// @param slack how far the result may be off beyond rounding, where terms cancel
  record Loss(
      String name,
      Call call,
      double[] targets,
      double slack,
      DoubleBinaryOperator value,
      DoubleBinaryOperator slope) {
    String method() {
      return name.split(" ")[0];
    }

    // As PyTorch's, the slope of a cross entropy is the difference of two shares.
    double slopeSlack() {
      return name.contains("Logits") ? 1e-7 : slack;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final double[] ANY = {0, 1, -1e4, 1e4, -0.25, INF};
  private static final double[] SIGNS = {1, -1};
  private static final double[] SHARES = {0, 1, 0.25};
  private static final double[] COUNTS = {0, 1, 7, 1e4};

  static Stream<Loss> losses() {
    return Stream.of(
        new Loss(
            "l1Loss",
            Gradus::l1Loss,
            ANY,
            0,
            (x, t) -> Math.abs(x - t),
            (x, t) -> Math.signum(x - t)),
        new Loss(
            "mseLoss", Gradus::mseLoss, ANY, 0, (x, t) -> (x - t) * (x - t), (x, t) -> 2 * (x - t)),
        new Loss(
            "smoothL1Loss",
            (x, t, r) -> Gradus.smoothL1Loss(x, t, 0.5, r),
            ANY,
            0,
            (x, t) -> Math.abs(x - t) < 0.5 ? (x - t) * (x - t) : Math.abs(x - t) - 0.25,
            (x, t) -> Math.clamp((x - t) / 0.5, -1, 1)),
        new Loss(
            "huberLoss",
            (x, t, r) -> Gradus.huberLoss(x, t, new HuberOptions(2, null, r)),
            ANY,
            0,
            (x, t) -> Math.abs(x - t) < 2 ? 0.5 * (x - t) * (x - t) : 2 * (Math.abs(x - t) - 1),
            (x, t) -> Math.clamp(x - t, -2, 2)),
        new Loss(
            "softMarginLoss",
            Gradus::softMarginLoss,
            SIGNS,
            0,
            (x, t) -> softplus(-t * x),
            (x, t) -> -t * sigmoid(-t * x)),
        new Loss(
            "binaryCrossEntropyWithLogits",
            (x, t, r) ->
                Gradus.binaryCrossEntropyWithLogits(
                    x, t, BinaryCrossEntropyOptions.DEFAULT.withReduction(r)),
            SHARES,
            0,
            (x, t) -> t * softplus(-x) + (1 - t) * softplus(x),
            (x, t) -> t * -sigmoid(-x) + (1 - t) * sigmoid(x)),
        new Loss(
            "hingeEmbeddingLoss",
            (x, t, r) -> Gradus.hingeEmbeddingLoss(x, t, 1, r),
            SIGNS,
            0,
            (x, t) -> t == 1 ? x : Math.max(0, 1 - x),
            (x, t) -> t == 1 ? 1 : x < 1 ? -1 : 0),
        new Loss(
            "marginRankingLoss",
            (x, t, r) -> Gradus.marginRankingLoss(x, Gradus.zerosLike(x), t, 0.5, r),
            SIGNS,
            0,
            (x, t) -> Math.max(0, 0.5 - t * x),
            (x, t) -> 0.5 - t * x > 0 ? -t : 0),
        new Loss(
            "klDiv of logarithms",
            (x, t, r) -> Gradus.klDiv(x, t, KlDivReduction.valueOf(r.name()), true),
            new double[] {0, -1, -1e4, -2.5},
            1e-6,
            (x, t) -> Math.exp(t) * (t - x),
            (x, t) -> -Math.exp(t)),
        new Loss(
            "klDiv",
            (x, t, r) -> Gradus.klDiv(x, t, KlDivReduction.valueOf(r.name()), false),
            SHARES,
            1e-6,
            (x, t) -> (t == 0 ? 0 : t * Math.log(t)) - t * x,
            (x, t) -> -t),
        new Loss(
            "poissonNllLoss of logarithms",
            (x, t, r) -> Gradus.poissonNllLoss(x, t, PoissonNllOptions.DEFAULT.withReduction(r)),
            COUNTS,
            1e-5,
            (x, t) -> Math.exp(x) - t * x,
            (x, t) -> Math.exp(x) - t),
        new Loss(
            "gaussianNllLoss",
            (x, t, r) ->
                Gradus.gaussianNllLoss(
                    x, t, Gradus.onesLike(x).mul(4), GaussianNllOptions.DEFAULT.withReduction(r)),
            ANY,
            1e-6,
            (x, t) -> 0.5 * (Math.log(4) + (x - t) * (x - t) / 4),
            (x, t) -> (x - t) / 4));
  }

  private static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  private static double sigmoid(double z) {
    return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
  }

  static Stream<DType> dtypes() {
    return Stream.of(DType.FLOAT32, DType.FLOAT64);
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> table() {
    return losses()
        .flatMap(l -> dtypes().map(d -> org.junit.jupiter.params.provider.Arguments.of(l, d)));
  }

  // All pairs of a point and a target.
  private static double[][] pairs(Loss loss, DType dtype, boolean finite) {
    List<double[]> pairs = new ArrayList<>();
    for (double x : ExtremeValues.points(dtype)) {
      for (double t : loss.targets) {
        if (!finite || ExtremeValues.isFinite(x, t, loss.value.applyAsDouble(x, t))) {
          pairs.add(new double[] {x, t});
        }
      }
    }
    return new double[][] {
      pairs.stream().mapToDouble(p -> p[0]).toArray(),
      pairs.stream().mapToDouble(p -> p[1]).toArray()
    };
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyElement(Loss loss, DType dtype) {
    double[][] at = pairs(loss, dtype, false);
    Tensor x = leaf(dtype, at[0]);
    Tensor y = loss.call.of(x, Gradus.tensor(at[1]).to(dtype), LossReduction.NONE);
    double[] want = pairwise(at[0], at[1], loss.value);
    assertClose(loss.name, y, want, loss.slack);
    y.sum().backward();
    double[] slopes = Objects.requireNonNull(x.grad()).to(DType.FLOAT64).toDoubleArray();
    double[] slope = pairwise(at[0], at[1], loss.slope);
    for (int i = 0; i < slope.length; i++) {
      // An infinity less another has no value, and no slope that anybody promises.
      if (!Double.isNaN(want[i])) {
        String where = "slope of " + loss.name + " at " + at[0][i] + ", " + at[1][i];
        Tensor got = Gradus.tensor(new double[] {slopes[i]}).to(dtype);
        assertClose(where, got, new double[] {slope[i]}, loss.slopeSlack());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void sumAndMean(Loss loss, DType dtype) {
    double[][] at = pairs(loss, dtype, true);
    double[] each = pairwise(at[0], at[1], loss.value);
    if (dtype == DType.FLOAT32 && Arrays.stream(each).anyMatch(v -> v > Float.MAX_VALUE)) {
      each = pairwise(at[0], at[1], (x, t) -> (float) loss.value.applyAsDouble(x, t));
    }
    double size = Arrays.stream(each).map(Math::abs).sum();
    double allowed = Double.isFinite(size) ? size * (dtype == DType.FLOAT32 ? 1e-6 : 1e-13) : 0;
    double[] slope = pairwise(at[0], at[1], loss.slope);
    int n = slope.length;
    for (LossReduction reduction : List.of(LossReduction.SUM, LossReduction.MEAN)) {
      double share = reduction == LossReduction.MEAN ? 1.0 / n : 1;
      Tensor x = leaf(dtype, at[0]);
      Tensor y = loss.call.of(x, Gradus.tensor(at[1]).to(dtype), reduction);
      // The mean divides the sum, which may be infinite already.
      double total = dtype == DType.FLOAT32 ? (float) sum(each) : sum(each);
      double[] want = {total * share};
      assertClose(reduction + " of " + loss.name, y, want, allowed * share);
      y.backward();
      double[] slopes = Arrays.stream(slope).map(s -> s * share).toArray();
      assertClose(
          "slope of " + loss.name, Objects.requireNonNull(x.grad()), slopes, loss.slopeSlack());
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void nanStaysNan(Loss loss, DType dtype) {
    double t = loss.targets[1];
    Tensor target = Gradus.tensor(new double[] {t, t}).to(dtype);
    for (LossReduction reduction : LossReduction.values()) {
      Tensor x = leaf(dtype, Double.NaN, 0.5);
      Tensor y = loss.call.of(x, target, reduction);
      assertThat(y.flatten().select(0, 0).item()).as("%s of %s", reduction, loss).isNaN();
      y.sum().backward();
      assertThat(Objects.requireNonNull(x.grad()).select(0, 1).item()).isFinite();
    }
  }
}
