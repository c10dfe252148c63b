package dev.gradus.nn;

import static dev.gradus.Gradus.eye;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Linalg;
import dev.gradus.Tensor;
import dev.gradus.nn.Parametrizations.OrthogonalMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Parameters that are computed from others.
class ParametrizeTest {
  private static final class Symmetric extends Parametrization {
    @Override
    public Tensor forward(Tensor x) {
      return x.triu(0).add(x.triu(1).t());
    }
  }

  private static final class Doubled extends Parametrization {
    int calls;

    @Override
    public Tensor forward(Tensor x) {
      calls++;
      return x.mul(2);
    }

    @Override
    public Tensor @Nullable [] rightInverse(Tensor value) {
      return new Tensor[] {value.div(2)};
    }
  }

  private static Linear linear(long in, long out) {
    Linear layer = new Linear(in, out);
    layer.to(float64);
    return layer;
  }

  @Test
  void aComputedWeightHasItsOriginalInTheState() {
    Linear layer = linear(3, 3);
    Tensor original = layer.weight();
    Parametrize.register(layer, "weight", new Symmetric());

    assertThat(layer.weight().equal(layer.weight().t())).isTrue();
    assertThat(List.copyOf(layer.stateDict().keySet()))
        .containsExactly("bias", "parametrizations.weight.original");
    assertThat(layer.getParameter("parametrizations.weight.original")).isSameAs(original);
    layer.call(randn(float64, 2, 3)).sum().backward();
    assertThat(original.grad()).isNotNull();
    assertThat(layer)
        .hasToString(
            """
            ParametrizedLinear(
              in_features=3, out_features=3, bias=True
              (parametrizations): ModuleDict(
                (weight): ParametrizationList(
                  (0): Symmetric()
                )
              )
            )\
            """);
    Tensor value = layer.weight().detach();
    Parametrize.remove(layer, "weight", true);
    assertThat(layer.weight()).isSameAs(original);
    assertThat(layer.weight().equal(value)).isTrue();
    assertThat(layer.name()).isEqualTo("Linear");
    assertThat(Parametrize.isParametrized(layer)).isFalse();
  }

  @Test
  void severalFollowEachOtherAndValuesCanBeAssigned() {
    Linear layer = linear(2, 2);
    Tensor before = layer.weight().detach().clone();
    Doubled first = new Doubled();
    Parametrize.register(layer, "weight", first);
    Parametrize.register(layer, "weight", new Doubled());

    assertThat(layer.weight().allclose(before)).isTrue();
    Parametrize.assign(layer, "weight", ones(float64, 2, 2));
    assertThat(layer.weight().detach().reshape(-1).toDoubleArray()).containsOnly(1);
    assertThat(
            layer
                .getParameter("parametrizations.weight.original")
                .detach()
                .reshape(-1)
                .toDoubleArray())
        .containsOnly(0.25);
    int calls = first.calls;
    Parametrize.cached(() -> layer.weight().add(layer.weight()));
    assertThat(first.calls).isEqualTo(calls + 1);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    class Sum extends Parametrization {
      @Override
      public Tensor forward(Tensor x) {
        return x.sum();
      }
    }
    Linear layer = linear(2, 2);

    assertThatThrownBy(() -> Parametrize.register(layer, "weight", new Sum()))
        .hasMessageStartingWith("Registering a parametrization may not change the shape");
    assertThat(layer.namedParameters()).containsKey("weight");
    assertThatThrownBy(() -> Parametrize.register(layer, "nothing", new Sum()))
        .hasMessageContaining("does not have a parameter, a buffer");
  }

  @Test
  void weightNormTrainsLengthAndDirection() {
    Linear layer = linear(3, 2);
    Tensor before = layer.weight().detach().clone();
    Parametrizations.weightNorm(layer);

    assertThat(layer.weight().allclose(before)).isTrue();
    assertThat(layer.stateDict())
        .containsOnlyKeys(
            "bias", "parametrizations.weight.original0", "parametrizations.weight.original1");
    assertThat(layer.getParameter("parametrizations.weight.original0").shape())
        .containsExactly(2, 1);
    Map<String, Tensor> old = new LinkedHashMap<>();
    old.put("bias", layer.stateDict().get("bias"));
    old.put("weight_g", ones(float64, 2, 1));
    old.put("weight_v", before);
    layer.loadStateDict(old);
    Tensor lengths = layer.weight().square().sum(new int[] {1}, false);
    assertThat(lengths.allclose(ones(float64, 2))).isTrue();
  }

  @Test
  void spectralNormMakesTheLargestSingularValueOne() {
    Conv2d layer = new Conv2d(2, 4, 3);
    layer.to(float64);
    Parametrizations.spectralNorm(layer);
    for (int i = 0; i < 100; i++) {
      layer.weight();
    }
    Tensor matrix = layer.weight().detach().flatten(1, -1);

    assertThat(Math.abs(Linalg.svdvals(matrix).max().item() - 1)).isLessThan(1e-6);
    layer.eval();
    assertThat(layer.weight().equal(layer.weight())).isTrue();
    assertThat(layer.stateDict())
        .containsKeys("parametrizations.weight.0._u", "parametrizations.weight.0._v");
    layer.weight().sum().backward();
    assertThat(layer.getParameter("parametrizations.weight.original").grad()).isNotNull();
  }

  @Test
  void orthogonalWeightsAreOrthogonal() {
    for (OrthogonalMap map : OrthogonalMap.values()) {
      for (boolean start : new boolean[] {true, false}) {
        for (long[] sizes : new long[][] {{3, 3}, {2, 4}, {4, 2}}) {
          Linear layer = linear(sizes[0], sizes[1]);
          Tensor begun = Init.orthogonal_(Gradus.empty(float64, sizes[1], sizes[0]));
          layer.weight().detach().copy_(begun);
          Parametrizations.orthogonal(layer, "weight", map, start);
          Tensor w = layer.weight();
          Tensor product = sizes[0] < sizes[1] ? w.t().matmul(w) : w.matmul(w.t());

          assertThat(product.allclose(eye(float64, Math.min(sizes[0], sizes[1])))).isTrue();
          if (start || map == OrthogonalMap.HOUSEHOLDER) {
            assertThat(w.allclose(begun)).as(map + " " + sizes[0]).isTrue();
          }
          w.mul(randn(float64, sizes[1], sizes[0])).sum().backward();
          assertThat(layer.getParameter("parametrizations.weight.original").grad()).isNotNull();
        }
      }
    }
  }
}
