package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Multi-head attention: both ways, with and without weights, agree under every option.
class MultiHeadAttentionTest {
  private static final MultiHeadOptions PLAIN = MultiHeadOptions.DEFAULT;

  private static Tensor filled(int seed, long... sizes) {
    Tensor x = Tensor.empty(float64, sizes);
    for (int i = 0; i < x.numel(); i++) {
      Elements.setDouble(x.storage(), float64, i, Math.sin(seed + 1.7 * i + 0.01 * i * i));
    }
    return x;
  }

  private static final MultiHeadWeights WEIGHTS =
      MultiHeadWeights.of(2, filled(1, 12, 4), filled(2, 12), filled(3, 4, 4), filled(4, 4));

  private static void assertBothWays(
      Tensor q, Tensor k, Tensor v, MultiHeadWeights w, MultiHeadOptions o) {
    AttentionResult seen = multiHeadAttentionForward(q, k, v, w, o);
    AttentionResult fused = multiHeadAttentionForward(q, k, v, w, o.withWeights(false, false));
    assertThat(fused.weights()).isNull();
    double[] a = values(seen.output());
    double[] b = values(fused.output());
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).isCloseTo(b[i], within(1e-12));
    }
    Tensor weights = Objects.requireNonNull(seen.weights());
    for (double sum : values(weights.sum(-1))) {
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void bothWaysAgree() {
    Tensor q = filled(5, 3, 2, 4);
    Tensor k = filled(6, 5, 2, 4);
    assertBothWays(q, q, q, WEIGHTS, PLAIN);
    assertBothWays(q, k, k, WEIGHTS, PLAIN);
    Tensor mask = filled(7, 3, 5).gt(0.9);
    assertBothWays(q, k, k, WEIGHTS, PLAIN.withAttnMask(mask));
    assertBothWays(q, k, k, WEIGHTS, PLAIN.withAttnMask(filled(7, 4, 3, 5)));
    Tensor padding =
        tensor("[[False, False, True, False, True], [False, True, True, False, False]]");
    MultiHeadOptions padded = PLAIN.withKeyPaddingMask(padding).withAttnMask(filled(7, 3, 5));
    assertBothWays(q, k, k, WEIGHTS, padded);
    assertBothWays(q, k, k, WEIGHTS, padded.withAddZeroAttn(true));
    MultiHeadWeights more = WEIGHTS.withBias(filled(8, 1, 1, 4), filled(9, 1, 1, 4));
    assertBothWays(q, k, k, more, padded.withAddZeroAttn(true));
    MultiHeadWeights apart =
        WEIGHTS.withProjections(filled(1, 4, 4), filled(2, 4, 3), filled(3, 4, 6));
    assertBothWays(q, filled(6, 5, 2, 3), filled(7, 5, 2, 6), apart, padded);
    assertBothWays(q, k, k, WEIGHTS, PLAIN.withStatic(filled(1, 4, 7, 2), filled(2, 4, 7, 2)));
    Tensor single = q.select(1, 0);
    assertBothWays(single, single, single, WEIGHTS, PLAIN);
  }

  @Test
  void causalHintAndHeads() {
    Tensor q = filled(5, 3, 2, 4);
    Tensor future = ones(bool, 3, 3).tril().logicalNot();
    MultiHeadOptions o = PLAIN.withAttnMask(future).withIsCausal(true);
    assertBothWays(q, q, q, WEIGHTS, o);
    Tensor each =
        Objects.requireNonNull(
            multiHeadAttentionForward(q, q, q, WEIGHTS, o.withWeights(true, false)).weights());
    assertThat(each.shape()).containsExactly(2, 2, 3, 3);
    assertThat(values(each.triu(1))).containsOnly(0);
  }

  @Test
  void slopes() {
    Tensor q = filled(5, 3, 2, 4).requiresGrad_();
    Tensor in = filled(1, 12, 4).requiresGrad_();
    Tensor bias = filled(2, 12).requiresGrad_();
    Tensor out = filled(3, 4, 4).requiresGrad_();
    for (boolean needed : new boolean[] {false, true}) {
      GradientCheck.check(
          "multi-head attention",
          x ->
              multiHeadAttentionForward(
                      x[0],
                      x[0],
                      x[0],
                      MultiHeadWeights.of(2, x[1], x[2], x[3], null),
                      PLAIN.withWeights(needed, true))
                  .output(),
          q,
          in,
          bias,
          out);
    }
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor q = filled(5, 3, 2, 4);
    Class<GradusArgumentException> kind = GradusArgumentException.class;
    assertRefused(
        kind,
        "The shape of the 2D attn_mask is torch.Size([2, 3]), but should be (3, 3).",
        () ->
            multiHeadAttentionForward(q, q, q, WEIGHTS, PLAIN.withAttnMask(zeros(float64, 2, 3))));
    assertRefused(
        kind,
        "Need attn_mask if specifying the is_causal hint.",
        () -> multiHeadAttentionForward(q, q, q, WEIGHTS, PLAIN.withIsCausal(true)));
    assertRefused(
        kind,
        "key shape torch.Size([5, 2, 4]) does not match value shape torch.Size([3, 2, 4])",
        () -> multiHeadAttentionForward(q, filled(1, 5, 2, 4), q, WEIGHTS, PLAIN));
    assertRefused(
        kind,
        "For batched (3-D) `query`, expected `key` and `value` to be 3-D but found 2-D and 3-D"
            + " tensors respectively",
        () -> multiHeadAttentionForward(q, filled(1, 5, 4), q, WEIGHTS, PLAIN));
  }
}
