package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.AttentionResult;
import dev.gradus.Gradus;
import dev.gradus.LstmResult;
import dev.gradus.MaxPoolOptions;
import dev.gradus.Tensor;
import org.junit.jupiter.api.Test;

/// What docs/networks.md shows.
class NetworksPageTest {
  static class Classifier extends Layer {
    private final Sequential features =
        layer(
            "features",
            new Sequential(
                new Conv2d(1, 8, 3, ConvSettings.padding(1)),
                new BatchNorm2d(8),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten()));
    private final Linear head = layer("head", new Linear(8 * 14 * 14, 10));

    Classifier() {
      parameter("temperature", Gradus.ones(1));
    }

    @Override
    public Tensor forward(Tensor x) {
      return head.call(features.call(x)).div(get("temperature"));
    }
  }

  @Test
  void theClassifierRuns() {
    Classifier net = new Classifier();

    assertThat(net.call(randn(2, 1, 28, 28)).shape()).containsExactly(2, 10);
    assertThat(Summary.of(net, new long[] {1, 1, 28, 28}).rows()).hasSize(8);
    assertThat(net.to(float64).call(randn(float64, 2, 1, 28, 28)).dtype()).isEqualTo(float64);
  }

  @Test
  void theTableCompiles() {
    Tensor image = randn(1, 3, 9, 9);
    assertThat(new Conv2d(3, 16, 3, ConvSettings.stride(2).withBias(false)).call(image).shape())
        .containsExactly(1, 16, 4, 4);
    assertThat(new MaxPool2d(MaxPoolOptions.kernel(3, 2).withCeilMode(true)).call(image).shape())
        .containsExactly(1, 3, 3, 5);
    assertThat(Linear.lazy(8, true).call(randn(2, 3)).shape()).containsExactly(2, 8);
    LstmResult r = new LSTM(3, 4).withState(randn(5, 2, 3));
    assertThat(r.last().cell().shape()).containsExactly(1, 2, 4);
    Tensor q = randn(5, 2, 4);
    AttentionResult a = new MultiheadAttention(4, 2).withWeights(q, q, q);
    assertThat(a.output().shape()).containsExactly(5, 2, 4);
    TransformerEncoder encoder = new TransformerEncoder(new TransformerEncoderLayer(4, 2), 2);
    assertThat(encoder.withMask(q, AttentionMask.causal(5)).shape()).containsExactly(5, 2, 4);
  }
}
