package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
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
    assertThatEachRunsOnce();
  }

  private static void assertThatEachRunsOnce() {
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

  // Helpers look for the next batch for a moment, or have gone to sleep when it comes.
  @Test
  void batchesFollowEachOtherAtOnceOrAfterAPause() throws Exception {
    AtomicIntegerArray runs = new AtomicIntegerArray(5);
    for (int batch = 0; batch < 2000; batch++) {
      Parallel.run(5, runs::incrementAndGet);
      if (batch % 400 == 0) {
        TimeUnit.NANOSECONDS.sleep(4 * Standby.NANOS);
      }
    }
    for (int task = 0; task < 5; task++) {
      assertThat(runs.get(task)).isEqualTo(2000);
    }
  }

  @Test
  void callersOnSeveralThreadsShareTheHelpers() throws Exception {
    AtomicIntegerArray runs = new AtomicIntegerArray(4);
    List<Thread> callers = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      int own = caller;
      callers.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int batch = 0; batch < 500; batch++) {
                  Parallel.run(3, _ -> runs.incrementAndGet(own));
                }
              }));
    }
    for (int caller = 0; caller < 4; caller++) {
      callers.get(caller).join();
      assertThat(runs.get(caller)).isEqualTo(1500);
    }
  }

  @Test
  void helpersOfAFailedBatchHelpOn() {
    for (int round = 0; round < 50; round++) {
      assertThatThrownBy(() ->
              Parallel.run(
                  3,
                  _ -> {
                    throw new ArithmeticException("planted");
                  }))
          .hasMessage("planted");
      assertThatEachRunsOnce();
    }
  }

  @Test
  void thereIsAtLeastOneThread() {
    assertThatThrownBy(() -> Parallel.setThreads(0)).hasMessageContaining("at least 1");
  }
}
