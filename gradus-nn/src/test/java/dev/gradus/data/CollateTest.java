package dev.gradus.data;

import static dev.gradus.Gradus.ones;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What samples of all kinds become in a batch.
class CollateTest {
  private static Tensor stacked(@Nullable Object... samples) {
    return (Tensor) Collate.defaultCollate(Arrays.asList(samples));
  }

  @Test
  void numbersAndArraysBecomeTensors() {
    assertThat(stacked(1, 2L, (short) 3).dtype()).isEqualTo(DType.INT64);
    assertThat(stacked(1.5f, 2f).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(stacked(1.5, 2.0).dtype()).isEqualTo(DType.FLOAT64);
    assertThat(stacked(true, false).dtype()).isEqualTo(DType.BOOL);
    assertThat(stacked(new float[] {1, 2}, new float[] {3, 4}).toFloatArray())
        .containsExactly(1, 2, 3, 4);
    assertThat(stacked(new int[] {1}, new int[] {2}).dtype()).isEqualTo(DType.INT32);
    assertThat(stacked((Object) new double[][] {{1}, {2}}).shape()).containsExactly(1, 2, 1);
  }

  /// A sample whose components can hold batches.
  record Pair(Tensor image, Map<String, ?> labels) {}

  /// A sample that is too narrow for a batch.
  record Labelled(Tensor image, int label) {}

  @Test
  void recordsBecomeRecords() {
    Dataset<Pair> pairs =
        new Dataset<>() {
          @Override
          public Pair get(long index) {
            return new Pair(ones(2).mul(index), Map.of("class", index, "name", "n" + index));
          }

          @Override
          public long size() {
            return 3;
          }
        };
    Pair batch = DataLoader.of(pairs, DataLoaderOptions.DEFAULT.withBatchSize(3)).iterator().next();

    assertThat(batch.image().shape()).containsExactly(3, 2);
    assertThat(((Tensor) requireNonNull(batch.labels().get("class"))).toLongArray())
        .containsExactly(0, 1, 2);
    assertThat(batch.labels().get("name")).isEqualTo(List.of("n0", "n1", "n2"));
    assertThatThrownBy(() -> Collate.defaultCollate(List.of(new Labelled(ones(1), 3))))
        .hasMessage(
            "defaultCollate: the component 'label' of Labelled is a int, which cannot hold its"
                + " batch, a Tensor. Make it one in the samples, or pass a collate function.");
  }

  @Test
  void whatDoesNotFitIsRefusedAsInPyTorch() {
    assertThatThrownBy(() -> stacked(ones(3), ones(2)))
        .hasMessageStartingWith(
            "stack expects each tensor to be equal size, but got [3] at entry 0 and [2] at entry"
                + " 1");
    assertThatThrownBy(() -> stacked(List.of(1), List.of(1, 2)))
        .hasMessageStartingWith("each element in list of batch should be of equal size\n");
    assertThatThrownBy(() -> stacked(new Object()))
        .hasMessageStartingWith(
            "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists;"
                + " found class java.lang.Object\n");
    assertThatThrownBy(() -> stacked(new Object[] {null}))
        .hasMessageContaining("or lists; found null\n");
    assertThatThrownBy(() -> stacked(Arrays.asList(1, null)))
        .hasMessageContaining("or lists; found null\n");
    assertThatThrownBy(() -> stacked(1, null)).hasMessageContaining("a Integer and a null");
    assertThatThrownBy(() -> stacked(1, 2.5)).hasMessageContaining("a Integer and a Double");
    assertThatThrownBy(() -> stacked(Map.of("a", 1), Map.of("b", 1)))
        .hasMessageContaining("nothing for the key 'a' of the first");
    assertThat(Gradus.isGradEnabled()).isTrue();
  }
}
