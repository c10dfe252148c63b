package dev.gradus.nn;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.graph.Handle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Hooks of layers.
class HooksTest {
  private static Linear doubling() {
    Linear linear = new Linear(1, 1, false);
    Init.constant_(linear.weight(), 2);
    return linear;
  }

  @Test
  void hooksRunInOrder() {
    Linear linear = doubling();
    List<String> order = new ArrayList<>();
    linear.registerForwardHook((l, x, y) -> note(order, "forward"));
    linear.registerForwardPreHook((l, x) -> note(order, "pre 1"));
    linear.registerForwardPreHook((l, x) -> note(order, "pre 2"));
    linear.registerFullBackwardHook((l, in, out) -> note(order, "backward"));
    linear.registerFullBackwardPreHook((l, out) -> note(order, "backward pre"));
    linear.call(ones(1, 1).requiresGrad_()).sum().backward();

    assertThat(order).containsExactly("pre 1", "pre 2", "forward", "backward pre", "backward");
  }

  private static Tensor @Nullable [] note(List<String> order, String what) {
    order.add(what);
    return null;
  }

  @Test
  void hooksReplaceWhatTheySee() {
    Linear linear = doubling();
    Tensor x = tensor(new float[][] {{3}}).requiresGrad_();
    Handle pre = linear.registerForwardPreHook((l, in) -> new Tensor[] {in[0].mul(10)});
    Handle post = linear.registerForwardHook((l, in, y) -> new Tensor[] {y[0].add(1)});
    assertThat(linear.call(x).item()).isEqualTo(61);
    pre.close();
    post.close();
    post.close();
    assertThat(linear.call(x).item()).isEqualTo(6);

    linear.registerFullBackwardPreHook((l, out) -> new Tensor[] {out[0].mul(5)});
    linear.registerFullBackwardHook((l, in, out) -> new Tensor[] {in[0].add(out[0])});
    linear.call(x).sum().backward();
    assertThat(Values.grad(x)).containsExactly(5 * 2 + 5);
    assertThat(Values.grad(linear.weight())).containsExactly(15);
  }

  @Test
  void gradientsOfAllInputsComeTogether() {
    class Mix extends Layer {
      @Override
      public Tensor forward(Tensor... x) {
        return x[0].mul(x[1]).add(x[2]);
      }
    }
    Mix mix = new Mix();
    List<Integer> missing = new ArrayList<>();
    mix.registerFullBackwardHook((l, in, out) -> {
      for (int i = 0; i < in.length; i++) {
        if (in[i] == null) {
          missing.add(i);
        }
      }
      return null;
    });
    Tensor a = ones(2).requiresGrad_();
    Tensor c = ones(2).requiresGrad_();
    mix.call(a, ones(2).mul(3), c).sum().backward();

    assertThat(missing).containsExactly(1);
    assertThat(Values.grad(a)).containsOnly(3);
    assertThat(Values.grad(c)).containsOnly(1);
  }

  @Test
  void withoutInputsThatRequireGradTheHookFiresAtTheOutputs() {
    Linear linear = doubling();
    List<Boolean> seen = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    linear.registerFullBackwardHook((l, in, out) -> {
      seen.add(in[0] == null && out[0] != null);
      return null;
    });
    Gradus.onWarning(warnings::add);
    linear.call(ones(1, 1)).sum().backward();

    assertThat(seen).containsExactly(true);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.getFirst()).startsWith("Full backward hook is firing when gradients");
  }

  @Test
  void aHookThatReturnsAnotherNumberIsRefused() {
    Linear linear = doubling();
    linear.registerFullBackwardHook((l, in, out) -> new @Nullable Tensor[2]);
    Tensor x = zeros(1, 1).requiresGrad_();
    Tensor y = linear.call(x);

    assertThatThrownBy(() -> y.sum().backward())
        .hasMessageContaining(
            "Backward hook returned an invalid number of grad_input, got 2, but expected 1");
  }

  @Test
  void hooksInFrontRunFirst() {
    Linear linear = doubling();
    List<String> order = new ArrayList<>();
    linear.registerForwardHook((l, x, y) -> note(order, "b"));
    linear.registerForwardHook((l, x, y) -> note(order, "a"), true, false);
    linear.registerForwardPreHook((l, x) -> note(order, "pre b"));
    linear.registerForwardPreHook((l, x) -> note(order, "pre a"), true);
    linear.registerFullBackwardHook((l, in, out) -> note(order, "back b"));
    linear.registerFullBackwardHook((l, in, out) -> note(order, "back a"), true);
    linear.registerFullBackwardPreHook((l, out) -> note(order, "back pre b"));
    linear.registerFullBackwardPreHook((l, out) -> note(order, "back pre a"), true);
    linear.call(ones(1, 1).requiresGrad_()).sum().backward();

    assertThat(order)
        .containsExactly(
            "pre a", "pre b", "a", "b", "back pre a", "back pre b", "back a", "back b");
  }

  @Test
  void hooksThatAreAlwaysCalledAreCalledAfterFailuresToo() {
    Linear linear = doubling();
    List<String> order = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    linear.registerForwardHook((l, x, y) -> note(order, "never"));
    linear.registerForwardHook((l, x, y) -> note(order, "outputs " + y.length), false, true);
    linear.registerForwardHook(
        (l, x, y) -> {
          throw new IllegalStateException("second");
        },
        false,
        true);
    Gradus.onWarning(warnings::add);

    assertThatThrownBy(() -> linear.call(ones(1, 3))).hasMessageContaining("cannot be multiplied");
    assertThat(order).containsExactly("outputs 0");
    assertThat(warnings)
        .containsExactly(
            "module forward hook with ``always_call=True`` raised an exception that was silenced"
                + " as another error was raised in forward: second");
    order.clear();
    assertThatThrownBy(() -> linear.call(ones(1, 1))).hasMessage("second");
    assertThat(order).containsExactly("never", "outputs 1");
  }
}
