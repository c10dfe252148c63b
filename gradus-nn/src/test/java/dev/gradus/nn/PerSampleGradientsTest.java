package dev.gradus.nn;

import static dev.gradus.Gradus.crossEntropy;
import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.tensor;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Tensor;
import dev.gradus.autograd.Func;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.autograd.VmapOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Layers as functions of their parameters, under transforms.
class PerSampleGradientsTest {
  private static TensorFunction loss(Layer model, List<String> names) {
    return in -> {
      Map<String, Tensor> values = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        values.put(names.get(i), in[i]);
      }
      Tensor x = in[names.size()].unsqueeze(0);
      Tensor y = in[names.size() + 1].unsqueeze(0);
      return crossEntropy(NnUtils.functionalCall(model, values, x), y);
    };
  }

  @Test
  void gradientsOfEveryExampleAreThoseOfTheLoop() {
    manualSeed(1);
    Layer model = new Sequential(new Linear(3, 5), new LayerNorm(5), new Tanh(), new Linear(5, 2));
    List<String> names = List.copyOf(model.namedParameters().keySet());
    List<Tensor> parameters = List.copyOf(model.namedParameters().values());
    int count = names.size();
    Tensor[] in = new Tensor[count + 2];
    @Nullable Integer[] dims = new @Nullable Integer[count + 2];
    int[] argnums = new int[count];
    for (int i = 0; i < count; i++) {
      in[i] = parameters.get(i).detach();
      argnums[i] = i;
    }
    in[count] = randn(4, 3);
    in[count + 1] = tensor(new long[] {0, 1, 1, 0});
    dims[count] = 0;
    dims[count + 1] = 0;
    TensorFunction f = loss(model, names);
    Tensor[] all = Func.vmapAll(Func.grad(f, argnums), VmapOptions.inDims(dims)).apply(in);
    for (long e = 0; e < 4; e++) {
      Tensor[] one = in.clone();
      one[count] = in[count].select(0, e);
      one[count + 1] = in[count + 1].select(0, e);
      Tensor[] wanted = Func.grad(f, argnums).apply(one);
      for (int i = 0; i < count; i++) {
        assertThat(all[i].select(0, e).allclose(wanted[i], 1e-4, 1e-6, false)).isTrue();
      }
    }
  }

  @Test
  void anEnsembleIsOneCall() {
    manualSeed(2);
    List<Linear> models = List.of(new Linear(3, 2), new Linear(3, 2), new Linear(3, 2));
    StackedState state = NnUtils.stackModuleState(models);
    Tensor x = randn(4, 3);
    Tensor y =
        Func.vmap(
                in ->
                    NnUtils.functionalCall(
                        models.get(0), Map.of("weight", in[0], "bias", in[1]), in[2]),
                VmapOptions.inDims(0, 0, null))
            .apply(
                requireNonNull(state.parameters().get("weight")),
                requireNonNull(state.parameters().get("bias")),
                x);
    for (int k = 0; k < 3; k++) {
      assertThat(y.select(0, k).allclose(models.get(k).call(x))).isTrue();
    }
  }
}
