package dev.gradus.docs;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Tensor;
import dev.gradus.autograd.Func;
import dev.gradus.graph.Handle;
import dev.gradus.nn.BatchNorm1d;
import dev.gradus.nn.GlobalHooks;
import dev.gradus.nn.Linear;
import dev.gradus.nn.NnUtils;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.StackedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Examples of hooks of layers and of layers as functions.
@Isolated
@SuppressWarnings({"BadImport", "NullAway"})
class LayerExamplesTest {
  private final List<String> order = new ArrayList<>();

  @Test
  void layerHooks() {
    Linear layer = new Linear(2, 1);
    layer.registerForwardPreHook((l, inputs) -> new Tensor[] {inputs[0].mul(0)});
    layer.registerForwardHook((l, inputs, outputs) -> new Tensor[] {outputs[0].add(1)});
    Tensor y = layer.call(ones(1, 2));
    assertThat(y.sub(layer.bias()).sub(1).abs().max().item()).isLessThan(1e-6);
  }

  @Test
  void layerGradients() {
    Linear layer = new Linear(2, 1);
    layer.registerFullBackwardPreHook((l, gradOutputs) -> new Tensor[] {gradOutputs[0].mul(0)});
    layer.registerFullBackwardHook((l, gradInputs, gradOutputs) -> {
      order.add("zeros: " + gradInputs[0].eq(0).all().itemBoolean());
      return null;
    });
    layer.call(ones(1, 2).requiresGrad_()).sum().backward();
    assertThat(order).containsExactly("zeros: true");
  }

  @Test
  void stateHooks() {
    Linear layer = new Linear(2, 1);
    layer.registerStateDictPostHook((l, state, prefix) -> state.put("made.by", tensor("[7.]")));
    layer.registerLoadStateDictPreHook((l, state, prefix) -> state.remove("made.by"));
    Map<String, Tensor> state = layer.stateDict();
    assertThat(state).containsKey("made.by");
    layer.loadStateDict(state);
  }

  @Test
  void hooksOfAllLayers() {
    try (Handle _ =
            GlobalHooks.registerModuleForwardPreHook((layer, inputs) -> {
              order.add("before");
              return null;
            });
        Handle _ =
            GlobalHooks.registerModuleForwardHook((layer, inputs, outputs) -> {
              order.add("after");
              return null;
            });
        Handle _ =
            GlobalHooks.registerModuleFullBackwardPreHook((layer, gradOutputs) -> {
              order.add("backward");
              return null;
            });
        Handle _ =
            GlobalHooks.registerModuleFullBackwardHook((layer, gradInputs, gradOutputs) -> {
              order.add("done");
              return null;
            })) {
      new Linear(2, 1).call(ones(1, 2).requiresGrad_()).sum().backward();
    }
    assertThat(order).containsExactly("before", "after", "backward", "done");
  }

  @Test
  void statelessCall() {
    Linear layer = new Linear(2, 1);
    Map<String, Tensor> zeros = Map.of("weight", zeros(1, 2), "bias", zeros(1));
    assertThat(NnUtils.functionalCall(layer, zeros, ones(1, 2))).hasToString("tensor([[0.]])");
  }

  @Test
  void ensembles() {
    List<Linear> models = List.of(new Linear(2, 1), new Linear(2, 1), new Linear(2, 1));
    StackedState stacked = NnUtils.stackModuleState(models);
    Tensor weights = stacked.parameters().get("weight");
    Tensor biases = stacked.parameters().get("bias");
    Tensor x = ones(4, 2);
    Tensor all =
        Func.vmap(
                p -> NnUtils.functionalCall(models.get(0), Map.of("weight", p[0], "bias", p[1]), x))
            .apply(weights, biases);
    assertThat(all.shape()).containsExactly(3, 4, 1);

    Sequential net = new Sequential(new Linear(2, 2), new BatchNorm1d(2));
    NnUtils.replaceAllBatchNormModules_(net);
    assertThat(net.buffers()).isEmpty();
  }
}
