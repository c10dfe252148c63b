package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.leaf64;
import static dev.gradus.Seen.nodeName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The dropout family and its neighbours: what PyTorch drew, which elements are dropped together,
/// slopes of both orders with a fixed mask, and where nothing is drawn.
@ResourceLock("dev.gradus.Globals")
class DropoutsTest {
  private static final GradCheckOptions ALL = GradCheckOptions.DEFAULT.withCheckForwardAd(true);

  private Mode own;

  @BeforeEach
  void drawFromAGeneratorOfItsOwn() {
    own = useGenerator(new Generator().manualSeed(42));
  }

  @AfterEach
  void back() {
    own.close();
  }

  @Test
  void dropsWhatPyTorchDropped() {
    float[] y = dropout(ones(40), 0.25).toFloatArray();
    for (int i = 0; i < y.length; i++) {
      boolean dropped = List.of(6, 7, 12, 13, 26, 36).contains(i);
      assertThat(y[i]).as("element %s", i).isEqualTo(dropped ? 0 : 1.3333334f);
    }
    manualSeed(42);
    Tensor x = tensor("[-4.826984902407649, -7.582430495695129, -0.6046891126565539]").to(float64);
    assertThat(alphaDropout(x, 0.5, true).toDoubleArray())
        .containsExactly(new double[] {-3.499469, -5.941910, 0.243195}, within(1e-5));
  }

  @Test
  void theMaskFollowsTheOrderOfMemory() {
    Tensor x = ones(float64, 6, 5);
    Tensor y = dropout(x, 0.5);
    manualSeed(42);
    Tensor columns = dropout(ones(float64, 6, 5).t(), 0.5);
    assertThat(columns.stride()).containsExactly(1, 5);
    assertThat(columns.t().equal(y)).isTrue();
  }

  @Test
  void nothingIsDrawnWhereNothingIsDropped() {
    byte[] before = getRngState().toByteArray();
    Tensor x = leaf64("[[1., 2]]");
    assertThat(dropout(x, 0.5, false)).isSameAs(x);
    assertThat(dropout(x, 0)).isSameAs(x);
    assertThat(featureAlphaDropout(x, 0.5, false)).isSameAs(x);
    Tensor none = zeros(0, 3);
    assertThat(dropout(none, 0.5)).isSameAs(none);
    assertEqual(dropout(x, 1), "[[0., 0]]");
    assertThat(nodeName(dropout(x, 1))).isEqualTo("MulBackward0");
    assertThat(getRngState().toByteArray()).isEqualTo(before);
  }

