package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("threads")
class ParallelTest {
  private int before;

  @BeforeEach
  void useThreeThreads() {
    before = Parallel.threads();
    Parallel.setThreads(3);
  }

  @AfterEach
  void restoreThreads() {
    Parallel.setThreads(before);
  }

  @Test
  void everyTaskRunsOnce() {
    AtomicIntegerArray runs = new AtomicIntegerArray(1000);
    Parallel.run(1000, runs::incrementAndGet);
    for (int task = 0; task < 1000; task++) {
      assertThat(runs.get(task)).isEqualTo(1);
    }
  }

  @Test
  void tasksRunAtTheSameTime() {
    CyclicBarrier meeting = new CyclicBarrier(3);
    Parallel.run(
        3,
        _ -> {
          try {
            meeting.await(10, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(meeting.isBroken()).isFalse();
  }

  @Test
  void tasksOfTasksRunInPlace() {
    AtomicIntegerArray runs = new AtomicIntegerArray(40);
    Parallel.run(
        4,
        outer -> {
          Thread here = Thread.currentThread();
          Parallel.run(
              10,
              inner -> {
                assertThat(Thread.currentThread()).isSameAs(here);
                runs.incrementAndGet(10 * outer + inner);
              });
        });
    for (int task = 0; task < 40; task++) {
      assertThat(runs.get(task)).isEqualTo(1);
    }
  }

  @Test
  void aFailureIsThrownAfterTheOthersHaveRun() {
    AtomicIntegerArray runs = new AtomicIntegerArray(100);
    assertThatThrownBy(() ->
            Parallel.run(
                100,
                task -> {
                  runs.incrementAndGet(task);
                  if (task == 17) {
                    throw new ArithmeticException("planted");
                  }
                }))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("planted");
    for (int task = 0; task < 100; task++) {
      assertThat(runs.get(task)).isEqualTo(1);
    }
  }

  @Test
  void thereIsAtLeastOneThread() {
    assertThatThrownBy(() -> Parallel.setThreads(0)).hasMessageContaining("at least 1");
  }
}
