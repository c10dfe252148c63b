package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Transformers.
@ResourceLock("generator")
class TransformerTest {
  private static final TransformerSettings SMALL =
      TransformerSettings.DEFAULT.withDimFeedforward(6).withBatchFirst(true);

  @Test
  void printsAsPyTorchDoes() {
    assertThat(new TransformerEncoder(new TransformerEncoderLayer(4, 2, SMALL), 2))
        .hasToString(
            """
            TransformerEncoder(
              (layers): ModuleList(
                (0-1): 2 x TransformerEncoderLayer(
                  (self_attn): MultiheadAttention(
                    (out_proj): NonDynamicallyQuantizableLinear(in_features=4, out_features=4, bias=True)
                  )
                  (linear1): Linear(in_features=4, out_features=6, bias=True)
                  (dropout): Dropout(p=0.1, inplace=False)
                  (linear2): Linear(in_features=6, out_features=4, bias=True)
                  (norm1): LayerNorm((4,), eps=1e-05, elementwise_affine=True, bias=True)
                  (norm2): LayerNorm((4,), eps=1e-05, elementwise_affine=True, bias=True)
                  (dropout1): Dropout(p=0.1, inplace=False)
                  (dropout2): Dropout(p=0.1, inplace=False)
                )
              )
            )\
            """);
  }

  @Test
  void layersOfAStackStartTheSameAndDrawNothing() {
    manualSeed(1);
    TransformerEncoderLayer layer = new TransformerEncoderLayer(4, 2, SMALL);
    double next = randn(1).item();
    manualSeed(1);
    TransformerEncoder encoder =
        new TransformerEncoder(new TransformerEncoderLayer(4, 2, SMALL), 3);

    assertThat(randn(1).item()).isEqualTo(next);
    for (int i = 0; i < 3; i++) {
      String name = "layers." + i + ".self_attn.in_proj_weight";
      Tensor weight = encoder.getParameter(name);
      assertThat(weight.equal(layer.getParameter("self_attn.in_proj_weight"))).isTrue();
      assertThat(weight.isLeaf() && weight.requiresGrad()).isTrue();
    }
    assertThat(encoder.parameters()).hasSize(3 * layer.parameters().size());
  }

  @Test
  void nothingLaterIsSeenUnderACausalMask() {
    for (boolean normFirst : new boolean[] {false, true}) {
      TransformerEncoder encoder =
          new TransformerEncoder(
              new TransformerEncoderLayer(4, 2, SMALL.withNormFirst(normFirst)), 2);
      encoder.to(float64).eval();
      Tensor x = randn(float64, 2, 5, 4);
      Tensor other = x.clone();
      other.select(1, 4).fill_(7L);
      AttentionMask causal = AttentionMask.causal(5);
      Tensor y = encoder.withMask(x, causal).narrow(1, 0, 4);

      assertThat(y.allclose(encoder.withMask(other, causal).narrow(1, 0, 4))).isTrue();
      assertThat(y.allclose(encoder.call(x).narrow(1, 0, 4))).isFalse();
      Tensor added = Transformer.generateSquareSubsequentMask(5).to(float64);
      assertThat(
              encoder.withMask(x, AttentionMask.NONE.withMask(added)).narrow(1, 0, 4).allclose(y))
          .isTrue();
    }
  }

  @Test
  void thePaddingIsNotSeen() {
    Transformer net = new Transformer(4, 2, 1, 1, SMALL);
    net.to(float64).eval();
    Tensor source = randn(float64, 1, 5, 4);
    Tensor target = randn(float64, 1, 3, 4);
    Tensor padding = dev.gradus.Gradus.tensor(new boolean[][] {{false, false, false, true, true}});
    AttentionMask hidden = AttentionMask.NONE.withKeyPadding(padding);
    Tensor y = net.withMasks(source, target, hidden, AttentionMask.NONE, hidden);

    assertThat(y.allclose(net.call(source.narrow(1, 0, 3), target))).isTrue();
    assertThatThrownBy(() -> net.call(randn(float64, 2, 5, 4), target))
        .hasMessage("the batch number of src and tgt must be equal");
    assertThatThrownBy(() -> net.call(randn(float64, 1, 5, 3), target))
        .hasMessage("the feature number of src and tgt must be equal to d_model");
  }

  @Test
  void evaluationLeavesNothingOut() {
    TransformerDecoderLayer layer =
        new TransformerDecoderLayer(4, 2, SMALL.withDropout(0.5).withBias(false));
    layer.to(float64);
    Tensor x = randn(float64, 2, 3, 4);

    assertThat(layer.call(x, x).equal(layer.call(x, x))).isFalse();
    layer.eval();
    assertThat(layer.call(x, x).equal(layer.call(x, x))).isTrue();
    assertThat(layer.stateDict()).doesNotContainKey("norm1.bias");
  }
}
