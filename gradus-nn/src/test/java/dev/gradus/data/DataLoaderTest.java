package dev.gradus.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataLoaderTest {
  private static final DataLoaderOptions FOUR = DataLoaderOptions.DEFAULT.withBatchSize(4);

  /// Numbers below `size`, each with a random one added on top of it, as a transform would.
  private record Noisy(long size) implements Dataset<List<Tensor>> {
    @Override
    public List<Tensor> get(long index) {
      return List.of(Gradus.tensor(index), Gradus.rand(1));
    }
  }

  private record Failing(long size, long bad) implements Dataset<Tensor> {
    @Override
    public Tensor get(long index) {
      if (index == bad) {
        throw new ArithmeticException("no such number");
      }
      return Gradus.tensor(index);
    }
  }

  private static List<long[]> order(DataLoader<List<Tensor>> loader) {
    var order = new ArrayList<long[]>();
    loader.forEach(batch -> order.add(batch.get(0).toLongArray()));
    return order;
  }

  private static long alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("gradus-data-"))
        .count();
  }

  @Test
  void batchesInOrderAndWhatIsLeft() {
    var loader = DataLoader.of(new Noisy(10), FOUR);
    assertThat(loader.size()).isEqualTo(3);
    assertThat(order(loader))
        .containsExactly(new long[] {0, 1, 2, 3}, new long[] {4, 5, 6, 7}, new long[] {8, 9});
    var dropping = DataLoader.of(new Noisy(10), FOUR.withDropLast(true));
    assertThat(dropping.size()).isEqualTo(2);
    assertThat(order(dropping)).hasSize(2);
  }

  @Test
  void theOrderIsThatOfASeedDrawnAfterTheIterators() {
    var options = DataLoaderOptions.DEFAULT.withBatchSize(10).withShuffle(true);
    try (var _ = Gradus.useGenerator(new Generator().manualSeed(3))) {
      var shuffled = order(DataLoader.of(new Noisy(10), options)).getFirst();
      Gradus.manualSeed(3);
      var _ = Gradus.empty(DType.INT64).random_();
      long seed = Gradus.empty(DType.INT64).random_().itemLong();
      assertThat(shuffled)
          .containsExactly(Gradus.randperm(new Generator().manualSeed(seed), 10).toLongArray());
    }
  }

  @Test
  void aGeneratorGivesTheSeedThenThePermutationThenOneUnused() {
    var options =
        DataLoaderOptions.DEFAULT
            .withBatchSize(10)
            .withShuffle(true)
            .withGenerator(new Generator().manualSeed(5));
    var loader = DataLoader.of(new Noisy(10), options);
    var first = order(loader).getFirst();
    var second = order(loader).getFirst();
    try (var _ = Gradus.useGenerator(new Generator().manualSeed(5))) {
      var _ = Gradus.empty(DType.INT64).random_();
      assertThat(first).containsExactly(Gradus.randperm(10).toLongArray());
      var _ = Gradus.randperm(10);
      var _ = Gradus.empty(DType.INT64).random_();
      assertThat(second).containsExactly(Gradus.randperm(10).toLongArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"1,false", "3,false", "3,true", "7,true"})
  void theSameBatchesForAnyNumberOfWorkers(int workers, boolean virtual) {
    var options = FOUR.withShuffle(true);
    var alone = new ArrayList<List<Tensor>>();
    var shared = new ArrayList<List<Tensor>>();
    try (var _ = Gradus.useGenerator(new Generator().manualSeed(1))) {
      DataLoader.of(new Noisy(30), options).forEach(alone::add);
      Gradus.manualSeed(1);
      DataLoader.of(new Noisy(30), options.withWorkers(workers).withVirtualThreads(virtual))
          .forEach(shared::add);
    }
    assertThat(shared).hasSameSizeAs(alone);
    for (int i = 0; i < alone.size(); i++) {
      assertThat(shared.get(i).get(0).equal(alone.get(i).get(0))).isTrue();
      assertThat(shared.get(i).get(1).equal(alone.get(i).get(1))).isTrue();
    }
    assertThat(alone.get(0).get(1).equal(alone.get(1).get(1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anErrorComesInItsPlaceWithTheSample(boolean virtual) {
    var loader = DataLoader.of(new Failing(20, 9), FOUR.withWorkers(2).withVirtualThreads(virtual));
    var batches = loader.iterator();
    assertThat(batches.next().toLongArray()).containsExactly(0, 1, 2, 3);
    assertThat(batches.next().toLongArray()).containsExactly(4, 5, 6, 7);
    assertThatThrownBy(batches::next)
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("Caught ArithmeticException in DataLoader worker process 0.")
        .hasMessageContaining("sample 9 of batch 2")
        .hasCauseInstanceOf(ArithmeticException.class);
    assertThat(batches.hasNext()).isFalse();
    assertThat(alive()).isZero();
  }

  @Test
  void withoutWorkersTheErrorItselfArrives() {
    var batches = DataLoader.of(new Failing(3, 0), FOUR).iterator();
    assertThatThrownBy(batches::next).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void closingEarlyEndsTheWorkers() {
    var loader = DataLoader.of(new Noisy(1000), FOUR.withWorkers(3));
    try (var batches = loader.iterator()) {
      batches.next();
      assertThat(alive()).isEqualTo(3);
    }
    assertThat(alive()).isZero();
    var batches = loader.iterator();
    batches.close();
    batches.close();
    assertThat(batches.hasNext()).isFalse();
    order(loader);
    assertThat(alive()).isZero();
  }

  @Test
  void noMoreThanThePrefetchIsAskedFor() {
    var asked = new ArrayList<long[]>();
    Iterable<long[]> numbers =
        () -> LongStream.range(0, 100).mapToObj(i -> new long[] {i}).peek(asked::add).iterator();
    var options =
        DataLoaderOptions.DEFAULT.withBatchSampler(numbers).withWorkers(2).withPrefetchFactor(3);
    try (var batches = DataLoader.of(new Noisy(100), options).iterator()) {
      assertThat(asked).hasSize(6);
      batches.next();
      assertThat(asked).hasSize(7);
    }
  }

  /// Numbers below 10, every worker those that leave its remainder.
  private static Iterator<Tensor> share() {
    var worker = WorkerInfo.current();
    int workers = worker == null ? 1 : worker.workers();
    int id = worker == null ? 0 : worker.id();
    return LongStream.range(0, 10)
        .filter(i -> i % workers == id)
        .mapToObj(Gradus::tensor)
        .iterator();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void streamsAreSharedAmongTheWorkers(int workers) {
    var loader =
        DataLoader.of(
            (IterableDataset<Tensor>) DataLoaderTest::share,
            DataLoaderOptions.DEFAULT.withBatchSize(3).withWorkers(workers));
    var seen = new ArrayList<Long>();
    for (Tensor batch : loader) {
      for (long i : batch.toLongArray()) {
        seen.add(i);
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(seen).startsWith(0L, workers == 3 ? 3L : 1L);
    assertThat(alive()).isZero();
  }

  @Test
  void whatIsAlikeIsStacked() {
    var batch =
        (Map<?, ?>)
            Collate.defaultCollate(
                List.of(
                    Map.of("x", List.of(1, 2.5), "name", "a", "ok", true),
                    Map.of("x", List.of(3, 4.5), "name", "b", "ok", false)));
    var x = (List<?>) requireNonNull(batch.get("x"));
    assertThat(((Tensor) x.get(0)).toLongArray()).containsExactly(1, 3);
    assertThat(((Tensor) x.get(1)).toDoubleArray()).containsExactly(2.5, 4.5);
    assertThat(batch.get("name")).isEqualTo(List.of("a", "b"));
    assertThat(((Tensor) requireNonNull(batch.get("ok"))).dtype()).isEqualTo(DType.BOOL);
    assertThatThrownBy(() -> Collate.defaultCollate(List.of(List.of(1), List.of(1, 2))))
        .hasMessageStartingWith("each element in list of batch should be of equal size");
    assertThatThrownBy(() -> Collate.defaultCollate(List.of(new Object())))
        .isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void optionsThatContradictEachOther() {
    assertThatThrownBy(() -> FOUR.withWorkers(-1)).hasMessageStartingWith("num_workers option");
    assertThatThrownBy(() -> FOUR.withSampler(new SequentialSampler(3)).withShuffle(true))
        .hasMessageStartingWith("sampler option is mutually exclusive with shuffle");
    assertThatThrownBy(() -> FOUR.withBatchSampler(List.of()))
        .hasMessageStartingWith("batch_sampler option is mutually exclusive");
    assertThatThrownBy(() ->
            DataLoader.of((IterableDataset<Tensor>) DataLoaderTest::share, FOUR.withShuffle(true)))
        .hasMessageStartingWith(
            "DataLoader with IterableDataset: expected unspecified shuffle option");
    assertThatThrownBy(() -> new RandomSampler(0, false, 0, null))
        .hasMessageStartingWith("num_samples should be a positive integer value, but got");
  }
}
