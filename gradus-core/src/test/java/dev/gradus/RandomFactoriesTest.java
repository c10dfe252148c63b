package dev.gradus;

import static dev.gradus.Gradus.bool;
import static dev.gradus.Gradus.complex64;
import static dev.gradus.Gradus.float16;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.forkRng;
import static dev.gradus.Gradus.int64;
import static dev.gradus.Gradus.int8;
import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.rand;
import static dev.gradus.Gradus.randLike;
import static dev.gradus.Gradus.randint;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.randnLike;
import static dev.gradus.Gradus.randperm;
import static dev.gradus.Gradus.uint8;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Random tensors: numbers recorded from PyTorch after `manual_seed`, generators and their states.
@ResourceLock("dev.gradus.Globals")
class RandomFactoriesTest {
  @Test
  void uniformNumbersAreRecordedOnesToTheBit() {
    manualSeed(42);
    assertThat(rand(5).toFloatArray())
        .containsExactly(0.88226926f, 0.91500396f, 0.38286376f, 0.95930564f, 0.3904482f);
    manualSeed(2147483647);
    assertThat(rand(2).toFloatArray()).containsExactly(0.70812887f, 0.3542391f);
    manualSeed(1099511627783L);
    assertThat(rand(2).toFloatArray()).containsExactly(0.53492254f, 0.19880319f);
    manualSeed(0);
    assertThat(rand(float64, 1, 3).toDoubleArray())
        .containsExactly(0.9700530018065531, 0.707819864399788, 0.45938294312745087);
  }

  @Test
  void normalNumbersAreRecordedOnes() {
    manualSeed(42);
    assertThat(randn(3).toDoubleArray())
        .containsExactly(new double[] {0.33669036, 0.12880940, 0.23446236}, within(1e-7));
    manualSeed(0);
    assertThat(Arrays.copyOf(randn(4, 4).toDoubleArray(), 3))
        .containsExactly(new double[] {-1.12583983, -1.15236020, -0.25057858}, within(1e-6));
    manualSeed(0);
    assertThat(Arrays.copyOf(randn(float64, 40).toDoubleArray(), 2))
        .containsExactly(new double[] {-2.310411800234176, -0.3732508612577643}, within(1e-12));
  }

  @Test
  void wholeNumbersAreRecordedOnes() {
    manualSeed(0);
    assertThat(randint(0, 10, 12).toLongArray())
        .containsExactly(4, 9, 3, 0, 3, 9, 7, 3, 7, 3, 1, 6);
    manualSeed(0);
    assertThat(randint(10, new long[] {2, 2})).hasToString("tensor([[4, 9],\n        [3, 0]])");
    manualSeed(42);
    assertThat(randint(-5, 1L << 33, 3).toLongArray())
        .containsExactly(7989466804L, 7759498413L, 4078956862L);
    manualSeed(42);
    assertThat(randperm(10).toLongArray()).containsExactly(2, 6, 1, 8, 4, 5, 0, 9, 3, 7);
    manualSeed(42);
    assertThat(randint(float64, 0, 10, 3).toDoubleArray()).containsExactly(2, 7, 6);
  }

  @Test
  void callsContinueWhereTheLastOneStopped() {
    manualSeed(42);
    rand(5);
    randn(3);
    assertThat(rand(2).toFloatArray()).containsExactly(0.5677153f, 0.74109405f);
  }

  @Test
  void everyDtypeHasNumbersInRange() {
    assertThat(Arrays.stream(rand(float16, 1000).toDoubleArray())).allMatch(v -> v >= 0 && v < 1);
    assertThat(Arrays.stream(rand(complex64, 3).toDoubleArray()))
        .hasSize(6)
        .allMatch(v -> v >= 0 && v < 1);
    double[] parts = randn(complex64, 10_000).toDoubleArray();
    double power = Arrays.stream(parts).map(v -> v * v).sum() / 10_000;
    assertThat(power).isCloseTo(1, within(0.05));
    assertThat(Arrays.stream(randint(uint8, 0, 256, 1000).toIntArray()))
        .allMatch(v -> v >= 0 && v < 256);
    assertThat(randperm(100, int8).toByteArray()).containsExactlyInAnyOrder(bytes(100));
  }

