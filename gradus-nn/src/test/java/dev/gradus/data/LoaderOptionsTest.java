package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoaderOptionsTest {
  private static final DataLoaderOptions TWO_WORKERS = DataLoaderOptions.DEFAULT.withWorkers(2);

  private record Numbers(long size) implements Dataset<Tensor> {
    @Override
    public Tensor get(long index) {
      return Gradus.tensor(index);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void samplesComeOneByOneWithoutBatches(int workers) {
    var options = DataLoaderOptions.DEFAULT.withWorkers(workers);
    var loader = DataLoader.unbatched(new Numbers(3), options);
    assertThat(loader.size()).isEqualTo(3);
    List<Double> seen = new ArrayList<>();
    for (Tensor sample : loader) {
      assertThat(sample.dim()).isZero();
      seen.add(sample.item());
    }
    assertThat(seen).containsExactly(0.0, 1.0, 2.0);
    IterableDataset<String> words = () -> List.of("a", "b").iterator();
    assertThat(DataLoader.unbatched(words, DataLoaderOptions.DEFAULT)).containsExactly("a", "b");
  }

  @Test
  void withoutBatchesNothingIsDropped() {
    assertThatThrownBy(() ->
            DataLoader.unbatched(new Numbers(3), DataLoaderOptions.DEFAULT.withDropLast(true)))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "batch_size=None option disables auto-batching and is mutually exclusive with"
                + " drop_last");
    assertThatThrownBy(
            () -> DataLoader.unbatched(new Numbers(3), DataLoaderOptions.DEFAULT.withBatchSize(2)))
        .hasMessageContaining("batches of 2");
  }

  @Test
  void everyWorkerBeginsWithItsFunction() {
    Set<Integer> begun = ConcurrentHashMap.newKeySet();
    var loader =
        DataLoader.of(new Numbers(6), TWO_WORKERS.withWorkerInit(info -> begun.add(info.id())));
    assertThat(loader).hasSize(6);
    assertThat(begun).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void aWorkerThatCannotBeginIsHeardOf() {
    var options =
        TWO_WORKERS.withWorkerInit(info -> {
          if (info.id() == 1) {
            throw new ArithmeticException("no disk");
          }
        });
    try (var batches = DataLoader.of(new Numbers(6), options).iterator()) {
      assertThat(batches.next().item()).isZero();
      assertThatThrownBy(batches::next)
          .isInstanceOf(GradusStateException.class)
          .hasMessageStartingWith("Caught ArithmeticException in DataLoader worker process 1.")
          .hasMessageContaining("no disk");
    }
  }

  @Test
  void aWorkerThatIsLateIsNotWaitedFor() {
    var release = new CountDownLatch(1);
    Dataset<Tensor> stuck =
        new Dataset<>() {
          @Override
          public Tensor get(long index) {
            boolean waiting = true;
            while (waiting) {
              try {
                release.await();
                waiting = false;
              } catch (InterruptedException _) {
                // It does not listen.
              }
            }
            return Gradus.tensor(index);
          }

          @Override
          public long size() {
            return 2;
          }
        };
    var options = TWO_WORKERS.withTimeout(Duration.ofMillis(50));
    try (var batches = DataLoader.of(stuck, options).iterator()) {
      assertThatThrownBy(batches::next)
          .isInstanceOf(GradusStateException.class)
          .hasMessageStartingWith("DataLoader timed out after 0.05 seconds");
      assertThat(batches.hasNext()).isFalse();
    } finally {
      release.countDown();
    }
    assertThatThrownBy(() -> TWO_WORKERS.withTimeout(Duration.ofSeconds(-1)))
        .hasMessageStartingWith("timeout option should be non-negative");
  }
}
