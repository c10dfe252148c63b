package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.leaf64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.error.GradusUnsupportedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What random operations refuse, in PyTorch's words, without drawing or changing anything.
class SamplingErrorsTest {
  @Test
  void argumentsOutOfRangeAreRefusedAndChangeNothing() {
    Tensor x = ones(3);
    byte[] before = getRngState().toByteArray();
    refused(
        () -> x.uniform_(2, 1),
        "uniform_ expects to return a [from, to) range, but found from=2 > to=1");
    refused(() -> x.uniform_(0, 1e39), "to is out of bounds for float");
    refused(() -> x.normal_(0, -1.5), "normal expects std >= 0.0, but found std -1.5");
    refused(() -> x.exponential_(0), "exponential_ expects lambda > 0.0, but found lambda=0");
    refused(() -> x.cauchy_(0, 0), "cauchy_ expects sigma > 0.0, but found sigma=0");
    refused(() -> x.logNormal_(0, 0), "log_normal_ expects std > 0.0, but found std=0");
    refused(() -> x.geometric_(1), "geometric_ expects p to be in (0, 1), but got p=1");
    refused(() -> x.bernoulli_(1.25), "bernoulli_ expects p to be in [0, 1], but got p=1.25");
    refused(
        () -> x.bernoulli_(1e-7 - 1e-6), "bernoulli_ expects p to be in [0, 1], but got p=-9e-07");
    refused(() -> x.bernoulli_(tensor(new float[] {0, 2, 0})), "Expected p_in >= 0 && p_in <= 1");
    refused(() -> x.bernoulli_(zeros(2)), "The size of tensor a (3) must match");
    refused(
        () -> x.bernoulli_(full(new long[] {2, 3}, 0.5)),
        "output with shape [3] doesn't match the broadcast shape [2, 3]");
    refused(
        () -> x.random_(5, 5),
        "random_ expects 'from' to be less than 'to', but got from=5 >= to=5");
    refused(
        () -> zeros(int16, 2).cauchy_(0, 1),
        "Cauchy distribution is a continuous probability distribution. dtype must be a floating"
            + " point but you specified short");
    refused(() -> poisson(x.neg()), "invalid Poisson rate, expected rate to be non-negative");
    refused(() -> normal(x, x.neg()), "normal expects all elements of std >= 0.0");
    assertEqual(x, "[1., 1, 1]");
    assertThat(getRngState().toByteArray()).isEqualTo(before);
  }

  @Test
  void impossibleMultinomialsAreRefused() {
    Tensor w = tensor(new float[] {1, 2});
    refused(() -> w.multinomial(3, false), "cannot sample n_sample > prob_dist.size(-1) samples");
    refused(() -> w.multinomial(0, true), "cannot sample n_sample <= 0 samples");
    refused(
        () -> w.neg().multinomial(3, true),
        "invalid multinomial distribution (encountering probability entry < 0)");
    refused(
        () -> w.neg().multinomial(1, true),
        "probability tensor contains either `inf`, `nan` or element < 0");
    refused(
        () -> w.div(0).multinomial(3, true),
        "invalid multinomial distribution (encountering probability entry = infinity or NaN)");
    refused(
        () -> zeros(2).multinomial(1, false),
        "invalid multinomial distribution (sum of probabilities <= 0)");
    refused(() -> zeros(1, 1, 1).multinomial(1, false), "prob_dist must be 1 or 2 dim");
    refused(
        () -> ones(int64, 2).multinomial(1, false),
        "multinomial only supports floating-point dtypes for the input, got: Long");
  }

  @Test
  void dtypesWithoutKernelAreRefused() {
    unsupported(
        () -> zeros(int64, 2).exponential_(),
        "\"exponential_kernel_cpu\" not implemented for 'Long'");
    unsupported(
        () -> zeros(int64, 2).bernoulli(),
        "\"bernoulli_tensor_cpu_p_\" not implemented for 'Long'");
    unsupported(() -> poisson(zeros(int64, 2)), "\"poisson_cpu\" not implemented for 'Long'");
    unsupported(
        () -> zeros(complex64, 2).bernoulli_(0.5),
        "\"bernoulli_scalar_cpu_\" not implemented for 'ComplexFloat'");
  }

  @Test
  void aLeafThatRequiresGradIsRefused() {
    Tensor x = leaf64("[1.]");
    assertThatThrownBy(x::uniform_)
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("a leaf Variable that requires grad");
    try (var _ = noGrad()) {
      x.uniform_();
    }
    assertThat(x.item()).isLessThan(1);
  }

  private static void refused(ThrowingCallable call, String beginning) {
    assertThatThrownBy(call)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(beginning);
  }

  private static void unsupported(ThrowingCallable call, String beginning) {
    assertThatThrownBy(call)
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith(beginning);
  }
}