  @Test
  void channelsAreDroppedAsAWhole() {
    Tensor y = dropout2d(ones(8, 16, 3, 3), 0.5, true);
    Tensor sums = y.sum(new int[] {2, 3}, false);
    assertThat(Arrays.stream(sums.to(float64).toDoubleArray())).allMatch(v -> v == 0 || v == 18);
    assertThat(sums.eq(0L).sum().item()).isBetween(40.0, 88.0);
    Tensor single = dropout1d(ones(64, 5), 0.5, true);
    assertThat(single.shape()).containsExactly(64, 5);
    assertThat(Arrays.stream(single.sum(new int[] {1}, false).to(float64).toDoubleArray()))
        .contains(0.0, 10.0)
        .allMatch(v -> v == 0 || v == 10);
    Tensor volume = dropout3d(ones(64, 2, 2, 2), 0.5, true);
    assertThat(Arrays.stream(volume.sum(new int[] {1, 2, 3}, false).to(float64).toDoubleArray()))
        .contains(0.0, 16.0)
        .allMatch(v -> v == 0 || v == 16);
    Tensor alpha = featureAlphaDropout(zeros(2, 32, 4), 0.5, true);
    assertThat(alpha.max(2, false).values().equal(alpha.min(2, false).values())).isTrue();
  }

  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    Tensor y = alphaDropout(randn(float64, 40_000), 0.3, true);
    assertThat(y.mean().item()).isCloseTo(0, within(0.03));
    assertThat(y.var().item()).isCloseTo(1, within(0.05));
  }

  @Test
  void inPlaceAgrees() {
    Tensor x = randn(float64, 4, 6, 5);
    List<UnaryOperator<Tensor>> fresh =
        List.of(
            t -> dropout(t, 0.5, true),
            t -> alphaDropout(t, 0.5, true),
            t -> featureDropout(t, 0.5, true),
            t -> featureAlphaDropout(t, 0.5, true),
            t -> dropout1d(t, 0.5, true),
            t -> dropout1d(t.select(0, 0), 0.5, true),
            t -> rrelu(t, 0.1, 0.9, true),
            t -> rrelu(t, 0.1, 0.9, false));
    List<UnaryOperator<Tensor>> inPlace =
        List.of(
            t -> dropout_(t, 0.5, true),
            t -> alphaDropout_(t, 0.5, true),
            t -> featureDropout_(t, 0.5, true),
            t -> featureAlphaDropout_(t, 0.5, true),
            t -> dropout1d_(t, 0.5, true),
            t -> dropout1d_(t.select(0, 0), 0.5, true),
            t -> rrelu_(t, 0.1, 0.9, true),
            t -> rrelu_(t, 0.1, 0.9, false));
    for (int i = 0; i < fresh.size(); i++) {
      manualSeed(5);
      Tensor wanted = fresh.get(i).apply(x);
      manualSeed(5);
      Tensor target = x.clone();
      Tensor got = inPlace.get(i).apply(target);
      assertThat(got.equal(wanted)).as("form %s", i).isTrue();
      assertThat(got.storage()).as("form %s", i).isSameAs(target.storage());
    }
  }

  @Test
  void slopesOfBothOrdersWithAFixedMask() {
    List<UnaryOperator<Tensor>> functions =
        List.of(
            t -> dropout(t, 0.4),
            t -> alphaDropout(t, 0.4, true),
            t -> featureDropout(t, 0.4, true),
            t -> nativeDropout(t, 0.4, true).output(),
            t -> rrelu(t, 0.1, 0.6, true),
            t -> rrelu(t, 0.1, 0.6, false),
            t -> rrelu_(t.mul(1.0), 0.1, 0.6, true),
            t -> dropout_(t.mul(1.0), 0.4, true),
            t -> gumbelSoftmax(t, 0.7, false, -1),
            t -> dropout(t.mT(), 0.4),
            t -> featureAlphaDropout(t.mT(), 0.4, true),
            t -> rrelu(t.mT(), 0.1, 0.6, true),
            t -> t.softmin(0),
            t -> t.gelu());
    List<Tensor> inputs = List.of(input(3, 4), input(0, 4), input(2, 2, 3));
    for (UnaryOperator<Tensor> f : functions) {
      for (Tensor x : inputs) {
        Tensor leaf = x.detach().requiresGrad_();
        TensorFunction once =
            in -> {
              manualSeed(3);
              return f.apply(in[0]);
            };
        TensorFunction bent = in -> once.apply(in[0].mul(in[0]).add(in[0]));
        assertThat(GradCheck.gradcheck(once.several(), ALL, leaf)).isTrue();
        assertThat(GradCheck.gradgradcheck(bent.several(), GradCheckOptions.DEFAULT, leaf))
            .isTrue();
      }
    }
  }

  // Away from 0, where rrelu has a kink, also after x² + x.
  private static Tensor input(long... sizes) {
    return arange(0, Arrays.stream(sizes).reduce(1, (a, b) -> a * b))
        .to(float64)
        .mul(0.37)
        .sub(1.61)
        .reshape(sizes);
  }

  @Test
  void nativeDropoutReturnsItsMask() {
    Tensor x = leaf64("[1., 2, 3, 4, 5, 6, 7, 8]");
    OutputAndMask y = nativeDropout(x, 0.25, true);
    assertThat(y.mask().dtype()).isEqualTo(bool);
    assertThat(y.output().equal(x.mul(y.mask()).mul(1 / 0.75))).isTrue();
    assertThat(nodeName(y.output())).isEqualTo("NativeDropoutBackward0");
    assertThat(y.mask().requiresGrad()).isFalse();
    y.output().sum().backward();
    assertThat(Seen.grad(x).equal(y.mask().to(float64).mul(1 / 0.75))).isTrue();
    assertEqual(nativeDropout(x, 1, true).output(), "[0., 0, 0, 0, 0, 0, 0, 0]");
    assertEqual(nativeDropout(x, 0.5, false).mask().all(), "True");
    Tensor g = nativeDropoutBackward(x, y.mask(), 2);
    assertThat(nodeName(g)).isEqualTo("NativeDropoutBackwardBackward0");
    assertThat(g.equal(x.mul(y.mask()).mul(2))).isTrue();
  }

  @Test
  void randomSlopesLieBetweenTheirBounds() {
    Tensor x = randn(float64, 2000);
    Tensor y = rrelu(x, 0.125, 0.25, true);
    Tensor slopes = y.div(x);
    Tensor below = slopes.maskedSelect(x.lt(0L));
    assertThat(below.min().item()).isBetween(0.125, 0.13);
    assertThat(below.max().item()).isBetween(0.245, 0.25);
    assertThat(slopes.maskedSelect(x.gt(0L)).eq(1L).all().itemBoolean()).isTrue();
    assertThat(nodeName(rrelu(leaf64("[-1.]"), 0.1, 0.3, true)))
        .isEqualTo("RreluWithNoiseBackward0");
    assertThat(rrelu(ones(bfloat16, 2).neg(), 0.5, 0.5, true).dtype()).isEqualTo(bfloat16);
  }

  @Test
  void gumbelSamplesFollowTheDistribution() {
    Tensor logits = tensor(new double[] {0, Math.log(3)}).expand(4000, 2);
    Tensor hard = gumbelSoftmax(logits, 1, true, -1);
    assertThat(hard.sum(-1).eq(1L).all().itemBoolean()).isTrue();
    assertThat(hard.select(1, 1).mean().item()).isCloseTo(0.75, within(0.03));
    Tensor leaf = leaf64("[0.3, -0.2, 1.]");
    manualSeed(1);
    Tensor soft = gumbelSoftmax(leaf, 0.5, false, 0);
    Tensor slope = grad(soft.get(0), leaf)[0];
    manualSeed(1);
    assertThat(grad(gumbelSoftmax(leaf, 0.5, true, 0).get(0), leaf)[0].equal(slope)).isTrue();
  }

  @Test
  void geluHasNoCancellation() {
    Tensor x = tensor(new double[] {-10, -1, 0, 2});
    assertThat(x.gelu().toDoubleArray())
        .containsExactly(
            new double[] {-7.61985302416053e-23, -0.15865525393145707, 0, 1.9544997361036416},
            within(1e-15));
    assertThat(x.gelu().toDoubleArray()[0] / -7.61985302416053e-23).isCloseTo(1, within(1e-12));
    assertThatThrownBy(() -> x.gelu("asdf"))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("approximate argument must be either none or tanh.");
  }

  @Test
  void wrongArgumentsAreRefusedWithPyTorchsSentences() {
    Tensor x = ones(3);
    refused(() -> dropout(x, 1.5), "dropout probability has to be between 0 and 1, but got 1.5");
    refused(
        () -> dropout3d(x, -0.1, false),
        "dropout probability has to be between 0 and 1, but got -0.1");
    refused(
        () -> featureDropout(x, 0.5, true),
        "Feature dropout requires at least 2 dimensions in the input");
    refused(
        () -> dropout1d(x, 0.5, true),
        "dropout1d: Expected 2D or 3D input, but received a 1D input.");
    refused(() -> rrelu(x, 0.5, 0.1, true), "Expected from <= to to be true, but got false.");
    assertEqual(x, "[1., 1, 1]");
  }

  @Test
  void dropout2dWarnsOfThreeDimensions() {
    List<String> heard = new ArrayList<>();
    onWarning(heard::add);
    try {
      dropout2d(ones(2, 3, 4), 0.5, true);
      dropout3d(ones(2, 3), 0.5, true);
    } finally {
      onWarning(Seen::toLog);
    }
    assertThat(heard).hasSize(2);
    assertThat(heard.get(0)).startsWith("dropout2d: Received a 3D input to dropout2d and assuming");
    assertThat(heard.get(1)).startsWith("dropout3d: Received a 2-D input to dropout3d, which is");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String beginning) {
    assertThatThrownBy(call)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(beginning);
  }
}
