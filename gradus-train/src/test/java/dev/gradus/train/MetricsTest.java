package dev.gradus.train;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final Tensor SCORES =
      tensor(new float[][] {{3, 2, 1}, {1, 3, 2}, {1, 2, 3}, {2, 3, 1}});

  private static double of(Metric metric, Tensor output, Tensor target) {
    metric.reset();
    metric.update(output, target);
    return metric.value();
  }

  @Test
  void accuracyIsTheShareOfHitsOverAllBatches() {
    Metric accuracy = Metrics.accuracy();
    assertThat(accuracy.value()).isNaN();
    accuracy.update(SCORES, tensor(new long[] {0, 1, 0, 0}));
    assertThat(accuracy.value()).isEqualTo(0.5);
    accuracy.update(SCORES.narrow(0, 0, 1), tensor(new long[] {0}));
    assertThat(accuracy.value()).isEqualTo(0.6);
    accuracy.reset();
    assertThat(accuracy.value()).isNaN();
  }

  @Test
  void theFirstOfEqualOutputsCounts() {
    Tensor equal = tensor(new float[][] {{1, 1}, {1, 1}});
    assertThat(of(Metrics.accuracy(), equal, tensor(new long[] {0, 1}))).isEqualTo(0.5);
    assertThat(of(Metrics.topK(2), equal, tensor(new long[] {0, 1}))).isEqualTo(1);
  }

  @Test
  void aNanIsTheLargestOutput() {
    Tensor scores = tensor(new float[][] {{1, Float.NaN, 2}, {1, 2, 3}});
    assertThat(of(Metrics.accuracy(), scores, tensor(new long[] {2, 2}))).isEqualTo(0.5);
    assertThat(of(Metrics.topK(2), scores, tensor(new long[] {2, 2}))).isEqualTo(1);
  }

  @Test
  void topKCountsTheClassAmongTheLargest() {
    Tensor classes = tensor(new long[] {2, 0, 1, 0});
    assertThat(of(Metrics.topK(1), SCORES, classes)).isEqualTo(0);
    assertThat(of(Metrics.topK(2), SCORES, classes)).isEqualTo(0.5);
    assertThat(of(Metrics.topK(3), SCORES, classes)).isEqualTo(1);
    assertThat(Metrics.topK(2).name()).isEqualTo("top-2 accuracy");
    assertThatThrownBy(() -> Metrics.topK(0)).isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void classesMayStandAtPlaces() {
    // Two samples, two classes, three places.
    Tensor output = tensor(new float[][] {{1, 0, 1}, {0, 1, 0}}).unsqueeze(0).repeat(2, 1, 1);
    Tensor target = tensor(new long[][] {{0, 1, 0}, {0, 0, 1}});
    assertThat(of(Metrics.accuracy(), output, target)).isEqualTo(4.0 / 6);
    ConfusionMatrix confusion = ConfusionMatrix.ofClasses(2);
    confusion.update(output, target);
    assertThat(confusion.counts().toLongArray()).containsExactly(3, 1, 1, 1);
  }

  @Test
  void distances() {
    Tensor y = tensor(new float[] {1, 2, 4});
    Tensor t = tensor(new float[] {1, 4, 1});
    assertThat(of(Metrics.meanAbsoluteError(), y, t)).isEqualTo(5.0 / 3);
    assertThat(of(Metrics.meanSquaredError(), y, t)).isEqualTo(13.0 / 3);
    assertThat(of(Metrics.meanAbsoluteError(), y.to(Gradus.bfloat16), t.to(Gradus.int32)))
        .isEqualTo(5.0 / 3);
    Tensor logits = tensor(new float[] {-1, 0, 2});
    Tensor truth = tensor(new float[] {0, 1, 1});
    assertThat(of(Metrics.binaryAccuracy(0), logits, truth)).isEqualTo(2.0 / 3);
    assertThatThrownBy(() -> of(Metrics.meanSquaredError(), y, t.unsqueeze(1)))
        .hasMessageContaining("[3]")
        .hasMessageContaining("[3, 1]");
  }

  @Test
  void whatFitsNotIsRefused() {
    assertThatThrownBy(() -> of(Metrics.accuracy(), SCORES, tensor(new long[] {0, 1})))
        .hasMessageContaining("[4, 3]")
        .hasMessageContaining("[2]");
    assertThatThrownBy(() -> of(Metrics.accuracy(), SCORES, tensor(new long[] {0, 1, 3, 0})))
        .hasMessageContaining("the class 3 is none of the 3");
  }

  @Test
  void precisionRecallAndF1OfEachClass() {
    ConfusionMatrix confusion = ConfusionMatrix.of("cat", "dog", "cow");
    // Cats: 2 right, 1 taken for a dog. Dogs: 1 right, 1 taken for a cat. No cows.
    confusion.update(
        tensor(new float[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {1, 0, 0}}),
        tensor(new long[] {0, 0, 0, 1, 1}));
    assertThat(confusion.value()).isEqualTo(0.6);
    assertThat(confusion.precision(0)).isEqualTo(2.0 / 3);
    assertThat(confusion.recall(0)).isEqualTo(2.0 / 3);
    assertThat(confusion.precision(1)).isEqualTo(0.5);
    assertThat(confusion.recall(1)).isEqualTo(0.5);
    assertThat(confusion.f1(1)).isEqualTo(0.5);
    assertThat(confusion.f1(2)).isZero();
    assertThat(confusion.support(0)).isEqualTo(3);
    assertThat(confusion.macroF1()).isCloseTo((2.0 / 3 + 0.5) / 3, within(1e-12));
    assertThat(confusion.toString().lines())
        .containsExactly(
            "true  cat  dog  cow  precision  recall     f1",
            "cat     2    1    .      0.667   0.667  0.667",
            "dog     1    1    .      0.500   0.500  0.500",
            "cow     .    .    .      0.000   0.000  0.000",
            "accuracy 0.6000, macro F1 0.3889, 5 samples");
  }

  @Test
  void aMatrixOfOtherClassesIsRefused() {
    assertThatThrownBy(
            () -> ConfusionMatrix.ofClasses(2).update(SCORES, tensor(new long[] {0, 1, 0, 0})))
        .hasMessageContaining("outputs for 3 classes; the matrix has 2");
    assertThatThrownBy(ConfusionMatrix::of).isInstanceOf(GradusArgumentException.class);
  }
}
