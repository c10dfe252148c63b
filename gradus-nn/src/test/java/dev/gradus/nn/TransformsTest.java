package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.autograd.Func;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.autograd.VmapOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Layers under the transforms of functions.
class TransformsTest {
  private static Layer net() {
    return new Sequential(new Linear(3, 4), new Tanh(), new Linear(4, 2)).to(float64);
  }

  private static Map<String, Tensor> named(List<String> names, Tensor... x) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), x[i]);
    }
    return values;
  }

  @Test
  void severalModelsRunAsOne() {
    List<Layer> models = List.of(net(), net(), net());
    StackedState state = NnUtils.stackModuleState(models);
    List<String> names = List.copyOf(state.parameters().keySet());
    Tensor x = randn(float64, 5, 3);
    TensorFunction all =
        Func.vmap(p -> NnUtils.functionalCall(models.getFirst(), named(names, p), x));
    Tensor y = all.apply(state.parameters().values().toArray(Tensor[]::new));

    assertThat(y.shape()).containsExactly(3, 5, 2);
    for (int i = 0; i < models.size(); i++) {
      assertThat(y.get(i).allclose(models.get(i).call(x))).isTrue();
    }
  }

  @Test
  void everySampleHasAGradientOfItsOwn() {
    Layer net = net();
    List<String> names = List.copyOf(net.namedParameters().keySet());
    Tensor weight = net.getParameter(names.getFirst()).detach();
    Tensor x = randn(float64, 5, 3);
    TensorFunction gradient =
        Func.grad(p ->
            NnUtils.functionalCall(net, Map.of(names.getFirst(), p[0]), p[1].unsqueeze(0))
                .square()
                .sum());
    Tensor each = Func.vmap(gradient, VmapOptions.DEFAULT.withInDims(null, 0)).apply(weight, x);

    assertThat(each.shape()).containsExactly(5, 4, 3);
    for (int i = 0; i < 5; i++) {
      Tensor loss = net.call(x.narrow(0, i, 1)).square().sum();
      Tensor alone = Gradus.grad(loss, net.getParameter(names.getFirst()))[0];
      assertThat(each.get(i).allclose(alone)).isTrue();
    }
  }
}
