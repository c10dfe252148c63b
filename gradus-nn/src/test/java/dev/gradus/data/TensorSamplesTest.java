package dev.gradus.data;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.stack;
import static dev.gradus.Gradus.zeros;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusIndexException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Batches whose rows are taken at once are those that stacked samples give.
class TensorSamplesTest {
  private static final int SIZE = 7;

  static Stream<Tensor> kinds() {
    return Stream.of(
        randn(SIZE),
        randn(SIZE, 3),
        randn(SIZE, 2, 3).to(DType.FLOAT64),
        randn(4, SIZE).t(),
        randn(SIZE, 3).to(DType.BFLOAT16),
        randn(DType.COMPLEX64, SIZE, 2),
        zeros(SIZE, 0),
        arange(SIZE),
        arange(SIZE).ge(3),
        randn(1, 3).expand(SIZE, 3));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void rowsAreWhatStackedSamplesAre(Tensor t) {
    var data = new TensorDataset(t, arange(SIZE));
    var inner = new Subset<>(data, 6, 2, 2, 0, 5);
    for (Dataset<List<Tensor>> dataset : List.of(data, inner, new Subset<>(inner, 4, 0, 1))) {
      long at = 0;
      for (List<Tensor> batch :
          DataLoader.of(dataset, DataLoaderOptions.DEFAULT.withBatchSize(3))) {
        long from = at;
        int size = (int) batch.getFirst().size(0);
        List<Tensor> samples =
            LongStream.range(from, from + size).mapToObj(i -> dataset.get(i).getFirst()).toList();
        Tensor stacked = stack(samples, 0);
        assertThat(batch.getFirst().equal(stacked)).isTrue();
        assertThat(batch.getFirst().dtype()).isEqualTo(stacked.dtype());
        assertThat(batch.getFirst().isContiguous()).isTrue();
        assertThat(batch).hasSize(2);
        at += size;
      }
      assertThat(at).isEqualTo(dataset.size());
    }
  }

  @Test
  void aBatchIsItsOwn() {
    Tensor t = ones(4, 2);
    var loader = DataLoader.of(new TensorDataset(t), DataLoaderOptions.DEFAULT.withBatchSize(4));
    loader.iterator().next().getFirst().zero_();
    assertThat(t.sum().item()).isEqualTo(8);
  }

  @Test
  void aGraphIsThatOfStackedSamples() {
    Tensor t = ones(4, 2).requiresGrad_();
    var loader = DataLoader.of(new TensorDataset(t), DataLoaderOptions.DEFAULT.withBatchSize(2));
    Tensor batch = loader.iterator().next().getFirst();
    assertThat(requireNonNull(batch.gradFn()).name()).isEqualTo("StackBackward0");
  }

  @Test
  void aFunctionOfOnesOwnSeesSamples() {
    Tensor t = arange(6).view(3, 2);
    var loader =
        DataLoader.of(
            new TensorDataset(t),
            DataLoaderOptions.DEFAULT.withBatchSize(3),
            samples -> samples.stream().map(s -> s.getFirst().sum().item()).toList());
    assertThat(loader.iterator().next()).containsExactly(1.0, 5.0, 9.0);
  }

  @Test
  void aNumberThatThereIsNotIsRefused() {
    var options =
        DataLoaderOptions.DEFAULT.withBatchSampler(() -> List.of(new long[] {1, 9}).iterator());
    var loader = DataLoader.of(new TensorDataset(ones(4, 2)), options);
    assertThatThrownBy(loader.iterator()::next)
        .isInstanceOf(GradusIndexException.class)
        .hasMessageContaining("got index 9; there are 4 samples");
  }
}
