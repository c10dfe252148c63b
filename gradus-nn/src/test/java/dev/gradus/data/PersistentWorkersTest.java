package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusStateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workers that go on from pass to pass.
class PersistentWorkersTest {
  private static DataLoaderOptions persistent(int workers) {
    return DataLoaderOptions.DEFAULT.withWorkers(workers).withPersistentWorkers(true);
  }

  /// Numbers, each with a random one, that note which threads ask for them.
  private record Noisy(long size, Set<Thread> threads) implements Dataset<List<Tensor>> {
    Noisy(long size) {
      this(size, ConcurrentHashMap.newKeySet());
    }

    @Override
    public List<Tensor> get(long index) {
      threads.add(Thread.currentThread());
      return List.of(Gradus.tensor(index), Gradus.rand(1));
    }
  }

  private static List<String> pass(DataLoader<List<Tensor>> loader) {
    List<String> seen = new ArrayList<>();
    loader.forEach(b -> seen.add(b.get(0).itemLong() + " " + b.get(1).item()));
    return seen;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSameThreadsMakeEveryPass(boolean virtual) {
    AtomicInteger begun = new AtomicInteger();
    Noisy numbers = new Noisy(20);
    var options =
        persistent(2).withVirtualThreads(virtual).withWorkerInit(_ -> begun.incrementAndGet());
    try (var loader = DataLoader.of(numbers, options)) {
      pass(loader);
      pass(loader);
      assertThat(pass(loader)).hasSize(20);
    }
    assertThat(begun).hasValue(2);
    assertThat(numbers.threads).hasSize(2).noneMatch(Thread::isAlive);
  }

  @Test
  void passesDifferAndDoNotDependOnTheNumberOfWorkers() {
    List<List<String>> runs = new ArrayList<>();
    for (int workers : new int[] {1, 3}) {
      var options =
          persistent(workers).withShuffle(true).withGenerator(new Generator().manualSeed(4));
      try (var loader = DataLoader.of(new Noisy(12), options)) {
        runs.add(pass(loader));
        try (var abandoned = loader.iterator()) {
          abandoned.next();
        }
        runs.add(pass(loader));
      }
    }
    assertThat(runs.get(2)).isEqualTo(runs.get(0));
    assertThat(runs.get(3)).isEqualTo(runs.get(1)).doesNotContainAnyElementsOf(runs.get(0));
    var once =
        DataLoaderOptions.DEFAULT.withShuffle(true).withGenerator(new Generator().manualSeed(4));
    assertThat(pass(DataLoader.of(new Noisy(12), once))).isEqualTo(runs.get(0));
  }

  @Test
  void onlyTheFirstPassDrawsASeed() {
    Generator generator = new Generator().manualSeed(7);
    try (var loader = DataLoader.of(new Noisy(2), persistent(1).withGenerator(generator))) {
      pass(loader);
      double next = Gradus.rand(generator, Gradus.float64, 1).item();
      generator.manualSeed(7);
      Orders.seed(generator);
      assertThat(Gradus.rand(generator, Gradus.float64, 1).item()).isEqualTo(next);
      pass(loader);
      generator.manualSeed(7);
      pass(loader);
      next = Gradus.rand(generator, Gradus.float64, 1).item();
      generator.manualSeed(7);
      assertThat(Gradus.rand(generator, Gradus.float64, 1).item()).isEqualTo(next);
    }
  }

  @Test
  void theNextIteratorEndsTheOneBefore() {
    try (var loader = DataLoader.of(new Noisy(50), persistent(2))) {
      var first = loader.iterator();
      first.next();
      var second = loader.iterator();
      assertThat(first.hasNext()).isFalse();
      assertThat(second.next().get(0).itemLong()).isZero();
    }
  }

  @Test
  void workersOutliveAnErrorOfASample() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    AtomicInteger failures = new AtomicInteger(1);
    Dataset<Tensor> failing =
        new Dataset<>() {
          @Override
          public Tensor get(long index) {
            threads.add(Thread.currentThread());
            if (index == 3 && failures.getAndDecrement() > 0) {
              throw new ArithmeticException("once");
            }
            return Gradus.tensor(index);
          }

          @Override
          public long size() {
            return 8;
          }
        };
    try (var loader = DataLoader.of(failing, persistent(2))) {
      assertThatThrownBy(() -> loader.forEach(_ -> {}))
          .isInstanceOf(GradusStateException.class)
          .hasMessageStartingWith("Caught ArithmeticException in DataLoader worker process 1.");
      List<Long> seen = new ArrayList<>();
      loader.forEach(t -> seen.add(t.itemLong()));
      assertThat(seen).containsExactlyElementsOf(LongStream.range(0, 8).boxed().toList());
    }
    assertThat(threads).hasSize(2);
  }

  @Test
  void streamsBeginAnewInEveryPass() {
    IterableDataset<Tensor> stream =
        () -> LongStream.range(0, 5).mapToObj(Gradus::tensor).iterator();
    try (var loader = DataLoader.of(stream, persistent(1).withBatchSize(2))) {
      for (int i = 0; i < 2; i++) {
        List<Long> sizes = new ArrayList<>();
        loader.forEach(b -> sizes.add(b.numel()));
        assertThat(sizes).containsExactly(2L, 2L, 1L);
      }
    }
  }

  @Test
  void aClosedLoaderStartsOtherWorkers() {
    Noisy numbers = new Noisy(4);
    var loader = DataLoader.of(numbers, persistent(1));
    pass(loader);
    loader.close();
    loader.close();
    assertThat(pass(loader)).hasSize(4);
    loader.close();
    assertThat(numbers.threads).hasSize(2).noneMatch(Thread::isAlive);
    assertThatThrownBy(() -> DataLoaderOptions.DEFAULT.withPersistentWorkers(true))
        .hasMessageStartingWith("persistent_workers option needs num_workers > 0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsForgottenWithoutBeingClosedEnds(boolean persistent) throws InterruptedException {
    Noisy numbers = new Noisy(1000);
    forget(numbers, persistent);
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (numbers.threads.stream().anyMatch(Thread::isAlive) && System.nanoTime() < deadline) {
      System.gc();
      Thread.sleep(5);
    }
    assertThat(numbers.threads).isNotEmpty().noneMatch(Thread::isAlive);
  }

  private static void forget(Noisy numbers, boolean persistent) {
    var options = DataLoaderOptions.DEFAULT.withWorkers(2).withPersistentWorkers(persistent);
    @Nullable List<Tensor> first = DataLoader.of(numbers, options).iterator().next();
    assertThat(first).hasSize(2);
  }
}
