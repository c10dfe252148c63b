package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.nodeName;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.EmbeddingBagOptions.Mode;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.error.GradusUnsupportedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Embeddings and bags of them: values, gradients of all orders, padding, shortening, refusals.
class EmbeddingsTest {
  private static final EmbeddingBagOptions SUM = EmbeddingBagOptions.DEFAULT.withMode(Mode.SUM);

  private static Tensor table(long rows, long n) {
    return arange(rows * n).to(float64).mul(0.37).sin().view(rows, n).detach();
  }

  @Test
  void rowsInAllLayouts() {
    Tensor w = tensor("[[0., 1], [2, 3], [4, 5]]");
    Tensor at = tensor("[[2, 0], [2, 1]]");
    assertEqual(embedding(at, w), "[[[4., 5], [0, 1]], [[4, 5], [2, 3]]]");
    Tensor turned = w.t().contiguous().t();
    assertEqual(embedding(at.t(), turned), "[[[4., 5], [4, 5]], [[0, 1], [2, 3]]]");
    assertEqual(embedding(tensor("1", int32), w.narrow(0, 1, 2)), "[4., 5]");
    assertThat(embedding(zeros(int64, 0, 4), w).shape()).containsExactly(0, 4, 2);
    assertThat(embedding(at, zeros(3, 0)).shape()).containsExactly(2, 2, 0);
    assertThat(embedding(at, w.to(complex64)).dtype()).isEqualTo(DType.COMPLEX64);
  }

  @Test
  void gradientsAddUpButForPadding() {
    Tensor w = ones(3, 2).requiresGrad_();
    Tensor at = tensor("[2, 0, 2, 1]");
    Tensor y = embedding(at, w, EmbeddingOptions.DEFAULT.withPaddingIdx(-2));
    assertThat(nodeName(y)).isEqualTo("EmbeddingBackward0");
    y.sum().backward();
    assertEqual(w.grad(), "[[1., 1], [0, 0], [2, 2]]");
    w.setGrad(null);
    embedding(at, w, EmbeddingOptions.DEFAULT.withScaleGradByFreq(true)).sum().backward();
    assertEqual(w.grad(), "[[1., 1], [1, 1], [1, 1]]");
    Tensor half = ones(float16, 2, 1).requiresGrad_();
    embedding(zeros(int64, 3000), half).sum().backward();
    assertThat(values(grad(half))).containsExactly(3000, 0);
  }

