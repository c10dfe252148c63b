package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.leaf64;
import static dev.gradus.Seen.nodeName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Random numbers in place and samples of distributions: against numbers that PyTorch drew or that
/// its algorithms give on the same bits, and against the distributions' moments.
class SamplingTest {
  private Mode own;

  @BeforeEach
  void drawFromAGeneratorOfItsOwn() {
    own = useGenerator(new Generator().manualSeed(42));
  }

  @AfterEach
  void back() {
    own.close();
  }

  // --- Recorded sequences ---

  @Test
  void fillingsDrawWhatPyTorchDrew() {
    assertThat(fresh(x -> x.exponential_(2), 3))
        .containsExactly(0.029957007616758347f, 0.03248806297779083f, 0.06595838814973831f);
    assertThat(fresh(x -> x.cauchy_(0, 0.5), 3))
        .containsExactly(-2.7062437534332275f, -2.4968504905700684f, -1.2224371433258057f);
    assertThat(fresh(x -> x.logNormal_(0, 0.25), 3))
        .containsExactly(1.087816596031189f, 1.0327264070510864f, 1.0603675842285156f);
    assertThat(fresh(x -> x.geometric_(0.2), 5)).containsExactly(13, 13, 10, 14, 3);
    assertThat(fresh(x -> x.bernoulli_(0.3), 9)).containsExactly(1, 1, 1, 1, 0, 0, 0, 0, 1);
    assertThat(fresh(x -> x.bernoulli_(full(new long[] {9}, 0.3)), 9))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0);
    assertThat(fresh(x -> x.uniform_(-1, 1), 2)).containsExactly(0.76453853f, 0.8300079f);
    assertThat(fresh(x -> x.normal_(2, 3), 20)[0]).isCloseTo(7.780746f, within(4e-6f));
    assertThat(fresh(x -> x.random_(10), 4)).containsExactly(2, 7, 6, 4);
  }

  private static float[] fresh(Function<Tensor, Tensor> draw, long n) {
    manualSeed(42);
    return draw.apply(zeros(n)).toFloatArray();
  }

  @Test
  void multinomialDrawsWhatPyTorchDrew() {
    Tensor weights = tensor(new float[] {1, 2, 3, 4});
    assertEqual(weights.multinomial(6, true), "[0, 0, 1, 0, 2, 2]");
    manualSeed(1099511627783L);
    assertEqual(weights.multinomial(6, true), "[1, 1, 3, 3, 3, 3]");
  }

  @Test
  void countsFollowPyTorchsAlgorithmsOnTheSameBits() {
    Tensor rates = tensor(new double[] {0, 0.5, 3, 9.99, 10, 25, 300, 1e5}).repeat(3);
    assertThat(poisson(rates).toDoubleArray())
        .containsExactly(
            0, 0, 1, 7, 9, 32, 306, 100188, 0, 0, 2, 5, 6, 21, 291, 100088, 0, 0, 3, 11, 7, 27, 287,
            99867);
    Tensor n = tensor(new double[] {5, 10, 100, 100, 1000, 0, 7, 1e6}).repeat(3);
    Tensor p = tensor(new double[] {.3, .9, .05, .5, .73, .5, 1, .001}).repeat(3);
    double[] successes = {
      0, 10, 2, 59, 748, 0, 7, 989, 2, 10, 5, 47, 747, 0, 7, 959, 1, 10, 4, 43, 714, 0, 7, 952
    };
    for (DType dtype : List.of(float64, float32)) {
      manualSeed(42);
      Tensor drawn = binomial(n.to(dtype), p.to(dtype));
      assertThat(drawn.dtype()).isEqualTo(dtype);
      assertThat(drawn.to(float64).toDoubleArray()).containsExactly(successes);
    }
  }

  @Test
  void gammaNumbersFollowPyTorchsAlgorithmOnTheSameBits() {
    Tensor shapes = tensor(new double[] {.1, .5, 1, 2.5, 30, 1000}).repeat(2);
    double[] wide = {
      0.6927260634293273,
      0.3128827216734808,
      0.26964452721822635,
      3.0532503335515524,
      34.29696006280611,
      968.7231028217332,
      1.1060663691887558e-05,
      1.0519986743301266,
      1.3987231392486597,
      2.6080313831143656,
      29.973625913444852,
      998.0896772701539
    };
    assertThat(standardGamma(shapes).toDoubleArray()).containsExactly(wide, within(1e-12));
    manualSeed(42);
    float[] narrow = {0.69272608f, 0.31288272f, 0.2696445f, 3.0532506f, 34.296959f, 968.72314f};
    assertThat(Arrays.copyOf(standardGamma(shapes.to(float32)).toFloatArray(), 6))
        .containsExactly(narrow);
  }

  @Test
  void normalTakesTensors() {
    manualSeed(42);
    double[] z = randn(float64, 4).toDoubleArray();
    Tensor mean = tensor(new double[] {1, 2, 3, 4});
    Tensor std = tensor(new double[] {1, 0, 2, 3});
    manualSeed(42);
    assertThat(normal(mean, std).toDoubleArray())
        .containsExactly(1 + z[0], 2, 3 + 2 * z[2], 4 + 3 * z[3]);
    manualSeed(42);
    assertThat(normal(mean, 0.5).toDoubleArray()).startsWith(1 + 0.5 * z[0], 2 + 0.5 * z[1]);
    manualSeed(42);
    assertThat(normal(-1, std).toDoubleArray()).startsWith(-1 + z[0], -1);
    manualSeed(42);
    assertThat(normal(10.0, 2.0, 2, 2).shape()).containsExactly(2, 2);
    assertThat(normal(mean.reshape(4, 1), std).shape()).containsExactly(4, 4);
  }

  // --- Order and dtypes ---

  @Test
  void elementsAreFilledInTheOrderOfMemory() {
    Tensor row = zeros(float64, 6).uniform_();
    for (Tensor columns :
        List.of(zeros(float64, 3, 2).t(), zeros(float64, 3, 4).slice(1, 0L, 4L, 2).t())) {
      manualSeed(42);
      columns.uniform_();
      assertThat(columns.t().reshape(6).toDoubleArray()).containsExactly(row.toDoubleArray());
    }
  }

  @Test
  void aTensorThatIsNotContiguousDrawsNormalNumbersOneByOne() {
    Tensor ordinary = zeros(float64, 4, 5).normal_();
    manualSeed(42);
    Tensor columns = zeros(float64, 5, 4).t().normal_();
    assertThat(columns.t().select(0, 0).toDoubleArray())
        .startsWith(0.33669035438385886, 0.1288094051365897);
    assertThat(ordinary.get(0, 0).item()).isNotEqualTo(columns.get(0, 0).item());
  }

  @Test
  void aPartIsFilledAndTheRestStays() {
    Tensor whole = zeros(float64, 4, 4);
    whole.narrow(1, 1, 2).fill_(7.0).narrow(0, 2, 2).exponential_();
    assertThat(whole.select(1, 0).toDoubleArray()).containsOnly(0);
    assertThat(whole.select(1, 1).toDoubleArray()).startsWith(7, 7).doesNotContain(0);
  }

  @Test
  void probabilitiesBroadcastInTheOrderOfTheTarget() {
    Tensor p = tensor(new double[] {0, 1});
    assertEqual(zeros(int64, 3, 2).bernoulli_(p), "[[0, 1], [0, 1], [0, 1]]");
    assertEqual(zeros(int64, 2, 3).t().bernoulli_(p), "[[0, 1], [0, 1], [0, 1]]");
    assertEqual(tensor(new double[][] {{1, 0}, {0, 1}}).t().bernoulli(), "[[1., 0], [0, 1]]");
    assertEqual(zeros(bool, 2).bernoulli(1.0), "[True, True]");
  }

  @Test
  void everyDtypeHasItsWholeNumbers() {
    for (DType dtype : List.of(uint8, int8, int16, int32, int64, float16, bfloat16, float32)) {
      double[] drawn = zeros(dtype, 500).random_().to(float64).toDoubleArray();
      double largest = dtype.isFloatingPoint() ? 2 / epsilon(dtype) : Double.MAX_VALUE;
      assertThat(Arrays.stream(drawn)).allMatch(v -> v >= 0 && v <= largest && v == Math.rint(v));
      assertThat(Arrays.stream(drawn).distinct().count()).isGreaterThan(100);
    }
    assertThat(Arrays.stream(zeros(bool, 100).random_().to(int64).toLongArray()).sum())
        .isBetween(20L, 80L);
    assertThat(Arrays.stream(zeros(int64, 50).randomFrom_(Long.MIN_VALUE).toLongArray()))
        .anyMatch(v -> v < 0)
        .anyMatch(v -> v > 0);
    assertThat(Arrays.stream(zeros(int8, 300).randomFrom_(120).toIntArray()))
        .contains(120, 127)
        .allMatch(v -> v >= 120);
    // In float16 the numbers from 2048 on are even: 'to' moves inwards, so that none is rounded up.
    double[] half = zeros(float16, 2000).random_(0, 65504).to(float64).toDoubleArray();
    assertThat(Arrays.stream(half)).allMatch(v -> v < 65504);
  }

  private static double epsilon(DType dtype) {
    return dev.gradus.dtype.FInfo.of(dtype).eps();
  }

  @Test
  void likesTakeWholeNumbersToo() {
    Tensor x = zeros(int32, 3, 2).t();
    Tensor y = randintLike(x, 5, 7);
    assertThat(y.dtype()).isEqualTo(int32);
    assertThat(y.stride()).containsExactly(1, 2);
    assertThat(Arrays.stream(y.toIntArray())).allMatch(v -> v == 5 || v == 6);
    assertThat(randintLike(x, 9).shape()).containsExactly(2, 3);
  }

  @Test
  void singleElementsNoneAndComplexNumbers() {
    assertThat(zeros(float64).normal_().item()).isEqualTo(0.33669035438385886);
    byte[] before = getRngState().toByteArray();
    assertThat(zeros(0, 3).uniform_().exponential_().bernoulli_(0.5).numel()).isZero();
    assertThat(zeros(2, 0).bernoulli().shape()).containsExactly(2, 0);
    assertThat(poisson(zeros(0)).numel()).isZero();
    assertThat(zeros(0, 3).multinomial(2, true).shape()).containsExactly(0, 2);
    assertThat(getRngState().toByteArray()).isEqualTo(before);
    manualSeed(42);
    double[] parts = randn(float64, 6).mul(Math.sqrt(0.5)).toDoubleArray();
    manualSeed(42);
    Tensor z = zeros(complex128, 3).normal_(0, 1);
    assertThat(z.viewAsReal().reshape(6).toDoubleArray()).containsExactly(parts, within(1e-15));
    assertThat(
            Arrays.stream(
                zeros(complex128, 9).uniform_(3, 4).viewAsReal().reshape(18).toDoubleArray()))
        .allMatch(v -> v >= 3 && v < 4);
  }

  @Test
  void aDrawEndsATangent() {
    try (var level = dualLevel()) {
      Tensor x = level.makeDual(ones(float64, 3), ones(float64, 3)).mul(2);
      x.uniform_();
      assertEqual(level.tangent(x), "[0., 0, 0]");
    }
  }

  // --- Moments ---

  @Test
  void meansAndVariancesAreTheDistributions() {
    moments(x -> x.uniform_(2, 6), 4, 16.0 / 12);
    moments(x -> x.normal_(3, 2), 3, 4);
    moments(x -> x.exponential_(0.5), 2, 4);
    moments(x -> x.logNormal_(0, 0.5), Math.exp(0.125), Math.expm1(0.25) * Math.exp(0.25));
    moments(x -> x.geometric_(0.25), 4, 12);
    moments(x -> x.bernoulli_(0.2), 0.2, 0.16);
    moments(x -> poisson(full(x.shape(), 4.0)), 4, 4);
    moments(x -> poisson(full(x.shape(), 40.0)), 40, 40);
    moments(x -> binomial(full(x.shape(), 8.0), full(x.shape(), 0.75)), 6, 1.5);
    moments(x -> binomial(full(x.shape(), 200.0), full(x.shape(), 0.25)), 50, 37.5);
    moments(x -> standardGamma(full(x.shape(), 0.5)), 0.5, 0.5);
    moments(x -> standardGamma(full(x.shape(), 7.0)), 7, 7);
  }

  private static void moments(Function<Tensor, Tensor> draw, double mean, double variance) {
    Tensor x = draw.apply(zeros(20_000)).to(float64);
    assertThat(x.mean().item()).isCloseTo(mean, within(5 * Math.sqrt(variance / 20_000)));
    assertThat(x.var().item() / variance).isCloseTo(1, within(0.15));
  }

  @Test
  void classesComeByTheirWeights() {
    Tensor weights = tensor(new double[][] {{1, 0, 3}, {5, 5, 0}});
    Tensor drawn = weights.multinomial(8000, true);
    assertThat(drawn.shape()).containsExactly(2, 8000);
    assertThat(share(drawn.select(0, 0), 2)).isCloseTo(0.75, within(0.03));
    assertThat(share(drawn.select(0, 1), 1)).isCloseTo(0.5, within(0.03));
    assertThat(share(drawn.select(0, 0), 1)).isZero();
    Tensor once = tensor(new float[] {1, 1, 1, 1}).multinomial(4, false);
    assertThat(once.toLongArray()).containsExactlyInAnyOrder(0, 1, 2, 3);
    double first = 0;
    for (int i = 0; i < 2000; i++) {
      first += tensor(new float[] {1, 3}).multinomial(1, false).item() / 2000;
    }
    assertThat(first).isCloseTo(0.75, within(0.05));
  }

  private static double share(Tensor drawn, long of) {
    return drawn.eq(of).to(float64).mean().item();
  }

  // --- Gradients ---

  @Test
  void whatWasOverwrittenHasNoGradient() {
    Tensor x = leaf64("[1., 2, 3]");
    Tensor y = x.mul(2);
    y.normal_();
    assertThat(nodeName(y)).isEqualTo("NormalBackward0");
    y.sum().backward();
    assertEqual(x.grad(), "[0., 0, 0]");
    assertThat(nodeName(x.clone().uniform_())).isEqualTo("UniformBackward0");
    assertThat(nodeName(x.clone().bernoulli_(0.5))).isEqualTo("BernoulliBackward2");
    assertThat(nodeName(x.clone().exponential_())).isEqualTo("ExponentialBackward0");
  }

  @Test
  void samplesHaveGradientsOfZero() {
    Tensor p = leaf64("[[0.25], [0.5]]");
    Tensor n = leaf64("[4., 5, 6]");
    binomial(n, p).sum().backward();
    assertEqual(p.grad(), "[[0.], [0]]");
    assertEqual(n.grad(), "[0., 0, 0]");
    Tensor mean = leaf64("[1., 2]");
    Tensor y = normal(mean, 1);
    assertThat(nodeName(y)).isEqualTo("NormalBackward1");
    y.add(poisson(mean)).add(mean.div(4).bernoulli()).sum().backward();
    assertEqual(mean.grad(), "[0., 0]");
    assertThat(mean.multinomial(1, true).requiresGrad()).isFalse();
  }

  @Test
  void gammaNumbersMoveWithTheirShapes() {
    // The same numbers stay at the same place of the distribution: P(alpha, x) is constant.
    Tensor alpha = tensor(new double[] {0.4, 1, 3, 20}).requiresGrad_();
    Tensor x = standardGamma(alpha);
    x.sum().backward();
    double h = 1e-6;
    Tensor moved = x.detach().add(Seen.grad(alpha).mul(h));
    Tensor back = x.detach().sub(Seen.grad(alpha).mul(h));
    Tensor above = Special.gammainc(alpha.detach().add(h), moved);
    Tensor below = Special.gammainc(alpha.detach().sub(h), back);
    assertThat(above.sub(below).abs().max().item()).isLessThan(1e-12);
  }
}