  private static byte[] bytes(int n) {
    byte[] all = new byte[n];
    for (int i = 0; i < n; i++) {
      all[i] = (byte) i;
    }
    return all;
  }

  @Test
  void likeKeepsSizesDtypeAndOrderOfDimensions() {
    Tensor columns = zeros(float64, 3, 4).t();
    Tensor x = randLike(columns);
    assertThat(x.shape()).containsExactly(4, 3);
    assertThat(x.stride()).containsExactly(1, 4);
    assertThat(x.dtype()).isEqualTo(float64);
    assertThat(randnLike(ones(2), float64).dtype()).isEqualTo(float64);
  }

  @Test
  void generatorsAreIndependentAndReturnToTheirStates() {
    Generator g = new Generator();
    assertThat(g.initialSeed()).isEqualTo(67280421310721L);
    g.manualSeed(42);
    manualSeed(7);
    assertThat(rand(g, 1).item()).isEqualTo(0.88226926f);
    Tensor state = g.getState();
    assertThat(state.shape()).containsExactly(5056);
    float[] next = randn(g, 33).toFloatArray();
    g.setState(state);
    assertThat(randn(g, 33).toFloatArray()).containsExactly(next);
    assertThat(randperm(g.manualSeed(42), 10).toLongArray()).startsWith(2, 6, 1);
    assertThat(g.seed()).isEqualTo(g.initialSeed()).isNotEqualTo(42);
    assertThat(Gradus.initialSeed()).isEqualTo(7);
    refused(() -> g.setState(zeros(5056)), "RNG state must be a torch.ByteTensor");
    refused(() -> g.setState(zeros(uint8, 7)), "Expected a CPUGeneratorImplState of size 5056");
  }

  @Test
  void aForkLeavesNoTrace() {
    manualSeed(42);
    try (var _ = forkRng()) {
      rand(100);
    }
    assertThat(rand(1).item()).isEqualTo(0.88226926f);
  }

  @Test
  void threadsShareTheDefaultGeneratorWithoutLosingNumbers() throws InterruptedException {
    manualSeed(3);
    double[] alone = rand(float64, 40).toDoubleArray();
    manualSeed(3);
    double[][] parts = new double[40][];
    Thread[] threads =
        IntStream.range(0, 40)
            .mapToObj(
                i -> Thread.ofVirtual().start(() -> parts[i] = rand(float64, 1).toDoubleArray()))
            .toArray(Thread[]::new);
    for (Thread t : threads) {
      t.join();
    }
    assertThat(Arrays.stream(parts).mapToDouble(p -> p[0]).toArray())
        .containsExactlyInAnyOrder(alone);
  }

  @Test
  void impossibleDrawsAreRefused() {
    assertThatThrownBy(() -> rand(int64, 2))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith("\"check_uniform_bounds\" not implemented for 'Long'");
    assertThatThrownBy(() -> randn(bool, 2))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith("\"normal_kernel_cpu\" not implemented for 'Bool'");
    refused(() -> rand(-1), "Trying to create tensor with negative dimension -1: [-1]");
    refused(
        () -> randint(10, 5, 2),
        "random_ expects 'from' to be less than 'to', but got from=10 >= to=5");
    refused(() -> randint(uint8, 0, 257, 2), "to - 1 is out of bounds for unsigned char");
    refused(() -> randint(uint8, -1, 5, 2), "from is out of bounds for unsigned char");
    refused(() -> randint(bool, 0, 3, 2), "to - 1 is out of bounds for bool");
    refused(() -> randint(complex64, 0, 3, 2), "check_random_bounds handles only integral");
    refused(() -> randperm(-1), "n must be non-negative, got-1");
    refused(() -> randperm(200, int8), "n is too large for result tensor type");
  }

  private static void refused(ThrowingCallable call, String beginning) {
    assertThatThrownBy(call)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(beginning);
  }
}
