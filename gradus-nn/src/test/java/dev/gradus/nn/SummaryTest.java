package dev.gradus.nn;

import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Summaries of networks.
class SummaryTest {
  @Test
  void tellsSizesAndCosts() {
    Sequential net =
        new Sequential(
            new Conv2d(1, 4, 3, ConvSettings.padding(1)),
            new BatchNorm2d(4),
            new ReLU(),
            new MaxPool2d(2),
            new Flatten(),
            new Linear(16, 3));
    net.get(5).requiresGrad_(false);
    Summary summary = Summary.of(net, new long[] {2, 1, 4, 4});

    assertThat(summary)
        .hasToString(
            """
            Layer             Output shape  Parameters  Bytes  Multiply-adds
            Sequential        [2, 3]                 -      -              -
              0: Conv2d       [2, 4, 4, 4]          40    160          1,152
              1: BatchNorm2d  [2, 4, 4, 4]           8     72              -
              2: ReLU         [2, 4, 4, 4]           -      -              -
              3: MaxPool2d    [2, 4, 2, 2]           -      -              -
              4: Flatten      [2, 16]                -      -              -
              5: Linear       [2, 3]                51    204             96
            Parameters: 99, of which 48 are trained
            Bytes of parameters and buffers: 436
            Multiply-adds: 1,248\
            """);
    assertThat(net.layers()).allMatch(Layer::training);
    assertThat(net.getBuffer("1.num_batches_tracked").itemLong()).isZero();
  }

  @Test
  void countsRecurrentLayersAndAttention() {
    // 5 steps of 2 samples: 4 · 4 · (3 + 4) each.
    assertThat(Summary.of(new LSTM(3, 4), new long[] {5, 2, 3}).multiplyAdds())
        .isEqualTo(10 * 16 * 7);
    MultiheadAttention attention = new MultiheadAttention(8, 2);
    Summary of = Summary.of(attention, zeros(5, 2, 8), zeros(6, 2, 8), zeros(6, 2, 8));
    // Queries and outputs 10 · 64 each, keys and values 12 · 64 each, two products of 10 · 6 · 8.
    assertThat(of.multiplyAdds()).isEqualTo(20 * 64 + 24 * 64 + 2 * 10 * 6 * 8);
    assertThat(Summary.of(new ConvTranspose1d(3, 2, 4), new long[] {1, 3, 5}).multiplyAdds())
        .isEqualTo(15 * 8);
  }
}
