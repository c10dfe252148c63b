package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What one does with all parameters at once.
@ResourceLock("generator")
class NnUtilsTest {
  private static Tensor withGrad(double... g) {
    Tensor p = zeros(float64, g.length).requiresGrad_();
    p.setGrad(tensor(g));
    return p;
  }

  @Test
  void gradientsAreClippedTogether() {
    List<Tensor> all = List.of(withGrad(3, 0), withGrad(4), zeros(2).requiresGrad_());

    assertThat(NnUtils.clipGradNorm_(all, 1).item()).isEqualTo(5);
    assertThat(Values.grad(all.get(0))[0]).isCloseTo(0.6, within(1e-6));
    assertThat(Values.grad(all.get(1))[0]).isCloseTo(0.8, within(1e-6));
    double[] before = Values.grad(all.get(0));
    NnUtils.clipGradNorm_(all, 10);
    assertThat(Values.grad(all.get(0))).containsExactly(before);
    assertThat(
            NnUtils.clipGradNorm_(List.of(withGrad(-2, 1)), 1, Double.POSITIVE_INFINITY, false)
                .item())
        .isEqualTo(2);
    NnUtils.clipGradValue_(all, 0.7);
    assertThat(Values.grad(all.get(1))).containsExactly(0.7);
    assertThatThrownBy(() -> NnUtils.clipGradNorm_(List.of(withGrad(Double.NaN)), 1, 2, true))
        .hasMessageStartingWith("The total norm of order 2.0 for gradients from `parameters` is");
  }

  @Test
  void parametersGoIntoAVectorAndBack() {
    Linear a = new Linear(2, 3);
    Linear b = new Linear(2, 3);
    Tensor vector = NnUtils.parametersToVector(a.parameters());
    NnUtils.vectorToParameters(vector, b.parameters());

    assertThat(vector.shape()).containsExactly(9);
    assertThat(b.weight().equal(a.weight())).isTrue();
    assertThat(b.weight().requiresGrad() && b.weight().isLeaf()).isTrue();
    assertThatThrownBy(() -> NnUtils.vectorToParameters(ones(8), b.parameters()))
        .hasMessageContaining("9 elements");
  }

  @Test
  void skippingDrawsNothing() {
    manualSeed(3);
    double next = randn(1).item();
    manualSeed(3);
    Linear linear = NnUtils.skipInit(() -> new Linear(2, 3));

    assertThat(randn(1).item()).isEqualTo(next);
    assertThat(linear.weight().requiresGrad()).isTrue();
  }

  @Test
  void aFunctionalCallUsesOtherTensorsAndPutsTheOwnBack() {
    Sequential net = new Sequential(new Linear(1, 1), new BatchNorm1d(1));
    Tensor own = net.getParameter("0.weight");
    Tensor other = ones(1, 1).mul(3).requiresGrad_();
    Tensor mean = zeros(1);
    Tensor x = randn(4, 1);
    Tensor y =
        NnUtils.functionalCall(net, Map.of("0.weight", other.mul(2), "1.running_mean", mean), x);
    y.square().mul(x).sum().backward();

    assertThat(other.grad()).isNotNull();
    assertThat(own.grad()).isNull();
    assertThat(net.getParameter("0.weight")).isSameAs(own);
    assertThat(mean.item()).isNotZero();
    assertThat(net.getBuffer("1.running_mean").item()).isZero();
    assertThatThrownBy(() -> NnUtils.functionalCall(net, Map.of("0.none", mean), x))
        .hasMessageStartingWith("'Linear' object has no attribute 'none'");
  }

  @Test
  void statesOfSeveralModelsAreStacked() {
    List<Linear> models = List.of(new Linear(2, 3), new Linear(2, 3));
    StackedState state = NnUtils.stackModuleState(models);
    Tensor weights = Layer.there(state.parameters().get("weight"));

    assertThat(weights.shape()).containsExactly(2, 3, 2);
    assertThat(weights.get(1).equal(models.get(1).weight())).isTrue();
    assertThat(weights.isLeaf() && weights.requiresGrad()).isTrue();
    models.get(0).requiresGrad_(false);
    assertThatThrownBy(() -> NnUtils.stackModuleState(models))
        .hasMessage("Expected weight from each model to have the same .requires_grad");
    assertThatThrownBy(() -> NnUtils.stackModuleState(List.of()))
        .hasMessage("stack_module_state: Expected at least one model, got 0.");
    assertThatThrownBy(() -> NnUtils.stackModuleState(List.of(new Tanh(), new ReLU())))
        .hasMessage("stack_module_state: Expected all models to be of the same class.");
  }

  @Test
  void batchNormalisationsLoseTheirStatistics() {
    Sequential net = new Sequential(new BatchNorm1d(2));
    NnUtils.replaceAllBatchNormModules_(net);
    net.eval();
    Tensor x = randn(6, 2);

    assertThat(net.buffers()).isEmpty();
    assertThat(net.call(x).mean(new int[] {0}, false).abs().max().item()).isLessThan(1e-5);
    assertThat(net.get(0).toString()).contains("track_running_stats=False");
  }

  @Test
  void aTiedTensorIsReplacedEverywhere() {
    Linear a = new Linear(1, 1, false);
    Linear b = new Linear(1, 1, false);
    b.setParameter("weight", a.weight());
    Sequential net = new Sequential(a, b);

    assertThat(
            NnUtils.functionalCall(net, Map.of("0.weight", ones(1, 1).mul(3)), ones(1, 1)).item())
        .isEqualTo(9);
    assertThatThrownBy(() ->
            NnUtils.functionalCall(
                net, Map.of("0.weight", ones(1, 1), "1.weight", zeros(1, 1)), ones(1, 1)))
        .hasMessageStartingWith("functional_call got multiple values for keys that are tied");
  }
}
