package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmthTest {
  private static final class Counter implements Workload {
    private int runs;

    @Override
    public Object run() {
      return ++runs;
    }

    @Override
    public float[] numbers() {
      return new float[] {runs};
    }
  }

  @Test
  void workIsDoneForTheLeastTime() {
    Counter counter = new Counter();
    long start = System.nanoTime();
    new Warmth(20, 5, 1000).reach(counter);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
    assertThat(counter.numbers()[0]).isPositive();
  }

  @Test
  void aCompilerThatIsNeverIdleDoesNotHoldItUpForEver() {
    Counter counter = new Counter();
    new Warmth(10, 10_000, 50).reach(counter);
    assertThat(counter.numbers()[0]).isPositive();
  }
}
