package dev.gradus.viz;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.BackwardOptions;
import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The gradients that a drawing shows.
class WatchTest {
  private final Tensor x = tensor(2.0).requiresGrad_();

  @Test
  void gradientsStandOnTheLinesThatTheyWent() {
    Tensor y = x.pow(3).add(x.mul(5));
    GraphDrawing drawing = GraphDrawing.of(y).watching();
    assertThat(Drawn.of(drawing.toSvg()).texts("g")).isEmpty();
    y.backward();
    Drawn drawn = Drawn.of(drawing.withName(x, "x").toSvg());
    // To y, to both terms, and from each of them to x.
    assertThat(drawn.texts("g"))
        .containsExactlyInAnyOrder("∂ 1.", "∂ 1.", "∂ 1.", "∂ 12.", "∂ 5.", "grad 17.");
    assertThat(drawn.about("x")).contains("gradient of this pass: float32 [] = 17.");
    assertThat(drawing.toDot()).contains("label=\"∂ 12.\"");
    assertThat(drawing.toHtml()).contains("gradient: float32 [] = 12.");
  }

  @Test
  void theSumOfALeafIsShownUnwatched() {
    Tensor y = x.mul(x);
    GraphDrawing drawing = GraphDrawing.of(y).withName(x, "x");
    y.backward();
    assertThat(Drawn.of(drawing.toSvg()).about("x")).contains("grad: float32 [] = 4.");
  }

  @Test
  void whatWasBroadcastIsSummedUp() {
    Tensor b = tensor("[1., 2]").requiresGrad_();
    Tensor y = ones(3, 2).add(b).sum();
    GraphDrawing drawing = GraphDrawing.of(y).watching();
    y.backward();
    assertThat(Drawn.of(drawing.toSvg()).texts("g")).contains("∂ [3., 3.]");
  }

  @Test
  void largeGradientsAreShownByNormAndRange() {
    Tensor w = ones(3, 3).requiresGrad_();
    Tensor y = w.mul(2).sum();
    GraphDrawing drawing = GraphDrawing.of(y).watching();
    y.backward();
    assertThat(Drawn.of(drawing.toSvg()).texts("g")).contains("∂ norm 6", "∂ norm 3");
    assertThat(drawing.toHtml()).contains("gradient: float32 [3, 3], norm 6, from 2 to 2");
  }

  @Test
  void aGradientThatIsNotFiniteStandsOut() {
    Tensor zero = tensor("[0., 1]").requiresGrad_();
    Tensor y = zero.sqrt().sum();
    GraphDrawing drawing = GraphDrawing.of(y).watching();
    y.backward();
    Drawn drawn = Drawn.of(drawing.toSvg());
    assertThat(drawn.groups("wire").stream().filter(g -> g.getAttribute("class").contains("alarm")))
        .hasSize(1);
    assertThat(drawn.about("AccumulateGrad")).contains("1 not finite");
  }

  @Test
  void watchingChangesNoGradient() {
    Tensor w = tensor(new double[] {0.3, -0.7, 1.1}).requiresGrad_();
    Tensor plain = Gradus.grad(made(w), w, GradOptions.DEFAULT);
    Tensor y = made(w);
    GraphDrawing drawing = GraphDrawing.of(y).watching();
    Tensor watched = grad(y, w, GradOptions.creating());
    assertThat(watched.equal(plain)).isTrue();
    assertThat(watched.requiresGrad()).isTrue();
    assertThat(drawing.toHtml()).contains("gradient: float64 [3] = ");
  }

  private static Tensor made(Tensor w) {
    return w.sigmoid().mul(w).add(w.exp()).sum();
  }

  @Test
  void aLaterPassReplacesAnEarlierOne() {
    Tensor y = x.mul(3);
    GraphDrawing drawing = GraphDrawing.of(y).watching();
    y.backward(BackwardOptions.retaining());
    y.backward(tensor(10.0), BackwardOptions.retaining());
    assertThat(Drawn.of(drawing.toSvg()).texts("g")).contains("∂ 10.", "∂ 30.", "grad 33.");
    drawing.stopWatching();
    y.backward();
    assertThat(Drawn.of(drawing.toSvg()).texts("g")).contains("∂ 10.", "∂ 30.", "grad 36.");
    assertThat(Objects.requireNonNull(x.grad()).item()).isEqualTo(36.0);
  }

  @Test
  void aBatchOfGradients() {
    Tensor w = ones(2).requiresGrad_();
    Tensor y = w.mul(3);
    GraphDrawing drawing = GraphDrawing.of(y).watching();
    Tensor[] all =
        grad(
            List.of(y),
            List.of(w),
            List.of(tensor("[[1., 0], [0, 1]]")),
            GradOptions.DEFAULT.withIsGradsBatched(true));
    assertThat(all[0].equal(tensor("[[3., 0], [0, 3]]"))).isTrue();
    Drawn.of(drawing.toSvg());
  }

  @Test
  void complexGradientsAreShownByMagnitude() {
    Tensor z = ones(3, 2).to(float64).requiresGrad_();
    Tensor c = Gradus.complex(z, z);
    Tensor y = c.abs().sum();
    GraphDrawing drawing = GraphDrawing.of(y).watching();
    y.backward();
    assertThat(drawing.toHtml()).contains("complex128 [3, 2], norm 2.449, from 1 to 1");
  }

  @Test
  void numbersAreShort() {
    assertThat(Gradient.number(2.5)).isEqualTo("2.5");
    assertThat(Gradient.number(1234.0)).isEqualTo("1234");
    assertThat(Gradient.number(1e-9)).isEqualTo("1e-09");
    assertThat(Gradient.number(0)).isEqualTo("0");
  }
}
