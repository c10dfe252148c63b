package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf64;
import static dev.gradus.Seen.nodeName;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Distances against their definition, slopes of both orders, equal rows, and sizes of all kinds.
class DistancesTest {
  private static Tensor points(int seed, long... sizes) {
    Tensor x = Tensor.empty(float64, sizes);
    for (int i = 0; i < x.numel(); i++) {
      double value = Math.sin(1.3 * seed + 2.1 * i) + 0.01 * i;
      Elements.setDouble(x.storage(), float64, i, value);
    }
    return x;
  }

  private static double distance(double[] a, int i, double[] b, int j, int c, double p) {
    double sum = 0;
    for (int k = 0; k < c; k++) {
      double d = Math.abs(a[i * c + k] - b[j * c + k]);
      if (p == Double.POSITIVE_INFINITY) {
        sum = Math.max(sum, d);
      } else {
        sum += p == 0 ? (d == 0 ? 0 : 1) : Math.pow(d, p);
      }
    }
    return p == 0 || Double.isInfinite(p) ? sum : Math.pow(sum, 1 / p);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 1.7, 2, 3, Double.POSITIVE_INFINITY})
  void allPairsAtAwkwardSizes(double p) {
    for (int[] s : new int[][] {{1, 1, 1}, {3, 2, 5}, {7, 1030, 3}, {40, 33, 17}, {2, 3, 0}}) {
      Tensor a = points(1, s[0], s[2]);
      Tensor b = points(2, s[1], s[2]);
      double[] x = values(a);
      double[] y = values(b);
      double[] got = values(cdist(a, b, p, CdistMode.DONOT_USE_MM));
      for (int i = 0; i < s[0]; i++) {
        for (int j = 0; j < s[1]; j++) {
          assertThat(got[i * s[1] + j]).isCloseTo(distance(x, i, y, j, s[2], p), within(1e-9));
        }
      }
    }
    double[] square = values(cdist(points(1, 9, 4), points(1, 9, 4), p, CdistMode.DONOT_USE_MM));
    double[] pairs = values(pdist(points(1, 9, 4), p));
    int next = 0;
    for (int i = 0; i < 9; i++) {
      for (int j = i + 1; j < 9; j++) {
        assertThat(pairs[next++]).isEqualTo(square[i * 9 + j]);
      }
    }
    assertThat(next).isEqualTo(pairs.length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.7, 1, 1.5, 2, 3, 4.5, Double.POSITIVE_INFINITY})
  void slopesOfBothOrders(double p) {
    Tensor a = points(1, 2, 3, 4).requiresGrad_();
    Tensor b = points(2, 2, 4).requiresGrad_();
    GradientCheck.check("cdist " + p, v -> cdist(v[0], v[1], p), a, b);
    GradientCheck.check("pdist " + p, v -> pdist(v[0].select(0, 1), p), a);
    if (p != 0) {
      GradientCheck.check(
          "pairs " + p, v -> pairwiseDistance(v[0].select(1, 1), v[1], p, 0.1, true), a, b);
    }
  }

  @Test
  void slopesOfProductsAndCosines() {
    Tensor a = points(1, 2, 3, 4).requiresGrad_();
    Tensor b = points(2, 2, 4).requiresGrad_();
    GradientCheck.check(
        "by product", v -> cdist(v[0], v[1].mT().contiguous().mT(), 2, CdistMode.USE_MM), a, b);
    GradientCheck.check("cosine", v -> cosineSimilarity(v[0], v[1].unsqueeze(1), 2, 1e-8), a, b);
    GradientCheck.check("cosine, dim 0", v -> cosineSimilarity(v[0], v[0].sin(), 0, 1e-8), a);
  }

  @Test
  void bothWaysAgree() {
    Tensor a = points(1, 30, 6);
    Tensor b = points(2, 8, 6);
    double[] product = values(cdist(a, b));
    double[] direct = values(cdist(a, b, 2, CdistMode.DONOT_USE_MM));
    for (int i = 0; i < product.length; i++) {
      assertThat(product[i]).isCloseTo(direct[i], within(1e-12));
    }
    Tensor x = leaf64("[[1., 2]]");
    assertThat(nodeName(cdist(x, x))).isEqualTo("CdistBackward0");
    assertThat(nodeName(cdist(x, x, 2, CdistMode.USE_MM))).isEqualTo("ViewBackward0");
    assertThat(nodeName(pairwiseDistance(x, x.detach()))).isEqualTo("NormBackward1");
  }

  @Test
  void equalRowsHaveNoSlope() {
    for (double p : new double[] {0, 0.5, 1, 2, 3, Double.POSITIVE_INFINITY}) {
      Tensor x = leaf64("[[1., 2], [1, 2]]");
      pdist(x, p).sum().backward();
      assertThat(values(Seen.grad(x))).containsOnly(0);
    }
    Tensor x = leaf64("[[1., 2], [1, 2]]");
    cdist(x, x.detach(), 2, CdistMode.USE_MM).sum().backward();
    assertThat(values(Seen.grad(x))).containsOnly(0);
  }

  @Test
  void emptyInputs() {
    assertThat(cdist(zeros(0, 5), zeros(4, 5)).shape()).containsExactly(0, 4);
    assertThat(cdist(zeros(1, 4, 5), zeros(0, 3, 5)).shape()).containsExactly(0, 4, 3);
    assertThat(values(cdist(zeros(2, 0), zeros(1, 0)))).containsExactly(0, 0);
    assertThat(pdist(zeros(1, 5)).shape()).containsExactly(0);
    Tensor x = zeros(0, 5).requiresGrad_();
    cdist(x, ones(3, 5), 1).sum().backward();
    assertThat(Seen.grad(x).shape()).containsExactly(0, 5);
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Class<GradusArgumentException> kind = GradusArgumentException.class;
    assertRefused(
        kind,
        "cdist only supports at least 2D tensors, X1 got: 1D",
        () -> cdist(zeros(3), zeros(2, 3)));
    assertRefused(
        kind,
        "X1 and X2 must have the same number of columns. X1: 3 X2: 4",
        () -> cdist(zeros(2, 3), zeros(2, 4)));
    assertRefused(
        kind, "cdist only supports non-negative p values", () -> cdist(ones(2, 3), ones(2, 3), -1));
    assertRefused(
        kind,
        "cdist only supports floating-point dtypes, X1 got: Long",
        () -> cdist(zeros(int64, 2, 3), zeros(2, 3)));
    assertRefused(kind, "pdist only supports 2D tensors, got: 1D", () -> pdist(zeros(3)));
    assertRefused(
        kind,
        "expected common dtype to be floating point, yet common dtype is Long",
        () -> cosineSimilarity(zeros(int64, 2, 3), zeros(int64, 2, 3)));
  }
}
