package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final class Allocating implements Workload {
    private int runs;

    @Override
    public Object run() {
      runs++;
      return new byte[100_000];
    }

    @Override
    public float[] numbers() {
      return new float[] {runs};
    }
  }

  @Test
  void asManyTimesAsAskedForAndTheBytesOfARun() {
    Allocating workload = new Allocating();
    Sample sample = new Stopwatch(3, 5).time(workload);
    assertThat(sample.micros()).hasSize(3).allMatch(each -> each > 0);
    assertThat(Objects.requireNonNull(sample.bytes())).isBetween(100_000.0, 2_000_000.0);
    assertThat(workload.runs).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aFirstCallIsASingleRun() {
    Allocating workload = new Allocating();
    assertThat(Stopwatch.once(workload).micros()).hasSize(1);
    assertThat(workload.runs).isEqualTo(1);
  }
}
