package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.bits;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.nodeName;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Attention in one operation against attention in steps, slopes of both orders, masks of all
/// kinds, and rows whose bits depend on nothing else.
class AttentionTest {
  private static final AttentionOptions PLAIN = AttentionOptions.DEFAULT;

  private static Tensor filled(int seed, long... sizes) {
    Tensor x = Tensor.empty(float64, sizes);
    for (int i = 0; i < x.numel(); i++) {
      Elements.setDouble(x.storage(), float64, i, 1.4 * Math.sin(seed + 1.7 * i + 0.001 * i * i));
    }
    return x;
  }

  private static Tensor steps(Tensor q, Tensor k, Tensor v, double scale, Tensor mask) {
    Tensor p = q.mul(scale).matmul(k.mT()).add(mask).softmax(-1);
    return p.matmul(v);
  }

  private static Tensor hidden(long rows, long columns) {
    return zeros(float64, rows, columns)
        .maskedFill(ones(bool, rows, columns).tril().logicalNot(), Double.NEGATIVE_INFINITY);
  }

  private static void assertNear(Tensor got, Tensor wanted, double off) {
    assertThat(got.shape()).isEqualTo(wanted.shape());
    double[] a = values(got);
    double[] b = values(wanted);
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= off)) {
        throw new AssertionError("element " + i + " is " + a[i] + ", wanted " + b[i]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1, 1, false",
    "2, 3, 5, 7, 4, 6, false",
    "1, 2, 5, 3, 4, 4, true",
    "1, 2, 3, 9, 4, 4, true",
    "1, 1, 200, 70, 8, 8, false",
    "1, 1, 140, 600, 8, 5, false",
    "1, 1, 260, 260, 8, 8, true"
  })
  void valuesAndGradientsAreThoseOfTheSteps(
      int b, int h, int l, int s, int e, int ev, boolean causal) {
    for (DType dtype : List.of(float64, float32)) {
      Tensor[] x = {
        filled(1, b, h, l, e).to(dtype).requiresGrad_(),
        filled(2, b, h, s, e).to(dtype).requiresGrad_(),
        filled(3, b, h, s, ev).to(dtype).requiresGrad_()
      };
      Tensor[] t = new Tensor[3];
      for (int i = 0; i < 3; i++) {
        t[i] = x[i].detach().clone().to(float64).requiresGrad_();
      }
      Tensor y = scaledDotProductAttention(x[0], x[1], x[2], PLAIN.withIsCausal(causal));
      Tensor mask = causal ? hidden(l, s) : zeros(float64, 1);
      Tensor wanted = steps(t[0], t[1], t[2], 1 / Math.sqrt(e), mask);
      double off = dtype == float64 ? 1e-12 : 2e-5;
      assertNear(y, wanted, off);
      Tensor g = filled(4, b, h, l, ev);
      y.mul(g.to(dtype)).sum().backward();
      wanted.mul(g).sum().backward();
      for (int i = 0; i < 3; i++) {
        assertNear(grad(x[i]), grad(t[i]), off);
      }
    }
  }

  @Test
  void slopesOfBothOrders() {
    Tensor q = filled(1, 2, 4, 3, 2).requiresGrad_();
    Tensor k = filled(2, 2, 2, 4, 2).requiresGrad_();
    Tensor v = filled(3, 2, 2, 4, 3).requiresGrad_();
    Tensor mask = filled(4, 2, 1, 1, 4).requiresGrad_();
    AttentionOptions o = PLAIN.withEnableGqa(true);
    GradientCheck.check(
        "shared heads, mask",
        t -> scaledDotProductAttention(t[0], t[1], t[2], o.withScale(-0.4).withAttnMask(t[3])),
        q,
        k,
        v,
        mask);
    GradientCheck.check(
        "causal, other layouts",
        t ->
            scaledDotProductAttention(
                t[0].transpose(1, 2).contiguous().transpose(1, 2),
                t[1].mT().contiguous().mT(),
                t[2].select(1, 0).unsqueeze(1).expand(2, 2, 4, 3),
                o.withIsCausal(true)),
        q,
        k,
        v);
    GradientCheck.check(
        "without batch",
        t -> scaledDotProductAttention(t[0].select(1, 1), t[1].select(1, 1), t[2].select(1, 0)),
        q,
        k,
        v);
    GradientCheck.check(
        "matrices",
        t -> scaledDotProductAttention(t[0].get(0, 0), t[1].get(0, 0), t[2].get(0, 0)),
        q,
        k,
        v);
  }

  @Test
  void masksOfTruthHideKeysAndAQueryMaySeeNone() {
    Tensor q = filled(1, 1, 1, 3, 2).requiresGrad_();
    Tensor k = filled(2, 1, 1, 4, 2).requiresGrad_();
    Tensor v = filled(3, 1, 1, 4, 2).requiresGrad_();
    Tensor mask =
        tensor(
            "[[True, False, True, False], [False, False, False, False], [True, True, True, True]]");
    Tensor y = scaledDotProductAttention(q, k, v, PLAIN.withAttnMask(mask));
    assertThat(values(y.select(2, 1))).containsOnly(0);
    y.sum().backward();
    assertThat(values(grad(q).select(2, 1))).containsOnly(0);
    assertThat(values(grad(q))).doesNotContain(Double.NaN);
    Tensor two = scaledDotProductAttention(q, k.get(":, :, ::2"), v.get(":, :, ::2"));
    assertNear(y.select(2, 0), two.select(2, 0), 1e-12);
  }

  @Test
  void aRowDependsOnNothingButItself() {
    Tensor q = filled(1, 2, 2, 200, 8).to(float32);
    Tensor k = filled(2, 2, 2, 90, 8).to(float32);
    Tensor v = filled(3, 2, 2, 90, 8).to(float32);
    for (boolean causal : new boolean[] {false, true}) {
      Tensor all = scaledDotProductAttention(q, k, v, PLAIN.withIsCausal(causal));
      Tensor few =
          scaledDotProductAttention(
              q.narrow(0, 1, 1).narrow(2, 0, 130),
              k.narrow(0, 1, 1),
              v.narrow(0, 1, 1),
              PLAIN.withIsCausal(causal));
      assertThat(bits(few)).isEqualTo(bits(all.narrow(0, 1, 1).narrow(2, 0, 130)));
      Tensor turned =
          scaledDotProductAttention(
              q.transpose(1, 2).contiguous().transpose(1, 2),
              k.mT().contiguous().mT(),
              v,
              PLAIN.withIsCausal(causal));
      assertThat(bits(turned)).isEqualTo(bits(all));
    }
  }

  @Test
  void largeScoresStayFinite() {
    Tensor q = filled(1, 1, 1, 3, 4).mul(1e4).to(float32).requiresGrad_();
    Tensor y = scaledDotProductAttention(q, q, q);
    y.sum().backward();
    assertThat(y.isfinite().all().itemBoolean()).isTrue();
    assertThat(grad(q).isfinite().all().itemBoolean()).isTrue();
  }

  @Test
  void dtypesNodesAndEmptySizes() {
    Tensor q = filled(1, 1, 2, 3, 4);
    Tensor half = q.to(float16).requiresGrad_();
    Tensor y = scaledDotProductAttention(half, half, half);
    assertThat(y.dtype()).isEqualTo(DType.FLOAT16);
    assertThat(nodeName(y)).isEqualTo("ScaledDotProductFlashAttentionForCpuBackward0");
    assertNear(y.to(float64), scaledDotProductAttention(q, q, q), 2e-3);
    y.sum().backward();
    assertThat(grad(half).dtype()).isEqualTo(DType.FLOAT16);
    Tensor no = zeros(float64, 1, 2, 0, 4);
    assertThat(values(scaledDotProductAttention(q, no, no))).containsOnly(0);
    assertThat(scaledDotProductAttention(no, q, q).shape()).containsExactly(1, 2, 0, 4);
    Tensor alone = q.select(0, 0).requiresGrad_();
    assertThat(nodeName(scaledDotProductAttention(alone, alone, alone)))
        .isEqualTo("SqueezeBackward1");
    manualSeed(1);
    Tensor dropped = scaledDotProductAttention(q, q, q, PLAIN.withDropout(1));
    assertThat(values(dropped)).containsOnly(0);
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor q = zeros(1, 2, 3, 4);
    Class<GradusArgumentException> kind = GradusArgumentException.class;
    assertRefused(
        kind,
        "Expected query, key, and value to have the same dtype, but got query.dtype: float"
            + " key.dtype: double and value.dtype: float instead.",
        () -> scaledDotProductAttention(q, q.to(float64), q));
    assertRefused(
        kind,
        "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: 1"
            + " key.dim: 4 and value.dim: 4 instead.",
        () -> scaledDotProductAttention(zeros(4), q, q));
    assertRefused(
        kind,
        "_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True",
        () ->
            scaledDotProductAttention(q, q, q, PLAIN.withIsCausal(true).withAttnMask(zeros(3, 3))));
    assertRefused(
        kind,
        "Number of heads in key and value must divide the number of heads in query",
        () ->
            scaledDotProductAttention(
                q, zeros(1, 3, 3, 4), zeros(1, 3, 3, 4), PLAIN.withEnableGqa(true)));
  }

  @Test
  void bitsDoNotDependOnThreads() {
    int before = getNumThreads();
    try {
      Tensor[] alone = floatsWithGradients(1);
      for (int threads = 2; threads < 5; threads++) {
        Tensor[] shared = floatsWithGradients(threads);
        for (int i = 0; i < alone.length; i++) {
          assertThat(bits(shared[i])).isEqualTo(bits(alone[i]));
        }
      }
    } finally {
      setNumThreads(before);
    }
  }

  // Heads of queries that share those of keys, two panels each, the last one incomplete.
  private static Tensor[] floatsWithGradients(int threads) {
    setNumThreads(threads);
    Tensor q = filled(1, 3, 4, 133, 12).to(float32).requiresGrad_(true);
    Tensor k = filled(2, 3, 2, 75, 12).to(float32).requiresGrad_(true);
    Tensor v = filled(3, 3, 2, 75, 20).to(float32).requiresGrad_(true);
    AttentionOptions shared = new AttentionOptions(null, 0, false, null, true);
    Tensor y = scaledDotProductAttention(q, k, v, shared);
    y.backward(filled(4, 3, 4, 133, 20).to(float32));
    return new Tensor[] {y, grad(q), grad(k), grad(v)};
  }

  @Test
  void gradientsLieAsTheHeadsDo() {
    Tensor rows = filled(1, 5, 2, 3 * 4).requiresGrad_(true);
    Tensor q = rows.view(5, 2, 3, 4).permute(1, 2, 0, 3);
    Tensor k = filled(2, 2, 3, 7, 4).requiresGrad_(true);
    Tensor v = filled(3, 2, 3, 7, 6).requiresGrad_(true);
    scaledDotProductAttention(q, k, v, PLAIN).backward(filled(4, 2, 3, 5, 6));
    Tensor apart = q.detach().contiguous().requiresGrad_(true);
    Tensor k2 = k.detach().requiresGrad_(true);
    Tensor v2 = v.detach().requiresGrad_(true);
    scaledDotProductAttention(apart, k2, v2, PLAIN).backward(filled(4, 2, 3, 5, 6));
    Tensor back = grad(apart).permute(2, 0, 1, 3).contiguous().view(5, 2, 12);
    assertThat(bits(grad(rows))).isEqualTo(bits(back));
    assertThat(bits(grad(k))).isEqualTo(bits(grad(k2)));
    assertThat(bits(grad(v))).isEqualTo(bits(grad(v2)));
  }
}
