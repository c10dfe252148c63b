package dev.gradus;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Softmax in one pass along rows has the bits of the steps one by one, which run along columns.
class SoftmaxTest {
  private static final long[][] SIZES = {
    {1, 1},
    {3, 1},
    {1, 7},
    {5, 17},
    {17, 31},
    {9, 32},
    {3, 100},
    {2, 4096},
    {3, 4097},
    {2, 13_000},
    {1500, 3},
    {130, 600}
  };

  private static Tensor numbers(DType dtype, long seed, long... sizes) {
    return randn(new Generator().manualSeed(seed), sizes).mul(5).to(dtype);
  }

  private static Tensor along(Tensor x, boolean log, int dim) {
    return log ? x.logSoftmax(dim) : x.softmax(dim);
  }

  private static void check(Tensor rows, boolean log) {
    Tensor columns = rows.t().contiguous();
    Tensor g = numbers(rows.dtype(), 2, rows.shape());
    Tensor x = rows.detach().requiresGrad_();
    Tensor xt = columns.requiresGrad_();
    Tensor y = along(x, log, 1);
    Tensor yt = along(xt, log, 0);
    assertThat(y.equal(yt.t())).isTrue();
    Tensor dx = grad(List.of(y), List.of(x), List.of(g), GradOptions.DEFAULT)[0];
    Tensor dxt = grad(List.of(yt), List.of(xt), List.of(g.t()), GradOptions.DEFAULT)[0];
    assertThat(dx.equal(dxt.t())).isTrue();
  }

  @Test
  void rowsAndColumnsAgreeBitForBit() {
    for (long[] sizes : SIZES) {
      for (boolean log : new boolean[] {false, true}) {
        check(numbers(DType.FLOAT32, 1, sizes), log);
        check(numbers(DType.FLOAT64, 1, sizes), log);
        check(numbers(DType.BFLOAT16, 1, sizes), log);
      }
    }
  }

  @Test
  void partsOfOtherTensors() {
    Tensor whole = numbers(DType.FLOAT32, 3, 9, 50);
    check(whole.narrow(0, 2, 5), false);
    check(whole.narrow(1, 3, 40), true);
  }

  @Test
  void nothing() {
    assertThat(zeros(0, 3).softmax(1).shape()).containsExactly(0, 3);
    assertThat(zeros(3, 0).logSoftmax(1).shape()).containsExactly(3, 0);
    assertThat(tensor(3.0).softmax(0).item()).isEqualTo(1);
  }

  @Test
  void nanAndInfinitySpreadOverTheirRowAlone() {
    Tensor x = tensor("[[0., nan, 1.], [0., inf, 1.], [0., 0., -inf]]");
    Tensor y = x.softmax(1);
    assertThat(y.get("0:2").isnan().all().itemBoolean()).isTrue();
    assertThat(y.get("2").equal(tensor("[0.5, 0.5, 0.]"))).isTrue();
  }

  @Test
  void gradientsOfGradients() {
    Tensor x = numbers(DType.FLOAT64, 4, 3, 5).mul(0.3).detach().requiresGrad_();
    Tensor w = numbers(DType.FLOAT64, 5, 3, 5);
    for (boolean log : new boolean[] {false, true}) {
      Tensor y = along(x, log, 1).mul(w).sum();
      Tensor g = grad(List.of(y), List.of(x), null, GradOptions.creating())[0];
      Tensor second = grad(List.of(g.square().sum()), List.of(x), null, GradOptions.DEFAULT)[0];
      Tensor steps =
          log ? x.sub(x.exp().sum(1).log().unsqueeze(1)) : x.exp().div(x.exp().sum(1).unsqueeze(1));
      Tensor h = grad(List.of(steps.mul(w).sum()), List.of(x), null, GradOptions.creating())[0];
      Tensor expected = grad(List.of(h.square().sum()), List.of(x), null, GradOptions.DEFAULT)[0];
      assertThat(g.allclose(h)).isTrue();
      assertThat(second.allclose(expected)).isTrue();
    }
  }
}
