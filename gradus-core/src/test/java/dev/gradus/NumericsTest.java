package dev.gradus;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.where;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.gradOf;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Gradients at places where a function has a kink or is not defined: PyTorch's behaviours of
/// numerics (p…), by their names in behaviours.json, and the verified gradients at edge points.
class NumericsTest {
  private static void assertGradient(String at, UnaryOperator<Tensor> f, String wanted) {
    Tensor x = leaf(at);
    f.apply(x).sum().backward();
    assertEqual(x.grad(), wanted);
  }

  @Test
  void p1_extremesSplitOverTies() {
    assertGradient("[1., 2, 2]", Tensor::max, "[0., 0.5, 0.5]");
    assertGradient("[1., 1, 2]", Tensor::min, "[0.5, 0.5, 0.]");
    assertGradient("[nan, 1, nan]", Tensor::max, "[0.5, 0., 0.5]");
    assertGradient("[1., 2, 2]", x -> x.max(0).values(), "[0., 1, 0]");
    assertGradient("[1., 2, 2]", x -> x.amax(new int[] {0}, false), "[0., 0.5, 0.5]");
  }

  @Test
  void p2_powersOfZero() {
    Tensor x = leaf("[0.]");
    Tensor e = leaf("[0.]");
    x.pow(e).sum().backward();
    assertEqual(x.grad(), "[0.]");
    assertEqual(e.grad(), "[0.]");
    Tensor e2 = leaf("[2.]");
    x.zeroGrad();
    x.pow(e2).sum().backward();
    assertEqual(x.grad(), "[0.]");
    assertEqual(e2.grad(), "[0.]");
    assertGradient("[0.]", t -> t.pow(2), "[0.]");
    assertGradient("[0.]", t -> t.pow(0), "[0.]");
    assertGradient("[0.]", t -> t.pow(0.5), "[inf]");
    assertGradient("[0.]", Tensor::sqrt, "[inf]");
    assertGradient("[0., -1]", Tensor::log, "[inf, -1]");
  }

  @Test
  void p4_kinksAtZero() {
    assertGradient("[0.]", Tensor::abs, "[0.]");
    assertGradient("[0.]", Tensor::sign, "[0.]");
    assertGradient("[0.]", Tensor::relu, "[0.]");
  }

  @Test
  void p5_boundsOfClamp() {
    assertGradient("[0., 1, 2]", x -> x.clamp(0, 1), "[0., 0, 0]");
    assertGradient("[0., 1, 2]", x -> x.clampMin(0), "[0., 1, 1]");
    assertGradient("[0., 1, 2]", x -> x.clampMax(2), "[1., 1, 0]");
    Tensor x = leaf("[0., 1, 2]");
    Tensor bound = leaf("0.");
    x.clamp(bound, null).sum().backward();
    assertEqual(x.grad(), "[0.5, 1, 1]");
    assertEqual(bound.grad(), "0.5");
  }

  @Test
  void p5_tiesOfTwoTensorsSplit() {
    Tensor a = leaf("[1., 2]");
    Tensor b = leaf("[1., 3]");
    a.maximum(b).sum().backward();
    assertEqual(a.grad(), "[0.5, 0]");
    assertEqual(b.grad(), "[0.5, 1]");
    Tensor c = leaf("[1., 2]");
    c.minimum(tensor("[1., 3]")).sum().backward();
    assertEqual(c.grad(), "[0.5, 1]");
  }

  @Test
  void p6_theBranchNotTakenIsDifferentiatedToo() {
    assertGradient("[0., 1]", x -> where(x.gt(0), x.log(), x.mul(0)), "[nan, 1]");
    assertGradient(
        "[1., 1]",
        x -> {
          Tensor divisor = tensor("[0., 1]");
          return x.div(divisor).get(divisor.ne(0));
        },
        "[nan, 1]");
  }

  @Test
  void p9_aFreshGradientHasTheStridesOfADenseLeaf() {
    Tensor turned = ones(2, 3).t().detach().requiresGrad_();
    turned.mul(2).sum().backward();
    assertThat(grad(turned).stride()).isEqualTo(turned.stride());
    Tensor gaps = ones(2, 6).slice(1, null, null, 2).detach().requiresGrad_();
    assertThat(gaps.stride()).containsExactly(6, 2);
    gaps.mul(2).sum().backward();
    assertThat(grad(gaps).stride()).containsExactly(3, 1);
    Tensor wide = ones(2, 1).expand(2, 3).detach().requiresGrad_();
    wide.mul(2).sum().backward();
    assertThat(grad(wide).stride()).containsExactly(3, 1);
    assertEqual(wide.grad(), "[[2., 2, 2], [2, 2, 2]]");
  }

  @Test
  void p10_whatIsNotDifferentiable() {
    Tensor x = leaf("[1., 2]");
    assertThat(x.argmax().requiresGrad()).isFalse();
    assertThat(x.eq(1).requiresGrad()).isFalse();
    assertThat(x.isnan().requiresGrad()).isFalse();
    assertThat(x.to(DType.INT64).requiresGrad()).isFalse();
    assertThat(x.sign().requiresGrad()).isTrue();
    assertThatThrownBy(() -> x.heaviside(ones(2)).sum().backward())
        .hasMessageContaining("derivative for aten::heaviside is not implemented");
  }

  @Test
  void softmaxOfAnInfinity() {
    Tensor x = leaf("[-inf, 0]");
    Tensor y = x.softmax(0);
    assertEqual(y.detach(), "[0., 1]");
    y.select(0, 1).backward();
    assertThat(Seen.values(grad(x).abs())).containsOnly(0);
  }

  @Test
  void nothingHasAGradientOfNothing() {
    Tensor x = zeros(0, 3).requiresGrad_();
    x.exp().mul(x).sum().backward();
    assertThat(grad(x).shape()).containsExactly(0, 3);
  }

  @Test
  void p3_productsWithZeros() {
    assertGradient("[0., 2, 3]", Tensor::prod, "[6., 0, 0]");
    assertGradient("[0., 0, 3]", Tensor::prod, "[0., 0, 0]");
    assertGradient("[[0., 2], [3, 4]]", x -> x.prod(1, false).sum(), "[[2., 0], [4, 3]]");
  }

  @Test
  void p11_spreadOfOneElementAndOfEqualOnes() {
    Tensor one = leaf("[5.]");
    Tensor s = one.std();
    assertThat(Seen.values(s.detach())).containsExactly(Double.NaN);
    assertThat(Seen.values(gradOf(s, one))).containsExactly(Double.NaN);
    assertGradient("[3., 3, 3]", Tensor::std, "[0., 0, 0]");
    assertEqual(Gradus.tensor("[1., 3]").var(), "2.");
    assertGradient("[1., 3]", Tensor::var, "[-2., 2]");
  }
}
