package dev.gradus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Gradients on their way through views: taken over where only the engine holds them, and never
/// shared with somebody else.
class GradientsThroughViewsTest {
  private static final int N = 64; // So that memory is large enough to be recycled.

  static Arguments[] views() {
    return new Arguments[] {
      view("t", Tensor::t),
      view("transpose", x -> x.transpose(0, 1)),
      view("permute", x -> x.permute(1, 0)),
      view("view", x -> x.view(N * N)),
      view("unsqueeze", x -> x.unsqueeze(1)),
      view("squeeze", x -> x.unsqueeze(2).squeeze(2)),
      view("copy between", x -> x.t().reshape(N * N)),
    };
  }

  private static Arguments view(String name, UnaryOperator<Tensor> of) {
    return Arguments.of(name, of);
  }

  private static Tensor leaf() {
    return Gradus.arange(0, N * N)
        .remainder(17)
        .to(DType.FLOAT32)
        .view(N, N)
        .detach()
        .requiresGrad_();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("views")
  void aLeafGetsItsGradientInItsOwnLayout(String name, UnaryOperator<Tensor> of) {
    Tensor x = leaf();
    Tensor y = of.apply(x);
    y.mul(y).sum().backward();
    Tensor grad = requireNonNull(x.grad());
    assertThat(grad.isContiguous()).isTrue();
    assertThat(grad.equal(x.detach().mul(2))).isTrue();
    Tensor again = of.apply(x);
    again.mul(again).sum().backward();
    assertThat(x.grad()).isSameAs(grad);
    assertThat(grad.equal(x.detach().mul(4))).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("views")
  void whatAHookKeptDoesNotChange(String name, UnaryOperator<Tensor> of) {
    Tensor x = leaf();
    Tensor y = of.apply(x);
    AtomicReference<Tensor> kept = new AtomicReference<>();
    y.registerHook(g -> {
      kept.set(g);
      return null;
    });
    y.mul(y).sum().backward();
    Tensor seen = kept.get();
    long[] sizes = seen.shape();
    Tensor grad = requireNonNull(x.grad());
    Gradus.noGrad(() -> grad.fill_(-1));
    assertThat(seen.shape()).isEqualTo(sizes);
    assertThat(seen.equal(y.detach().mul(2))).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("views")
  void twoReadersOfOneGradientDoNotDisturbEachOther(String name, UnaryOperator<Tensor> of) {
    Tensor x = leaf();
    Tensor w = leaf();
    of.apply(x).add(of.apply(w)).mul(of.apply(x.detach())).sum().backward();
    Tensor first = requireNonNull(x.grad());
    Tensor second = requireNonNull(w.grad());
    assertThat(first.equal(x.detach())).isTrue();
    Gradus.noGrad(() -> first.zero_());
    assertThat(second.equal(x.detach())).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("views")
  void gradientsOfGradientsGoThroughAsWell(String name, UnaryOperator<Tensor> of) {
    Tensor x = leaf();
    Tensor y = of.apply(x);
    Tensor g = Gradus.grad(y.mul(y).mul(y).sum(), x, GradOptions.creating());
    Tensor h = Gradus.grad(g.sum(), new Tensor[] {x})[0];
    assertThat(h.equal(x.detach().mul(6))).isTrue();
  }
}
