package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.leaf64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Quantiles with every interpolation, slopes by finite differences.
class QuantilesTest {
  @Test
  void interpolationsBetweenTwoElements() {
    Tensor x = tensor("[4., 1, 3, 2]");
    Tensor q = tensor("[0., 0.25, 0.5, 1]");
    assertEqual(x.quantile(q), "[1., 1.75, 2.5, 4]");
    assertEqual(x.quantile(q, 0, false, QuantileInterpolation.LOWER), "[1., 1, 2, 4]");
    assertEqual(x.quantile(q, 0, false, QuantileInterpolation.HIGHER), "[1., 2, 3, 4]");
    assertEqual(x.quantile(q, 0, false, QuantileInterpolation.MIDPOINT), "[1., 1.5, 2.5, 4]");
    assertEqual(x.quantile(q, 0, false, QuantileInterpolation.NEAREST), "[1., 2, 3, 4]");
  }

  @Test
  void shapesWithSeveralFractions() {
    Tensor x = arange(24).to(float64).view(2, 3, 4);
    Tensor q = tensor("[0.5, 1]", float64);
    assertThat(x.quantile(q, 1, false).shape()).containsExactly(2, 2, 4);
    assertThat(x.quantile(q, 1, true).shape()).containsExactly(2, 2, 1, 4);
    assertThat(x.quantile(q, -1, false).shape()).containsExactly(2, 2, 3);
    assertThat(x.quantile(q, null, true, QuantileInterpolation.LINEAR).shape())
        .containsExactly(2, 1, 1, 1);
    assertThat(x.quantile(0.5, null, true, QuantileInterpolation.LINEAR).shape())
        .containsExactly(1, 1, 1);
    assertEqual(x.quantile(q, 2, false).select(0, 0), "[[1.5, 5.5, 9.5], [13.5, 17.5, 21.5]]");
  }

  @Test
  void nanSpoilsItsRowUnlessLeftOut() {
    Tensor x = tensor("[[1., nan, 3], [4, 5, 6], [nan, nan, nan]]");
    assertEqual(x.quantile(0.5, 1, false), "[nan, 5., nan]");
    assertEqual(x.nanquantile(0.5, 1, false), "[2., 5, nan]");
    assertEqual(x.nanquantile(tensor("[0., 1]"), 1, false), "[[1., 4, nan], [3, 6, nan]]");
  }

  @ParameterizedTest
  @EnumSource
  void slopes(QuantileInterpolation how) {
    Tensor x = arange(30).to(float64).mul(2.3).sin().view(2, 5, 3).requiresGrad_();
    Tensor q = leaf64("[0.13, 0.6, 0.87]");
    GradientCheck.check("quantile " + how, v -> v[0].quantile(v[1], 1, false, how), x, q);
    GradientCheck.check("of all " + how, v -> v[0].t().quantile(0.4, null, true, how), at(x));
    GradientCheck.check("nanquantile " + how, v -> v[0].nanquantile(v[1], 2, true, how), x, q);
  }

  private static Tensor at(Tensor x) {
    return x.detach().select(0, 1).clone().requiresGrad_();
  }

  @Test
  void refusals() {
    Tensor x = ones(3);
    assertThatThrownBy(() -> zeros(0).quantile(0.5))
        .hasMessageStartingWith("quantile() input tensor must be non-empty");
    assertThatThrownBy(() -> x.quantile(1.5))
        .hasMessageStartingWith("quantile() q must be in the range [0, 1] but got 1.5");
    assertThatThrownBy(() -> x.quantile(tensor("[0.5, 2]")))
        .hasMessageStartingWith("quantile() q values must be in the range [0, 1]");
    assertThatThrownBy(() -> x.quantile(ones(1, 1)))
        .hasMessageStartingWith("quantile() q must be a scalar or 1D tensor");
    assertThatThrownBy(() -> x.quantile(ones(float64, 1)))
        .hasMessageStartingWith("quantile() q tensor must be same dtype as the input tensor");
    assertThatThrownBy(() -> x.to(int64).quantile(0.5))
        .hasMessageStartingWith("quantile() input tensor must be either float or double dtype");
    assertThatThrownBy(() -> QuantileInterpolation.of("cubic"))
        .hasMessageStartingWith(
            "quantile() interpolation must be one of linear, lower, higher, midpoint or nearest, but got cubic");
  }

