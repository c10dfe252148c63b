package dev.gradus;

import static dev.gradus.Gradus.enableGrad;
import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.inferenceMode;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.where;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.gradOf;
import static dev.gradus.Seen.leaf;
import static dev.gradus.Seen.node;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The rules of PyTorch's note on the mechanics of autograd, by number: what is recorded (1 to 5),
/// points without derivative (6 to 13), gradients switched off (14 to 21), versions (22 to 25).
/// Rules 1, 3, 4, 14, 15, 20, 24 and 25 are in the tests of graphs, flags and changes in place.
class RecordingRulesTest {
  private static void assertSlope(String at, UnaryOperator<Tensor> f, String wanted) {
    Tensor x = leaf(at);
    assertEqual(gradOf(f.apply(x).sum(), x), wanted);
  }

  @Test
  void rule2_aNodeIsMadeIfGradModeIsOnAndAnInputRequiresGrad() {
    Tensor x = leaf("[1., 2]");
    Tensor c = ones(2);
    assertThat(x.mul(c).requiresGrad()).isTrue();
    assertThat(node(x.mul(c)).name()).isEqualTo("MulBackward0");
    assertThat(c.mul(c).requiresGrad()).isFalse();
    assertThat(c.mul(c).gradFn()).isNull();
    assertThat(noGrad(() -> x.mul(c)).gradFn()).isNull();
    assertThat(noGrad(() -> enableGrad(() -> x.mul(c))).requiresGrad()).isTrue();
  }

