package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetsTest {
  private static final TensorDataset TEN = new TensorDataset(Gradus.arange(10));

  private static Generator seeded() {
    return new Generator().manualSeed(7);
  }

  private static List<Long> numbers(Sampler sampler) {
    var numbers = new ArrayList<Long>();
    sampler.forEach(numbers::add);
    assertThat(numbers).hasSize((int) sampler.size());
    return numbers;
  }

  private static List<Long> boxed(Tensor numbers) {
    return Arrays.stream(numbers.toLongArray()).boxed().toList();
  }

  @Test
  void subsetsAndDatasetsOneAfterAnother() {
    var both = new ConcatDataset<>(List.of(new Subset<>(TEN, 3, 1), TEN));
    assertThat(both.size()).isEqualTo(12);
    assertThat(both.get(1).getFirst().itemLong()).isEqualTo(1);
    assertThat(both.get(2).getFirst().itemLong()).isEqualTo(0);
    assertThat(both.get(11).getFirst().itemLong()).isEqualTo(9);
    assertThatThrownBy(() -> both.get(12)).isInstanceOf(GradusIndexException.class);
    assertThatThrownBy(() -> new ConcatDataset<Tensor>(List.of()))
        .hasMessageStartingWith("datasets should not be an empty iterable");
    assertThatThrownBy(() -> new TensorDataset(Gradus.zeros(2), Gradus.zeros(3)))
        .hasMessageStartingWith("Size mismatch between tensors");
  }

  @Test
  void aSplitIsAPermutationCut() {
    var parts = Datasets.randomSplit(TEN, seeded(), 7, 3);
    long[] order = Gradus.randperm(seeded(), 10).toLongArray();
    assertThat(parts.get(0).indices()).containsExactly(Arrays.copyOf(order, 7));
    assertThat(parts.get(1).indices()).containsExactly(Arrays.copyOfRange(order, 7, 10));
    assertThatThrownBy(() -> Datasets.randomSplit(TEN, 7, 2))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "Sum of input lengths does not equal the length of the input dataset!");
  }

  @Test
  void whatFractionsLeaveGoesToThePartsInTurn() {
    var parts = Datasets.randomSplit(TEN, seeded(), 0.33, 0.33, 0.34);
    assertThat(parts.stream().map(Subset::size)).containsExactly(4L, 3L, 3L);
    assertThatThrownBy(() -> Datasets.randomSplit(TEN, 1.5, -0.5))
        .hasMessageStartingWith("Fraction at index 0 is not between 0 and 1");
    assertThatThrownBy(() -> Datasets.randomSplit(TEN, 0.5, 0.4))
        .isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void samplersDrawWhatTheGeneratorGives() {
    Tensor order = Gradus.randperm(seeded(), 10);
    assertThat(numbers(new SequentialSampler(TEN))).startsWith(0L, 1L).hasSize(10);
    assertThat(numbers(new RandomSampler(TEN, seeded()))).isEqualTo(boxed(order));
    assertThat(numbers(new SubsetRandomSampler(new long[] {5, 6, 7}, seeded())))
        .isEqualTo(boxed(Gradus.randperm(seeded(), 3).add(5)));
    Generator generator = seeded();
    var three = new ArrayList<>(boxed(Gradus.randperm(generator, 10)));
    three.addAll(boxed(Gradus.randperm(generator, 10)).subList(0, 5));
    assertThat(numbers(new RandomSampler(10, false, 15, seeded()))).isEqualTo(three);
  }

  @Test
  void withReplacementNumbersComeInBlocksOf32() {
    Generator generator = seeded();
    var expected = new ArrayList<Long>();
    expected.addAll(boxed(Gradus.empty(DType.INT64, 32).random_(generator, 0, 10)));
    expected.addAll(boxed(Gradus.empty(DType.INT64, 8).random_(generator, 0, 10)));
    assertThat(numbers(new RandomSampler(10, true, 40, seeded()))).isEqualTo(expected);
  }

  @Test
  void weightsDecide() {
    Tensor weights = Gradus.tensor(new double[] {0, 1, 0, 3});
    var drawn = numbers(new WeightedRandomSampler(weights, 50, true, seeded()));
    assertThat(drawn).contains(1L, 3L).doesNotContain(0L, 2L);
    assertThat(drawn).isEqualTo(boxed(weights.multinomial(seeded(), 50, true)));
    assertThatThrownBy(() -> new WeightedRandomSampler(Gradus.zeros(2, 3), 1))
        .hasMessageStartingWith(
            "weights should be a 1d sequence but given weights have shape (2, 3)");
  }
}
