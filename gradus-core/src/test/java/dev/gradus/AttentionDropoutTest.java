package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.nodeName;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.dtype.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Attention that leaves weights out by chance and draws them again for the gradient, against the
/// steps that keep them: the same ones are left out, and the generator goes on behind them.
@ResourceLock("dev.gradus.Globals")
class AttentionDropoutTest {
  private static Tensor steps(
      Tensor q, Tensor k, Tensor v, double p, @Nullable Tensor mask, boolean causal) {
    long times = q.size(1) / k.size(1);
    Tensor keys = times == 1 ? k : k.repeatInterleave(times, 1);
    Tensor values = times == 1 ? v : v.repeatInterleave(times, 1);
    Tensor scores = q.mul(1 / Math.sqrt((double) q.size(3))).matmul(keys.mT());
    if (mask != null) {
      scores = scores.add(mask);
    }
    if (causal) {
      Tensor future = ones(bool, q.size(2), k.size(2)).tril().logicalNot();
      scores = scores.maskedFill(future, Double.NEGATIVE_INFINITY);
    }
    return dropout(scores.softmax(-1), p).matmul(values);
  }

  private static void assertNear(Tensor got, Tensor wanted, double off) {
    assertThat(values(got.sub(wanted).abs().max())[0]).isLessThanOrEqualTo(off);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1, 4, 0.5, false",
    "2, 4, 2, 5, 7, 4, 0.1, false",
    "2, 2, 2, 9, 9, 3, 0.3, true",
    "1, 2, 1, 300, 70, 8, 0.2, false",
    "3, 2, 2, 140, 600, 8, 0.7, false",
    "1, 2, 2, 260, 260, 8, 0.1, true"
  })
  void theSameWeightsAreLeftOut(
      int b, int h, int kh, int l, int s, int e, double p, boolean causal) {
    for (DType dtype : List.of(float64, float32)) {
      manualSeed(11);
      Tensor[] x = {
        randn(dtype, b, h, l, e).requiresGrad_(),
        randn(dtype, b, kh, s, e).requiresGrad_(),
        randn(dtype, b, kh, s, e + 1).requiresGrad_()
      };
      Tensor[] t = new Tensor[3];
      for (int i = 0; i < 3; i++) {
        t[i] = x[i].detach().clone().to(float64).requiresGrad_();
      }
      var options =
          AttentionOptions.DEFAULT.withDropout(p).withIsCausal(causal).withEnableGqa(h != kh);
      manualSeed(5);
      Tensor y = scaledDotProductAttention(x[0], x[1], x[2], options);
      Tensor next = rand(3);
      manualSeed(5);
      Tensor wanted = steps(t[0], t[1], t[2], p, null, causal);
      assertThat(rand(3).equal(next)).isTrue();
      assertThat(nodeName(y)).startsWith("ScaledDotProductFlashAttentionForCpu");
      double off = dtype == float64 ? 1e-11 : 3e-4;
      assertNear(y, wanted, off);
      Tensor g = wanted.detach().cos();
      y.backward(g.to(dtype));
      wanted.backward(g);
      for (int i = 0; i < 3; i++) {
        assertNear(grad(x[i]), grad(t[i]), off);
      }
    }
  }

  @Test
  void everyNumberOfThreadsLeavesTheSameOut() {
    int before = getNumThreads();
    Tensor x = randn(float32, 4, 3, 70, 16).requiresGrad_();
    try {
      Tensor[] first = new Tensor[2];
      for (int threads : new int[] {1, 2, 3}) {
        setNumThreads(threads);
        manualSeed(3);
        Tensor y = scaledDotProductAttention(x, x, x, AttentionOptions.DEFAULT.withDropout(0.4));
        x.zeroGrad();
        y.square().sum().backward();
        Tensor g = grad(x).clone();
        if (threads == 1) {
          first = new Tensor[] {y.detach(), g};
        }
        assertThat(y.equal(first[0])).isTrue();
        assertThat(g.equal(first[1])).isTrue();
      }
    } finally {
      setNumThreads(before);
    }
  }

  @Test
  void gradientsOfBothOrdersAndByTheMask() {
    manualSeed(2);
    Tensor q = randn(float64, 1, 4, 3, 2).requiresGrad_();
    Tensor k = randn(float64, 1, 2, 4, 2).requiresGrad_();
    Tensor v = randn(float64, 1, 2, 4, 3).requiresGrad_();
    Tensor mask = randn(float64, 1, 4, 3, 4).requiresGrad_();
    var options = AttentionOptions.DEFAULT.withDropout(0.4).withEnableGqa(true);
    Tensor[] x = {q, k, v, mask};
    TensorsFunction f =
        in -> {
          manualSeed(9);
          return new Tensor[] {
            scaledDotProductAttention(in[0], in[1], in[2], options.withAttnMask(in[3]))
          };
        };
    assertThat(GradCheck.gradcheck(f, GradCheckOptions.DEFAULT, x)).isTrue();
    assertThat(GradCheck.gradgradcheck(f, GradCheckOptions.DEFAULT, x)).isTrue();
  }

  @Test
  void narrowDtypesRoundTheResultAlone() {
    manualSeed(4);
    Tensor q = randn(2, 2, 6, 4).to(bfloat16);
    manualSeed(8);
    Tensor y = scaledDotProductAttention(q, q, q, AttentionOptions.DEFAULT.withDropout(0.3));
    manualSeed(8);
    Tensor wide = q.to(float32);
    Tensor wanted = steps(wide, wide, wide, 0.3, null, false);
    assertThat(y.dtype()).isEqualTo(bfloat16);
    assertNear(y.to(float32), wanted, 0.02);
  }
}