  /// Tables as wide as vectors take, and so many rows that threads share them, against one addition
  /// after the other.
  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 100, 257})
  void gradientsOfWideTables(int n) {
    int rows = 11;
    int count = 500;
    Tensor at = arange(count).mul(7).remainder(rows);
    Tensor slopes = table(count, n);
    double[] g = values(slopes);
    double[] wide = new double[rows * n];
    float[] narrow = new float[rows * n];
    for (int i = 0; i < count * n; i++) {
      int to = i / n * 7 % rows * n + i % n;
      wide[to] += g[i];
      narrow[to] += (float) g[i];
    }
    Tensor w = zeros(float64, rows, n).requiresGrad_();
    embedding(at, w).backward(slopes);
    assertThat(values(grad(w))).isEqualTo(wide);
    Tensor x = zeros(rows, n).requiresGrad_();
    embedding(at, x).backward(slopes.to(float32));
    assertThat(grad(x).toFloatArray()).isEqualTo(narrow);
    x.setGrad(null);
    x.indexSelect(0, at).backward(slopes.to(float32));
    assertThat(grad(x).toFloatArray()).isEqualTo(narrow);
  }

  @Test
  void slopesOfBothOrders() {
    Tensor w = table(4, 3).requiresGrad_();
    Tensor at = tensor("[[2, 0], [2, 1]]");
    GradientCheck.check("embedding", v -> embedding(at, v[0]).pow(3), w);
    GradientCheck.check(
        "transposed", v -> embedding(at, v[0].t()).pow(3), table(3, 4).requiresGrad_());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void bagsAreWhatTheyAreMadeOf(Mode mode) {
    Tensor w = table(5, 3).requiresGrad_();
    Tensor numbers = tensor("[1, 4, 4, 0, 2, 3]");
    Tensor offsets = tensor("[0, 3, 3, 5]");
    EmbeddingBagOptions o = EmbeddingBagOptions.DEFAULT.withMode(mode).withPaddingIdx(4);
    Tensor y = embeddingBag(numbers, w, offsets, o);
    assertThat(nodeName(y)).isEqualTo("EmbeddingBagBackward0");
    double[] v = values(w);
    for (int d = 0; d < 3; d++) {
      double a = v[d];
      double b = v[6 + d];
      double pair =
          switch (mode) {
            case SUM -> a + b;
            case MEAN -> (a + b) / 2;
            case MAX -> Math.max(a, b);
          };
      assertThat(values(y)[d]).isEqualTo(v[3 + d]);
      assertThat(values(y)[3 + d]).isZero();
      assertThat(values(y)[6 + d]).isEqualTo(pair);
      assertThat(values(y)[9 + d]).isEqualTo(v[9 + d]);
    }
    GradientCheck.check(mode.name(), t -> embeddingBag(numbers, t[0], offsets, o).pow(3), w);
    Tensor rows = numbers.view(2, 3);
    Tensor ends = tensor("[0, 3, 6]");
    assertThat(values(embeddingBag(rows, w, null, o)))
        .isEqualTo(values(embeddingBag(numbers, w, ends, o.withIncludeLastOffset(true))));
  }

  @Test
  void weighedSums() {
    Tensor w = table(4, 2).requiresGrad_();
    Tensor s = table(2, 3).requiresGrad_();
    Tensor numbers = tensor("[[1, 0, 1], [3, 2, 0]]");
    GradientCheck.check(
        "weighed",
        v ->
            embeddingBag(numbers, v[0], null, SUM.withPerSampleWeights(v[1]).withPaddingIdx(2))
                .pow(2),
        w,
        s);
    Tensor plain = embeddingBag(numbers, w, null, SUM);
    Tensor ones = embeddingBag(numbers, w, null, SUM.withPerSampleWeights(onesLike(s)));
    assertThat(values(plain)).isEqualTo(values(ones));
    embeddingBag(numbers, w, null, SUM.withScaleGradByFreq(true)).sum().backward();
    assertThat(values(grad(w))).containsOnly(1);
  }

  @Test
  void longRowsAreShortenedInPlace() {
    Tensor w = tensor("[[3., 4], [6, 8], [0.3, 0.4]]", float64).requiresGrad_();
    Tensor y = embedding(tensor("[1, 2, 1]"), w, EmbeddingOptions.DEFAULT.withMaxNorm(1));
    double[] v = values(w);
    assertThat(v[0]).isEqualTo(3);
    assertThat(v[2]).isCloseTo(0.6, within(1e-7));
    assertThat(v[4]).isEqualTo(0.3);
    assertThat(w.version()).isEqualTo(1);
    y.sum().backward();
    assertEqual(w.grad(), "[[0., 0], [2, 2], [1, 1]]");
    Tensor t = tensor("[[3., 4], [6, 8]]").t();
    embeddingRenorm_(t, tensor("[0]"), 3, 1);
    assertThat(values(t)[0]).isCloseTo(1, within(1e-6));
    assertThat(values(t)[2]).isEqualTo(4);
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor w = zeros(3, 2);
    Tensor at = tensor("[0, 3]");
    Class<GradusArgumentException> kind = GradusArgumentException.class;
    assertRefused(GradusIndexException.class, "index out of range in self", () -> embedding(at, w));
    assertRefused(kind, "'weight' must be 2-D", () -> embedding(at, zeros(3)));
    assertRefused(
        kind,
        "Padding_idx must be within num_embeddings",
        () -> embedding(tensor("[0]"), w, EmbeddingOptions.DEFAULT.withPaddingIdx(3)));
    assertRefused(
        kind,
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long,"
            + " Int; but got torch.FloatTensor instead (while checking arguments for embedding)",
        () -> embedding(zeros(2), w));
    assertThatThrownBy(() -> embedding(tensor("[0]"), w, EmbeddingOptions.DEFAULT.withSparse(true)))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageContaining("sparse");
    assertRefused(
        kind,
        "embedding_bag: Expected idx >= 0 && idx < num_embeddings but found idx to be 3",
        () -> embeddingBag(at, w, tensor("[0]"), SUM));
    assertRefused(
        kind,
        "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from"
            + " position 0. However, got 1",
        () -> embeddingBag(tensor("[0, 1]"), w, tensor("[1]"), SUM));
    assertRefused(
        kind,
        "offsets has to be a 1D Tensor but got None",
        () -> embeddingBag(tensor("[0]"), w, null, SUM));
    assertRefused(
        GradusUnsupportedException.class,
        "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for"
            + " mode='sum' (got mode='mean'). Please open a feature request on GitHub.",
        () ->
            embeddingBag(
                tensor("[[0]]"),
                w,
                null,
                EmbeddingBagOptions.DEFAULT.withPerSampleWeights(ones(1, 1))));
  }
}
