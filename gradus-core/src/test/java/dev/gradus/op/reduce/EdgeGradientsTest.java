package dev.gradus.op.reduce;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Gradients where there is no derivative, as PyTorch has them.
class EdgeGradientsTest {
  private static String gradient(String x, UnaryOperator<Tensor> f) {
    Tensor leaf = tensor(x).requiresGrad_();
    f.apply(leaf).sum().backward();
    return String.valueOf(leaf.grad());
  }

  @Test
  void aProductLeavesZerosOut() {
    assertThat(gradient("[0., 2, 3]", Tensor::prod)).isEqualTo("tensor([6., 0., 0.])");
    assertThat(gradient("[0., 0, 3]", Tensor::prod)).isEqualTo("tensor([0., 0., 0.])");
    assertThat(gradient("[2., 0, 3]", x -> x.cumprod(0))).isEqualTo("tensor([1., 8., 0.])");
  }

  @Test
  void aNormOfNothingHasGradientZero() {
    assertThat(gradient("[0., 0]", Tensor::norm)).isEqualTo("tensor([0., 0.])");
    assertThat(gradient("[0., 0]", x -> x.norm(3))).isEqualTo("tensor([0., 0.])");
    assertThat(tensor("[3e30, 4e30]").norm().item()).isEqualTo(5e30f);
  }

  @Test
  void aDeviationOfEqualElementsHasGradientZero() {
    assertThat(gradient("[2., 2]", Tensor::std)).isEqualTo("tensor([0., 0.])");
    assertThat(gradient("[2.]", Tensor::std)).isEqualTo("tensor([nan])");
    assertThat(tensor("[1e6, 1000001., 1000002.]").var().item()).isEqualTo(1.0);
  }

  @Test
  void logarithmsOfSumsStayFinite() {
    assertThat(gradient("[-inf, -inf]", x -> x.logsumexp(0))).isEqualTo("tensor([nan, nan])");
    assertThat(tensor("[1e4, 1e4]").logsumexp(0).item()).isCloseTo(10000.693, offset(1e-3));
  }

  @Test
  void tiesGoToOneOrAreShared() {
    assertThat(gradient("[1., 1]", x -> x.cummax(0).values())).isEqualTo("tensor([1., 1.])");
    assertThat(gradient("[1., 1]", x -> x.topk(1).values())).isEqualTo("tensor([1., 0.])");
    assertThat(gradient("[1., 1]", x -> x.sort().values().mul(tensor("[1., 2]"))))
        .isEqualTo("tensor([1., 2.])");
    assertThat(gradient("[1., 2, 2, 3]", Tensor::median))
        .isEqualTo("tensor([0.0000, 0.5000, 0.5000, 0.0000])");
    assertThat(gradient("[nan, 1]", Tensor::nanmean)).isEqualTo("tensor([0., 1.])");
  }

  @Test
  void sortingIsStableAtAwkwardSizes() {
    for (int n : new int[] {1, 2, 3, 5, 8, 17, 100, 129}) {
      Tensor keys = Gradus.arange(n).flip(0).div(4.0).sign().add(Gradus.arange(n).eq(1));
      Tensor order = keys.argsort(0, false);
      for (int k = 1; k < n; k++) {
        long before = order.get((long) k - 1).itemLong();
        long after = order.get((long) k).itemLong();
        double low = keys.get(before).item();
        double high = keys.get(after).item();
        assertThat(low < high || low == high && before < after).isTrue();
      }
    }
  }
}