  private static Tensor slope(Tensor x, GradientOptions options) {
    return gradient(x, options).getFirst();
  }

  @Test
  void finiteDifferences() {
    Tensor squares = tensor("[1., 4, 9, 16, 25]", float64);
    GradientOptions o = GradientOptions.DEFAULT;
    assertEqual(gradient(squares).getFirst(), "[3., 4, 6, 8, 9]");
    assertEqual(slope(squares, o.withEdgeOrder(2)), "[2., 4, 6, 8, 10]");
    assertEqual(slope(squares, o.withSpacing(2)), "[1.5, 2, 3, 4, 4.5]");
    Tensor at = tensor("[0., 1, 3, 4, 7]", float64);
    GradientOptions uneven = o.withCoordinates(at).withEdgeOrder(2);
    assertThat(slope(at.square(), uneven).sub(at.mul(2)).abs().max().item()).isLessThan(1e-12);
    Tensor oneSided = slope(at.square(), o.withCoordinates(at));
    assertThat(oneSided.allclose(tensor("[1., 2, 6, 8, 11]", float64), 1e-12, 0, false)).isTrue();
    assertThat(gradient(ones(3, 4, 5), o.withSpacings(1, 2).withDims(0, -1))).hasSize(2);
    assertThat(gradient(arange(3)).getFirst().dtype()).isEqualTo(float32);
  }

  @Test
  void slopesOfSlopes() {
    Tensor x = arange(20).to(float64).mul(1.3).cos().view(4, 5).requiresGrad_();
    Tensor at = leaf64("[0., 0.5, 2, 2.25, 4]");
    GradientOptions o = GradientOptions.DEFAULT;
    for (int order = 1; order <= 2; order++) {
      GradientOptions ends = o.withEdgeOrder(order);
      GradientCheck.check("even", v -> slope(v[0].t(), ends.withSpacing(0.5)), x);
      GradientCheck.check(
          "uneven", v -> slope(v[0], ends.withCoordinates(v[1]).withDims(1)), x, at);
    }
  }

  @Test
  void refusedDifferences() {
    GradientOptions o = GradientOptions.DEFAULT;
    assertThatThrownBy(() -> gradient(ones(3).to(uint8)))
        .hasMessageStartingWith("torch.gradient does not support uint8 input.");
    assertThatThrownBy(() -> gradient(ones(2), o.withEdgeOrder(2)))
        .hasMessageStartingWith(
            "torch.gradient expected each dimension size to be at least edge_order+1");
    assertThatThrownBy(() -> gradient(ones(3), o.withEdgeOrder(3)))
        .hasMessageStartingWith("torch.gradient only supports edge_order=1 and edge_order=2.");
    assertThatThrownBy(() -> gradient(ones(3, 3), o.withSpacings(1)))
        .hasMessageStartingWith(
            "torch.gradient expected spacing to be unspecified, a scalar, or a list of length equal to 'self.dim() = 2', since dim argument was not given, but got a list of length 1");
    assertThatThrownBy(() -> gradient(ones(3, 3), o.withDims(1, 1)))
        .hasMessageStartingWith("dim 1 appears multiple times in the list of dims");
    assertThatThrownBy(() -> gradient(ones(3), o.withCoordinates(ones(3, 1))))
        .hasMessageStartingWith(
            "torch.gradient expected each element of spacing to have one dimension, but got an element with 2 dimensions!");
  }
}
