package dev.gradus;

import static dev.gradus.Gradus.enforceGradLayoutPolicy;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.queueCallback;
import static dev.gradus.Gradus.unsafePreserveVersionCounter;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.AutogradFunction;
import dev.gradus.autograd.FunctionContext;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Settings and callbacks of passes that are rarely needed.
class AutogradSettingsTest {
  @Test
  void theLayoutOfAGradientIsTheLeafsUnlessThatIsGivenUp() {
    Tensor x = Gradus.ones(float64, 2, 3).requiresGrad_();
    Tensor w = Gradus.ones(float64, 3, 2);
    x.t().mul(w).sum().backward();
    assertThat(grad(x).stride()).containsExactly(3, 1);
    x.setGrad(null);
    try (Mode _ = enforceGradLayoutPolicy(false)) {
      x.t().mul(w).sum().backward();
    }
    assertThat(grad(x).stride()).containsExactly(1, 2);
    assertEqual(grad(x), "[[1., 1, 1], [1, 1, 1]]");
    x.t().mul(w).sum().backward();
    assertThat(grad(x).stride()).containsExactly(1, 2);
    x.setGrad(null);
    x.t().mul(w).sum().backward();
    assertThat(grad(x).stride()).containsExactly(3, 1);
  }

  @Test
  void aChangeThatIsUndoneNeedNotBeNoticed() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.exp();
    Tensor z = y.mul(y);
    int before = y.version();
    try (Mode _ = unsafePreserveVersionCounter(y)) {
      Gradus.noGrad(() -> y.add_(1));
      Gradus.noGrad(() -> y.sub_(1));
      assertThat(y.version()).isEqualTo(before + 2);
    }
    assertThat(y.version()).isEqualTo(before);
    z.sum().backward();
    assertThat(x.grad()).isNotNull();
  }

  @Test
  void callbacksRunAtTheEndOfAPass() {
    List<String> order = new ArrayList<>();
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(2);
    y.registerHook(_ -> {
      queueCallback(() -> order.add("end " + (x.grad() != null)));
      order.add("hook");
      return null;
    });
    y.sum().backward();
    assertThat(order).containsExactly("hook", "end true");
    assertRefused(
        GradusStateException.class,
        "Final callbacks can only be installed during backward pass.",
        () -> queueCallback(() -> {}));
  }

  /// The square, which reads what it saved so often.
  private record Square(boolean clears, int readings, boolean boxed) implements AutogradFunction {
    @Override
    public Tensor[] forward(FunctionContext ctx, Tensor... x) {
      ctx.saveForBackward(x);
      return new Tensor[] {x[0].square()};
    }

    @Override
    public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
      Tensor slope = ctx.saved(0).mul(2);
      for (int i = 1; i < readings; i++) {
        ctx.savedTensors();
      }
      Tensor found = slope.mul(Objects.requireNonNull(g[0]));
      g[0] = null;
      return new Tensor[] {found};
    }

    @Override
    public boolean clearSavedTensorsOnAccess() {
      return clears;
    }

    @Override
    public boolean boxedGradsCall() {
      return boxed;
    }
  }

  @Test
  void savedTensorsAreReadOnceWhereThatIsStated() {
    Tensor x = leaf("[1., 2]");
    new Square(true, 1, false).apply(x).sum().backward(BackwardOptions.retaining());
    assertEqual(grad(x), "[2., 4]");
    assertThatThrownBy(() -> new Square(true, 2, false).apply(x).sum().backward())
        .hasMessageStartingWith("Trying to backward through the graph a second time");
    new Square(false, 2, false).apply(x).sum().backward();
  }

  @Test
  void gradientsMayBeLetGo() {
    for (boolean boxed : new boolean[] {false, true}) {
      Tensor x = leaf("[1., 2]");
      Tensor y = new Square(false, 1, boxed).apply(x);
      List<Boolean> kept = new ArrayList<>();
      Seen.node(y)
          .registerHook((_, incoming) -> {
            kept.add(incoming[0] != null);
            return null;
          });
      y.sum().backward();
      assertThat(kept).containsExactly(!boxed);
      assertEqual(grad(x), "[2., 4]");
    }
  }
}
