package dev.gradus.nn;

import static dev.gradus.Gradus.empty;
import static dev.gradus.Gradus.eye;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.rand;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// How weights start.
@ResourceLock("generator")
class InitTest {
  private static final double EPS = 1e-6;

  private static double[] after(Consumer<Tensor> init, long... sizes) {
    Tensor t = empty(sizes).requiresGrad_();
    manualSeed(5);
    init.accept(t);
    assertThat(t.version()).isPositive();
    assertThat(t.isLeaf()).isTrue();
    return t.detach().reshape(-1).toDoubleArray();
  }

  private static double largest(double[] values) {
    double most = 0;
    for (double v : values) {
      most = Math.max(most, Math.abs(v));
    }
    return most;
  }

  @Test
  void uniformOnesDrawWhatRandDraws() {
    double[] found = after(t -> Init.uniform_(t, -2, 3), 3, 5);
    manualSeed(5);
    double[] drawn = rand(3, 5).mul(5).sub(2).reshape(-1).toDoubleArray();

    assertThat(found).containsExactly(drawn, within(EPS));
    // Fan in 2 · 5 · 5, fan out 4 · 5 · 5.
    assertThat(largest(after(Init::xavierUniform_, 4, 2, 5, 5)))
        .isBetween(0.95 * Math.sqrt(6.0 / 150), Math.sqrt(6.0 / 150));
    double bound = Math.sqrt(2) * Math.sqrt(3.0 / 100);
    assertThat(
            largest(
                after(
                    t -> Init.kaimingUniform_(t, 0, FanMode.FAN_OUT, Nonlinearity.RELU),
                    4,
                    2,
                    5,
                    5)))
        .isBetween(0.95 * bound, bound);
  }

  @Test
  void normalOnesDrawWhatRandnDraws() {
    manualSeed(5);
    double[] drawn = randn(4, 8).reshape(-1).toDoubleArray();
    double[] xavier = after(Init::xavierNormal_, 4, 8);
    double[] kaiming = after(Init::kaimingNormal_, 4, 8);

    for (int i = 0; i < drawn.length; i++) {
      assertThat(xavier[i]).isCloseTo(drawn[i] * Math.sqrt(2.0 / 12), within(EPS));
      assertThat(kaiming[i]).isCloseTo(drawn[i] * Math.sqrt(2.0 / 8), within(EPS));
    }
  }

  @Test
  void truncatedOnesKeepToTheirBounds() {
    double[] found = after(t -> Init.truncNormal_(t, 1, 2, 0, 2), 40, 5);

    assertThat(Arrays.stream(found)).allMatch(v -> v >= 0 && v <= 2);
    assertThat(largest(found)).isGreaterThan(1.9);
    double[] drawn = after(Init::normal_, 8);
    double[] kept = after(t -> Init.truncNormal_(t, 0, 1, -9, 9), 8);
    assertThat(kept).containsExactly(drawn);
    double[] rare = after(t -> Init.truncNormal_(t, 0, 1, 5, 6), 8);
    assertThat(Arrays.stream(rare)).allMatch(v -> v >= 5 && v <= 6);
    assertThatThrownBy(() -> Init.truncNormal_(empty(3), 0, 1, 1, -1))
        .hasMessageContaining("the first must be smaller");
  }

  @Test
  void orthogonalOnesAreOrthogonal() {
    for (long[] sizes : new long[][] {{3, 5}, {5, 3}, {2, 2, 2}}) {
      Tensor t = empty(float64, sizes);
      Init.orthogonal_(t, 2);
      Tensor flat = t.flatten(1, -1);
      Tensor product = flat.size(0) < flat.size(1) ? flat.matmul(flat.t()) : flat.t().matmul(flat);
      assertThat(product.allclose(eye(float64, product.size(0)).mul(4))).isTrue();
    }
  }

  @Test
  void diracFiltersPassChannelsOn() {
    Tensor w = Init.dirac_(empty(4, 2, 3, 3), 2);
    Tensor x = randn(1, 4, 5, 5);
    Conv2d conv = new Conv2d(4, 4, 3, ConvSettings.padding(1).withGroups(2).withBias(false));
    conv.loadStateDict(Map.of("weight", w));

    assertThat(conv.call(x).allclose(x)).isTrue();
    assertThat(Init.eye_(empty(2, 3)).reshape(-1).toDoubleArray())
        .containsExactly(1, 0, 0, 0, 1, 0);
  }

  @Test
  void sparseOnesHaveAsManyZerosInEachColumn() {
    Tensor t = Init.sparse_(empty(10, 4), 0.25, 1);

    assertThat(t.eq(0L).sum(new int[] {0}, false).toLongArray()).containsOnly(3);
  }

  @Test
  void gainsAndRefusals() {
    assertThat(Nonlinearity.of("conv2d").gain()).isEqualTo(1);
    assertThat(Nonlinearity.TANH.gain()).isEqualTo(5.0 / 3);
    assertThat(Nonlinearity.LEAKY_RELU.gain(0.2)).isCloseTo(Math.sqrt(2 / 1.04), within(1e-12));
    assertThatThrownBy(() -> Nonlinearity.of("nothing"))
        .hasMessage("Unsupported nonlinearity nothing");
    assertThatThrownBy(() -> Init.kaimingUniform_(empty(3)))
        .hasMessageStartingWith(
            "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
    assertThatThrownBy(() -> Init.uniform_(empty(3), 1, 0))
        .hasMessageStartingWith("uniform_ expects to return a [from, to) range");
  }
}
