package dev.gradus.nn;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.graph.Handle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Hooks on every layer run before a layer's own, and stop with their handle.
@Isolated
class GlobalHooksTest {
  @Test
  void hooksOfAllLayersRunFirst() {
    List<String> order = new ArrayList<>();
    Sequential net = new Sequential(new Linear(2, 2), new Tanh());
    net.registerForwardHook((layer, in, out) -> {
      order.add("own " + layer.getClass().getSimpleName());
      return null;
    });
    try (Handle _ =
            GlobalHooks.registerModuleForwardPreHook((layer, in) -> {
              order.add("before " + layer.getClass().getSimpleName());
              return null;
            });
        Handle _ =
            GlobalHooks.registerModuleForwardHook((layer, in, out) -> {
              order.add("after " + layer.getClass().getSimpleName());
              return null;
            })) {
      net.call(ones(1, 2));
    }
    assertThat(order)
        .containsExactly(
            "before Sequential",
            "before Linear",
            "after Linear",
            "before Tanh",
            "after Tanh",
            "after Sequential",
            "own Sequential");
    order.clear();
    net.call(ones(1, 2));
    assertThat(order).containsExactly("own Sequential");
  }

  @Test
  void gradientsOfAllLayers() {
    List<String> order = new ArrayList<>();
    Linear layer = new Linear(2, 1);
    Tensor x = ones(1, 2).requiresGrad_();
    try (Handle _ =
            GlobalHooks.registerModuleFullBackwardPreHook((l, out) -> {
              order.add("pre " + out.length);
              return null;
            });
        Handle _ =
            GlobalHooks.registerModuleFullBackwardHook((l, in, out) -> {
              order.add("post " + in.length);
              return null;
            })) {
      layer.call(x).sum().backward();
    }
    assertThat(order).containsExactly("pre 1", "post 1");
  }

  @Test
  void registrationsAreSeenAndReplaced() {
    List<String> seen = new ArrayList<>();
    try (Handle _ =
            GlobalHooks.registerModuleParameterRegistrationHook((l, name, t) -> {
              seen.add(l.name() + "." + name);
              return name.equals("bias") ? Gradus.parameter(zeros(7)) : null;
            });
        Handle _ =
            GlobalHooks.registerModuleBufferRegistrationHook((l, name, t) -> {
              seen.add(l.name() + "." + name);
              return null;
            });
        Handle _ =
            GlobalHooks.registerModuleModuleRegistrationHook((l, name, inner) -> {
              seen.add(l.name() + "." + name + "=" + inner.name());
              return inner instanceof Tanh ? new ReLU() : null;
            })) {
      GroupNorm norm = new GroupNorm(1, 2);
      assertThat(norm.get("bias").numel()).isEqualTo(7);
      new InstanceNorm1d(1, BatchNormSettings.INSTANCE.withTrackRunningStats(true));
      new Sequential(new Identity());
      assertThatThrownBy(() -> new Sequential(new Tanh()))
          .hasMessage(
              "layer: a registration hook replaced a Tanh by a ReLU; it is to be of the same"
                  + " class.");
    }
    assertThat(seen)
        .containsExactly(
            "GroupNorm.weight",
            "GroupNorm.bias",
            "InstanceNorm1d.running_mean",
            "InstanceNorm1d.running_var",
            "InstanceNorm1d.num_batches_tracked",
            "Sequential.0=Identity",
            "Sequential.0=Tanh");
  }
}
