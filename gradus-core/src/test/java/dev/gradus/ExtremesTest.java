package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Values and gradients far from 1: at ±1e4, of subnormal, infinite and undefined numbers, and sums
/// of a million.
class ExtremesTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// Both float dtypes, to their own accuracy, and the halves where 1e4 has a neighbour.
  private static void close(String x, UnaryOperator<Tensor> f, double... wanted) {
    for (DType dtype : new DType[] {float64, float32, float16, bfloat16}) {
      Tensor y = f.apply(tensor(x, float64).to(dtype));
      assertThat(y.dtype()).isEqualTo(dtype);
      double tolerance = dtype == float64 ? 1e-12 : dtype == float32 ? 1e-6 : 1e-2;
      Tensor expected = tensor(wanted).viewAs(y);
      boolean same = y.to(float64).allclose(expected, tolerance, 1e-30, true);
      assertThat(same).as("%s of %s is %s", dtype, x, y).isTrue();
    }
  }

  @Test
  void sumsOfExponentials() {
    double log2 = Math.log(2);
    close("[1e4, 1e4]", x -> x.logsumexp(0), 1e4 + log2);
    close("[-1e4, -1e4]", x -> x.logsumexp(0), -1e4 + log2);
    close("[inf, 0]", x -> x.logsumexp(0), INF);
    close("[-inf, -inf]", x -> x.logsumexp(0), -INF);
    close("[nan, 0]", x -> x.logsumexp(0), Double.NaN);
    close("[1e4, -1e4, 1e4]", x -> x.softmax(0), 0.5, 0, 0.5);
    close("[1e4, -1e4]", x -> x.logSoftmax(0), 0, -2e4);
    close("[-inf, 0]", x -> x.logSoftmax(0), -INF, 0);
    close("[-inf, 0]", x -> x.softmax(0), 0, 1);
    close("[-inf, -inf]", x -> x.softmax(0), Double.NaN, Double.NaN);
    close("[inf, 0]", x -> x.softmax(0), Double.NaN, Double.NaN);
    close("[1e4, -1e4]", x -> x.logaddexp(x), 1e4 + log2, -1e4 + log2);
    close("[1e4, 1e4]", x -> x.logcumsumexp(0), 1e4, 1e4 + log2);
  }

  @Test
  void saturation() {
    close("[-1e4, 1e4]", Tensor::sigmoid, 0, 1);
    close("[-1e4, 1e4]", Tensor::tanh, -1, 1);
    close("[-1e4, 0, 1e4]", Tensor::softplus, 0, Math.log(2), 1e4);
    close("[-1e4, 0, 1e4]", Tensor::logsigmoid, -1e4, -Math.log(2), 0);
    close("[-inf, inf]", Tensor::logsigmoid, -INF, 0);
    close("[-1e4, 1e4]", Tensor::silu, 0, 1e4);
    close("[-1e4, 1e4]", Tensor::gelu, 0, 1e4);
  }

  @Test
  void lossesAtTheEnds() {
    Tensor first = tensor("[0]");
    close("[[1e4, -1e4]]", x -> crossEntropy(x, first), 0);
    close("[[-1e4, 1e4]]", x -> crossEntropy(x, first), 2e4);
    close("[[-1e4, 1e4]]", x -> nllLoss(x.logSoftmax(1), first), 2e4);
    close("[1e4]", x -> binaryCrossEntropyWithLogits(x, ones(x.dtype(), 1)), 0);
    close("[1e4]", x -> binaryCrossEntropyWithLogits(x, zeros(x.dtype(), 1)), 1e4);
    close("[-1e4]", x -> binaryCrossEntropyWithLogits(x, ones(x.dtype(), 1)), 1e4);
    close("[1e4]", x -> smoothL1Loss(x, zeros(x.dtype(), 1)), 9999.5);
    close("[1e4]", x -> huberLoss(x, zeros(x.dtype(), 1)), 9999.5);
    close("[-1e4]", x -> klDiv(x, zeros(x.dtype(), 1)), 0);
    close("[-1e4]", x -> klDiv(x, ones(x.dtype(), 1)), 1e4);
  }

  @Test
  void slopesAtTheEnds() {
    Tensor x = tensor("[[1e4, -1e4, 0]]").requiresGrad_();
    crossEntropy(x, tensor("[1]")).backward();
    assertEqual(grad(x), "[[1., -1, 0]]");
    Tensor logit = tensor("[1e4, -1e4]").requiresGrad_();
    binaryCrossEntropyWithLogits(logit, tensor("[0., 1]")).backward();
    assertEqual(grad(logit), "[0.5, -0.5]");
    Tensor z = tensor("[1e4, -1e4]").requiresGrad_();
    z.logsumexp(0).add(z.softplus().sum()).add(z.logsigmoid().sum()).backward();
    assertEqual(grad(z), "[2., 1]");
  }

  @Test
  void normsAndSpreads() {
    close("[1e4, -1e4]", Tensor::norm, 1e4 * Math.sqrt(2));
    close("[1e4, -1e4]", x -> x.norm(INF), 1e4);
    close("[inf, 1]", Tensor::norm, INF);
    close("[nan, 1]", Tensor::norm, Double.NaN);
    close("[nan, 1]", x -> x.norm(INF), Double.NaN);
    close("[1e4, 1e4, 1e4]", Tensor::var, 0);
    close("[inf, 1]", Tensor::var, Double.NaN);
    Tensor far = tensor("[10000, 10001, 10002]").to(float32);
    assertThat(far.var().item()).isEqualTo(1);
    assertThat(far.std().item()).isEqualTo(1);
    assertThat(tensor("[1e9, 1000000001, 1000000002]", float64).var().item()).isEqualTo(1);
    Tensor zero = zeros(3).requiresGrad_();
    zero.norm().backward();
    assertEqual(grad(zero), "[0., 0, 0]");
  }

  @Test
  void subnormalNumbers() {
    double least = Float.MIN_VALUE;
    Tensor x = tensor(new double[] {least}).to(float32);
    assertThat(x.log().item()).isCloseTo(Math.log(least), within(1e-5));
    assertThat(x.log1p().item()).isEqualTo(least);
    assertThat(x.expm1().item()).isEqualTo(least);
    assertThat(x.tanh().item()).isEqualTo(least);
    assertThat(x.mul(3).item()).isEqualTo(3 * least);
    assertThat(x.sqrt().item()).isEqualTo((float) Math.sqrt(least));
    assertThat(x.sum().item()).isEqualTo(least);
    assertThat(tensor(Double.MIN_VALUE, float64).log1p().item()).isEqualTo(Double.MIN_VALUE);
    assertThat(x.softmax(0).item()).isEqualTo(1);
    assertThat(x.exp().item()).isEqualTo(1);
  }

  /// Where the dimension is that is summed.
  enum Memory {
    WHOLE,
    INNER,
    OUTER,
    STRIDED
  }

  @ParameterizedTest
  @EnumSource
  void sumsOfAMillion(Memory memory) {
    int n = 1 << 20;
    Tensor one = full(float32, new long[] {n}, 0.1);
    Tensor x =
        switch (memory) {
          case WHOLE -> one;
          case INNER -> one.unsqueeze(0).repeat(2, 1);
          case OUTER -> one.unsqueeze(1).repeat(1, 2);
          case STRIDED -> one.repeat(2).slice(0, null, null, 2);
        };
    int dim = memory == Memory.INNER ? 1 : 0;
    double exact = (double) 0.1f * n;
    // Pairwise: at most log2(n) roundings, each of half a unit in the last place.
    double bound = 20 * Math.ulp(1f) / 2;
    double sum = x.sum(dim).reshape(-1).select(0, 0).item();
    assertThat(sum / exact).isCloseTo(1, within(bound));
    double mean = x.mean(dim).reshape(-1).select(0, 0).item();
    assertThat(mean / 0.1f).isCloseTo(1, within(bound));
  }
}
