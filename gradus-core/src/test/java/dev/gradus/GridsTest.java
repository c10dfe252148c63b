package dev.gradus;

import static dev.gradus.LinalgGradientsTest.leaf;
import static dev.gradus.LinalgGradientsTest.random;
import static dev.gradus.Seen.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Slopes on grids, positions in them, and what relates whole variables.
class GridsTest {
  private static final GradCheckOptions OPTIONS = GradCheckOptions.DEFAULT.withCheckForwardAd(true);

  private static void check(String what, TensorFunction f, Tensor... x) {
    assertThatCode(() -> GradCheck.gradcheck(f.several(), OPTIONS, x))
        .as(what)
        .doesNotThrowAnyException();
    assertThatCode(() -> GradCheck.gradgradcheck(f.several(), OPTIONS, x))
        .as(what + ", second order")
        .doesNotThrowAnyException();
  }

  private static void refused(String sentence, ThrowingCallable call) {
    assertRefused(GradusArgumentException.class, sentence, call);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void gradientsOfCovariancesAndNorms(DType dtype) {
    Tensor x = leaf(dtype, 3, 4);
    Tensor weights = random(DType.FLOAT64, 2, 4).abs().requiresGrad_();
    Tensor often = Gradus.tensor(1L, 2L, 0L, 1L);
    check("cov", t -> t[0].cov(), x);
    check("weighted cov", t -> t[0].mT().mT().cov(1, often, t[1]), x, weights);
    check("cov of one", t -> t[0].cov(0, null, null), leaf(dtype, 4));
    check("corrcoef", t -> t[0].corrcoef().mul(0.5), leaf(dtype, 2, 5));
    for (double p : new double[] {1, 2, 3, Double.POSITIVE_INFINITY}) {
      check("dist " + p, t -> t[0].dist(t[1], p), x, random(dtype, 5, 4).requiresGrad_());
      check("renorm " + p, t -> t[0].renorm(p, 1, 0.8), x);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void gradientsOfSlopes(DType dtype) {
    Tensor x = leaf(dtype, 4, 3);
    Tensor places = Gradus.tensor(new double[] {0, 1, 2.5, 3}).requiresGrad_();
    for (int edge = 1; edge <= 2; edge++) {
      int order = edge;
      check("even", t -> Gradus.gradient(t[0], new double[] {0.5, 2}, null, order).getLast(), x);
      check(
          "uneven",
          t -> Gradus.gradient(t[0], List.of(t[1]), new int[] {0}, order).getFirst(),
          x,
          places);
    }
    check("diff", t -> t[0].diff(2, 0, t[1], t[0]), x, leaf(dtype, 1, 3));
  }

  @Test
  void slopesOfSquaresAreExactInsideAndAtEdgesOfOrderTwo() {
    Tensor places = Gradus.tensor(new double[] {0, 1, 3, 4, 7});
    Tensor slopes = Gradus.gradient(places.square(), List.of(places), null, 2).getFirst();
    assertThat(slopes.sub(places.mul(2)).abs().max().item()).isLessThan(1e-13);
    Tensor even = Gradus.arange(5).square();
    assertThat(Gradus.gradient(even, null, 2).getFirst().toDoubleArray())
        .containsExactly(0, 2, 4, 6, 8);
    assertThat(Gradus.gradient(even).getFirst().toDoubleArray()).containsExactly(1, 2, 4, 6, 7);
  }

  @Test
  void covariancesAreWhatTheyShouldBe() {
    Tensor x = random(DType.FLOAT64, 1, 3, 50);
    Tensor cov = x.cov();
    assertThat(cov.diagonal(0, 0, 1).sub(x.var(new int[] {1}, 1, false)).abs().max().item())
        .isLessThan(1e-14);
    Tensor repeated = Gradus.cat(List.of(x, x), 1);
    Tensor twice = x.cov(1, Gradus.full(DType.INT64, new long[] {50}, 2), null);
    assertThat(repeated.cov().sub(twice).abs().max().item()).isLessThan(1e-14);
    assertThat(x.corrcoef().diagonal(0, 0, 1).sub(1).abs().max().item()).isLessThan(1e-14);
    assertThat(
            Gradus.tensor(new double[] {3}).cov(1, null, Gradus.tensor(new double[] {0.3})).item())
        .isNaN();
  }

  @Test
  void renormShortensOnlyWhatIsTooLong() {
    Tensor x = random(DType.FLOAT64, 1, 4, 5);
    x.select(0, 2).mul_(0.01);
    Tensor y = x.renorm(2, 0, 0.5);
    Tensor norms = y.norm(2, new int[] {1}, false);
    assertThat(y.select(0, 2).sub(x.select(0, 2)).abs().max().item()).isZero();
    assertThat(norms.max().item()).isBetween(0.4999, 0.5);
  }

  @Test
  void positions() {
    assertThat(Gradus.trilIndices(2, 3, 0).toLongArray()).containsExactly(0, 1, 1, 0, 0, 1);
    assertThat(Gradus.triuIndices(2, 3, 1).toLongArray()).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(Gradus.trilIndices(3, 2, -5).shape()).containsExactly(2, 0);
    List<Tensor> places = Gradus.unravelIndex(Gradus.tensor(22L, 41L, 37L), 7, 6);
    assertThat(places.getFirst().toLongArray()).containsExactly(3, 6, 6);
    assertThat(places.getLast().toLongArray()).containsExactly(4, 5, 1);
    assertThat(Gradus.broadcastShapes(new long[] {5, 1}, new long[] {3}, new long[0]))
        .containsExactly(5, 3);
  }

  @Test
  void scatterThatAddsAndMultiplies() {
    Tensor x = Gradus.tensor(1.0, 2.0, 3.0);
    Tensor index = Gradus.tensor(0L, 0L, 2L);
    Tensor src = Gradus.tensor(2.0, 3.0, 4.0);
    assertThat(x.scatter(0, index, src, "add").toDoubleArray()).containsExactly(6, 2, 7);
    assertThat(x.scatter(0, index, 3, "add").dtype()).isEqualTo(x.dtype());
    assertThat(x.scatter(0, index, 3, "multiply").toDoubleArray()).containsExactly(9, 2, 9);
    assertThat(x.scatter(0, index, src, "multiply").toDoubleArray()).containsExactly(6, 2, 12);
    refused(
        "reduce argument must be either add or multiply.", () -> x.scatter(0, index, src, "mean"));
  }

  @Test
  void refusals() {
    Tensor x = random(DType.FLOAT64, 1, 3, 3);
    refused(
        "cov(): expected input to have two or fewer dimensions but got an input with 3 dimensions",
        () -> x.unsqueeze(0).cov());
    refused("cov(): fweights cannot be negative", () -> x.cov(1, Gradus.tensor(1L, -1L, 1L), null));
    refused("renorm: non-positive-norm not supported", () -> x.renorm(0, 0, 1));
    refused("renorm: expected maxnorm to be >= 0 but got -1", () -> x.renorm(2, 0, -1));
    refused(
        "dim 1 appears multiple times in the list of dims",
        () -> Gradus.gradient(x, new int[] {1, -1}, 1));
    refused(
        "torch.gradient only supports edge_order=1 and edge_order=2.",
        () -> Gradus.gradient(x, null, 3));
    refused(
        "torch.gradient expected each dimension size to be at least edge_order+1",
        () -> Gradus.gradient(x.narrow(0, 0, 2), null, 2));
    refused(
        "diff expects prepend or append to be the same dimension as input",
        () -> x.diff(1, 0, x.select(0, 0), null));
    refused("start must be an 0-dim integral Tensor.", () -> x.narrow(0, Gradus.tensor(1L, 1L), 1));
    refused(
        "Shape mismatch: objects cannot be broadcast to a single shape",
        () -> Gradus.broadcastShapes(new long[] {2}, new long[] {3}));
    refused("row must be non-negative, got-1", () -> Gradus.trilIndices(-1, 1, 0));
    refused(
        "Coefficients must be a list/tuple",
        () -> Windows.generalCosine(3, null, true, DType.FLOAT32));
  }
}
