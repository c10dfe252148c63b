package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.AttentionResult;
import dev.gradus.MultiHeadOptions;
import dev.gradus.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Multi-head attention.
@ResourceLock("generator")
class AttentionTest {
  private static MultiheadAttention attention(AttentionSettings settings) {
    MultiheadAttention layer = new MultiheadAttention(8, 2, settings);
    layer.to(float64);
    return layer;
  }

  @Test
  void theOutputIsTheSameWithAndWithoutWeights() {
    MultiheadAttention layer = attention(AttentionSettings.DEFAULT.withBatchFirst(true));
    Tensor q = randn(float64, 3, 4, 8);
    Tensor k = randn(float64, 3, 5, 8);
    AttentionResult both = layer.withWeights(q, k, k);

    assertThat(layer.call(q, k, k).allclose(both.output())).isTrue();
    assertThat(Layer.there(both.weights()).shape()).containsExactly(3, 4, 5);
    AttentionResult alone = layer.withWeights(q.get(1), k.get(1), k.get(1));
    assertThat(alone.output().allclose(both.output().get(1))).isTrue();
  }

  @Test
  void otherWidthsHaveProjectionsOfTheirOwn() {
    MultiheadAttention layer =
        attention(AttentionSettings.DEFAULT.withWidths(6L, 5L).withAddBiasKv(true).withBias(false));

    assertThat(List.copyOf(layer.stateDict().keySet()))
        .containsExactly(
            "q_proj_weight",
            "k_proj_weight",
            "v_proj_weight",
            "bias_k",
            "bias_v",
            "out_proj.weight");
    assertThat(
            layer
                .call(randn(float64, 4, 3, 8), randn(float64, 5, 3, 6), randn(float64, 5, 3, 5))
                .shape())
        .containsExactly(4, 3, 8);
  }

  @Test
  void aMaskHidesKeys() {
    MultiheadAttention layer = attention(AttentionSettings.DEFAULT);
    Tensor x = randn(float64, 4, 1, 8);
    Tensor mask = dev.gradus.Gradus.ones(dev.gradus.Gradus.bool, 4, 4).triu(1);
    AttentionResult r = layer.withWeights(x, x, x, MultiHeadOptions.DEFAULT.withAttnMask(mask));

    assertThat(Layer.there(r.weights()).get(0).triu(1).sum().item()).isZero();
    assertThat(
            r.output().get(0).allclose(layer.call(x.get("0:1"), x.get("0:1"), x.get("0:1")).get(0)))
        .isTrue();
  }

  @Test
  void printsAndStartsAsPyTorchDoes() {
    manualSeed(0);
    MultiheadAttention layer = new MultiheadAttention(4, 2);
    Linear out = layer.outProj();

    assertThat(layer)
        .hasToString(
            """
            MultiheadAttention(
              (out_proj): NonDynamicallyQuantizableLinear(in_features=4, out_features=4, bias=True)
            )\
            """);
    // The projection back is drawn first.
    manualSeed(0);
    assertThat(new Linear(4, 4).weight().equal(out.weight())).isTrue();
    assertThat(Layer.there(out.bias()).detach().toDoubleArray()).containsOnly(0);
  }

  @Test
  void headsMustShareTheWidth() {
    assertThatThrownBy(() -> new MultiheadAttention(8, 3))
        .hasMessageStartingWith("embed_dim must be divisible by num_heads");
    assertThatThrownBy(() -> new MultiheadAttention(0, 3))
        .hasMessageStartingWith("embed_dim and num_heads must be greater than 0");
  }
}