  @Test
  void rule5_backwardReleasesWhatWasSavedUnlessItIsRetained() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.exp();
    y.sum().backward(BackwardOptions.retaining());
    assertThat(Gradus.savedTensors(node(y))).hasSize(1);
    y.sum().backward();
    assertThat(Gradus.savedTensors(node(y))).isEmpty();
    assertThatThrownBy(() -> Gradus.savedAttribute(node(y), "result"))
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("Trying to backward through the graph a second time");
  }

  @Test
  void rule6_whereThereIsADerivativeItIsTaken() {
    assertSlope("[-2., 1, 3]", Tensor::square, "[-4., 2, 6]");
    assertSlope("[4., 16]", Tensor::sqrt, "[0.25, 0.125]");
  }

  @Test
  void rule7_ofAConvexKinkTheSubgradientOfLeastNorm() {
    assertSlope("[0.]", Tensor::abs, "[0.]");
    assertSlope("[0.]", Tensor::relu, "[0.]");
    assertSlope("[0., 0]", x -> x.norm(), "[0., 0]");
    assertSlope("[0.]", x -> x.leakyRelu(0.5), "[0.5]");
  }

  @Test
  void rule8_ofAConcaveKinkTheSupergradientOfLeastNorm() {
    assertSlope("[0.]", x -> x.abs().neg(), "[-0.]");
    assertSlope("[1.]", x -> x.minimum(tensor("[1.]")), "[0.5]");
    assertSlope("[1.]", x -> x.clampMax(1), "[0.]");
  }

  @Test
  void rule9_whereOnlyTheValueExistsTheLimitOfSlopes() {
    assertSlope("[0.]", Tensor::sqrt, "[inf]");
    assertSlope("[0.]", x -> x.pow(0.5), "[inf]");
    assertSlope("[1.]", Tensor::asin, "[inf]");
  }

  @Test
  void rule10_whereTheFunctionIsNotDefinedAnythingMayCome() {
    Tensor x = leaf("[-1.]");
    assertThat(values(gradOf(x.sqrt().sum(), x))).containsExactly(Double.NaN);
    assertSlope("[-1.]", Tensor::log, "[-1.]");
  }

  @Test
  void rule11_whatIsRandomOrCountsHasNoSlope() {
    Tensor p = leaf("[0.25, 0.5]");
    assertThat(Gradus.randnLike(p).requiresGrad()).isFalse();
    assertThat(p.argmax(0).requiresGrad()).isFalse();
    assertThat(p.gt(0.3).requiresGrad()).isFalse();
    assertSlope("[1.5]", Tensor::floor, "[0.]");
  }

  @Test
  void rule12_numbersAreConstantsTensorsAreVariables() {
    // Of max(x, c) alone the least subgradient is 0; of max(x, y) in both it is (½, ½).
    assertSlope("[1.]", x -> x.clampMin(1), "[0.]");
    Tensor x = leaf("[1.]");
    Tensor y = leaf("[1.]");
    Tensor[] both = grad(x.maximum(y), x, y);
    assertEqual(both[0], "[0.5]");
    assertEqual(both[1], "[0.5]");
    assertSlope("[1.]", t -> t.maximum(tensor("[1.]")), "[0.5]");
  }

  @Test
  void rule13_aBranchThatIsMaskedOutStillPoisons() {
    Tensor x = leaf("[1., 1]");
    Tensor div = tensor("[0., 1]");
    Tensor y = x.div(div);
    Tensor g = gradOf(y.maskedSelect(div.ne(0)).sum(), x);
    assertThat(values(g)).containsExactly(Double.NaN, 1);
    Tensor z = leaf("[0., 1]");
    Tensor safe = where(z.gt(0), z, ones(2)).log();
    assertEqual(gradOf(where(z.gt(0), safe, zeros(2)).sum(), z), "[0., 1]");
  }

  @Test
  void rule16_theThreeModes() {
    Tensor x = leaf("[1., 2]");
    Tensor plain = noGrad(() -> x.mul(2));
    Tensor inference = inferenceMode(() -> x.mul(2));
    assertThat(x.mul(2).requiresGrad()).isTrue();
    assertThat(plain.requiresGrad()).isFalse();
    assertThat(inference.requiresGrad()).isFalse();
    plain.mul_(2);
    assertThat(plain.version()).isEqualTo(1);
    assertRefused(
        GradusStateException.class,
        "Inference tensors do not track version counter.",
        inference::version);
    assertThat(x.mul(plain).requiresGrad()).isTrue();
    assertThatThrownBy(() -> x.mul(inference))
        .hasMessageStartingWith("Inference tensors cannot be saved for backward.");
  }

  @Test
  void rule17_requiresGradIsIgnoredWhereRecordingIsOff() {
    Tensor x = leaf("[1., 2]");
    assertThat(noGrad(() -> x.mul(2)).requiresGrad()).isFalse();
    assertThat(inferenceMode(() -> x.mul(2)).requiresGrad()).isFalse();
    assertThat(noGrad(() -> zeros(2).requiresGrad_()).requiresGrad()).isTrue();
  }

  @Test
  void c10_factoriesHonourTheFlagInsideNoGrad() {
    Tensor w = noGrad(() -> ones(2).requiresGrad_());
    assertThat(w.requiresGrad()).isTrue();
    assertThat(w.isLeaf()).isTrue();
    w.mul(3).sum().backward();
    assertEqual(w.grad(), "[3., 3]");
  }

  @Test
  void rule18_modesBelongToTheirThreadAndAreRestoredAfterExceptions() throws InterruptedException {
    List<Boolean> seen = new ArrayList<>();
    try (var _ = noGrad()) {
      Thread t = Thread.ofVirtual().start(() -> seen.add(Gradus.isGradEnabled()));
      t.join();
      assertThat(Gradus.isGradEnabled()).isFalse();
    }
    assertThat(seen).containsExactly(true);
    assertThatThrownBy(() ->
            noGrad(() -> {
              throw new IllegalStateException("out");
            }))
        .hasMessage("out");
    assertThat(Gradus.isGradEnabled()).isTrue();
  }

  @Test
  void rule19_aStepOfAnOptimiserBetweenForwardAndBackwardIsNoticed() {
    Tensor w = leaf("[1., 2]");
    Tensor loss = w.mul(w).sum();
    try (var _ = noGrad()) {
      w.sub_(ones(2), 0.1);
    }
    assertThat(w.version()).isEqualTo(1);
    assertRefused(
        GradusStateException.class,
        "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [2]] is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).",
        loss::backward);
  }

  @Test
  void rule21_evaluationIsNoModeOfRecording() {
    // Batch normalisation in evaluation uses running statistics, and is recorded all the same.
    Tensor x = leaf("[[1., 2], [3, 4]]");
    BatchNormOptions evaluating = BatchNormOptions.DEFAULT.withTraining(false).withEps(0);
    Tensor y = Gradus.batchNorm(x, zeros(2), tensor("[4., 4]"), evaluating);
    assertThat(y.requiresGrad()).isTrue();
    assertEqual(gradOf(y.sum(), x), "[[0.5, 0.5], [0.5, 0.5]]");
  }

  @Test
  void rule22_everyChangeInPlaceCountsForAllThatShareTheMemory() {
    Tensor x = zeros(2, 3);
    Tensor view = x.t();
    Tensor alias = x.detach();
    Tensor data = x.data();
    Tensor copy = x.clone();
    x.add_(1);
    view.mul_(2);
    alias.zero_();
    assertThat(List.of(x.version(), view.version(), alias.version())).containsOnly(3);
    assertThat(data.version()).isZero();
    assertThat(copy.version()).isZero();
    data.add_(1);
    assertThat(x.version()).isEqualTo(3);
    assertThat(data.version()).isEqualTo(1);
  }

  @Test
  void rule23_aSavedTensorRemembersItsVersion() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(1);
    Tensor z = y.mul(y);
    SavedTensor saved = Gradus.savedTensors(node(z)).get(0);
    assertThat(saved.get()).isSameAs(y);
    y.add_(1);
    assertThatThrownBy(saved::get)
        .isInstanceOf(GradusStateException.class)
        .hasMessageContaining("which is output 0 of Add, is at version 1; expected version 0");
    assertThatThrownBy(() -> z.sum().backward()).hasMessageContaining("is at version 1");
  }
}
