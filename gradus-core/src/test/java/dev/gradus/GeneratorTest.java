package dev.gradus;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Generators: saved and restored states, generators of calls and of threads.
class GeneratorTest {
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
  void aRestoredStateContinuesExactlyWithTheNormalThatWasKept() {
    randn(3);
    Tensor state = getRngState();
    double[] next = randn(float64, 3).toDoubleArray();
    rand(700);
    setRngState(state);
    assertThat(randn(float64, 3).toDoubleArray()).containsExactly(next);
    Generator other = new Generator().setState(state);
    assertThat(randn(other, float64, 3).toDoubleArray()).containsExactly(next);
    assertThat(other.getState().shape()).containsExactly(5056);
  }

  @Test
  void everyMethodTakesAGenerator() {
    Generator g = new Generator();
    byte[] untouched = getRngState().toByteArray();
    Tensor x = zeros(float64, 4);
    Tensor half = full(float64, new long[] {4}, 0.5);
    x.uniform_(g, 0, 1).normal_(g, 0, 1).exponential_(g, 1).cauchy_(g, 0, 1).logNormal_(g, 0, 1);
    x.geometric_(g, 0.5).random_(g, 0, 5).bernoulli_(g, 0.5).bernoulli_(g, half);
    half.multinomial(g, 2, true);
    normal(g, half, 1);
    normal(g, 0, half);
    normal(g, half, half);
    bernoulli(g, half);
    poisson(g, half);
    binomial(g, half, half);
    standardGamma(g, half);
    randLike(g, half);
    randnLike(g, half);
    randperm(g, 5, int32);
    assertThat(getRngState().toByteArray()).isEqualTo(untouched);
    assertThat(g.getState().toByteArray()).isNotEqualTo(new Generator().getState().toByteArray());
  }

  @Test
  void threadsWithGeneratorsOfTheirOwnGetTheSameNumbersOnEveryRun() throws InterruptedException {
    assertThat(streams()).containsExactlyInAnyOrderElementsOf(streams());
  }

  private static List<List<Double>> streams() throws InterruptedException {
    ConcurrentLinkedQueue<List<Double>> all = new ConcurrentLinkedQueue<>();
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      long seed = 100L + i;
      threads[i] =
          Thread.ofVirtual()
              .start(() -> {
                try (var _ = useGenerator(new Generator().manualSeed(seed))) {
                  List<Double> some = new ArrayList<>();
                  for (int k = 0; k < 50; k++) {
                    some.add(rand(float64, 1).item());
                  }
                  all.add(some);
                }
              });
    }
    for (Thread t : threads) {
      t.join();
    }
    return List.copyOf(all);
  }

  @Test
  void aGeneratorOfAThreadEndsWithItsMode() {
    Generator inner = new Generator().manualSeed(7);
    Generator outer = defaultGenerator();
    try (var _ = useGenerator(inner)) {
      assertThat(defaultGenerator()).isSameAs(inner);
      assertThat(initialSeed()).isEqualTo(7);
    }
    assertThat(defaultGenerator()).isSameAs(outer);
  }
}
