package dev.gradus;

import static dev.gradus.Gradus.captureModes;
import static dev.gradus.Gradus.inferenceMode;
import static dev.gradus.Gradus.isGradEnabled;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.savedTensorsHooks;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Modes in other threads: by default none, on request those of the thread that asks.
class CapturedModesTest {
  private final Tensor x = leaf("[1., 2]");

  private static void join(Thread t) throws InterruptedException {
    t.start();
    t.join();
  }

  @Test
  void virtualAndPlatformThreadsGetTheModesTheyAreGiven() throws InterruptedException {
    List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());
    try (var _ = noGrad()) {
      CapturedModes modes = captureModes();
      for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
        join(kind.unstarted(() -> seen.add(isGradEnabled())));
        join(kind.unstarted(modes.wrap(() -> seen.add(x.mul(2).requiresGrad()))));
      }
    }
    assertThat(seen).containsExactly(true, false, true, false);
  }

  @Test
  void allModesOfRecordingAreCarriedAndRestored() throws InterruptedException {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    SavedTensorHooks hooks =
        SavedTensorHooks.of(
            t -> {
              seen.add("packed");
              return t.detach();
            },
            t -> t);
    CapturedModes modes;
    try (var _ = savedTensorsHooks(hooks);
        var _ = Gradus.setDetectAnomaly(true, false)) {
      modes = captureModes();
    }
    join(
        Thread.ofVirtual()
            .unstarted(() -> {
              modes.run(() -> {
                Tensor y = x.exp();
                seen.add("anomaly " + Gradus.isAnomalyEnabled());
                seen.add("places " + !Gradus.forwardTrace(Seen.node(y)).isEmpty());
              });
              seen.add("anomaly " + Gradus.isAnomalyEnabled());
            }));
    assertThat(seen).containsExactly("packed", "anomaly true", "places true", "anomaly false");
  }

  @Test
  void inferenceModeIsCarried() throws InterruptedException {
    List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());
    CapturedModes modes = inferenceMode(Gradus::captureModes);
    join(Thread.ofVirtual().unstarted(modes.wrap(() -> seen.add(x.mul(2).isInference()))));
    assertThat(seen).containsExactly(true);
    assertThat(x.mul(2).isInference()).isFalse();
  }

  @Test
  void executorsAndCallables() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      CapturedModes modes = noGrad(Gradus::captureModes);
      Callable<Boolean> task = () -> x.mul(2).requiresGrad();
      assertThat(pool.submit(task).get()).isTrue();
      assertThat(pool.submit(modes.wrapCallable(task)).get()).isFalse();
      List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());
      var done = new java.util.concurrent.CountDownLatch(1);
      modes
          .executor(pool)
          .execute(() -> {
            seen.add(isGradEnabled());
            done.countDown();
          });
      done.await();
      assertThat(seen).containsExactly(false);
    }
    assertThat(noGrad(Gradus::captureModes).get(Gradus::isGradEnabled)).isFalse();
    assertThat(isGradEnabled()).isTrue();
  }
}
