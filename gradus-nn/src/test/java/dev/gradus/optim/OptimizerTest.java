package dev.gradus.optim;

import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.scope;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.graph.Handle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class OptimizerTest {
  /// Every optimiser that steps by parameter, with switches that need all of its state.
  static Stream<Function<List<Tensor>, Optimizer<?>>> optimizers() {
    return Stream.of(
        p -> new SGD(p, SGDOptions.DEFAULT.withMomentum(0.9).withDampening(0.1)),
        p -> new Adam(p, AdamOptions.DEFAULT.withAmsgrad(true).withWeightDecay(0.1)),
        p -> new AdamW(p, 0.01),
        p -> new Adamax(p, AdamaxOptions.DEFAULT.withWeightDecay(0.1)),
        p -> new NAdam(p, 0.01),
        p -> new RAdam(p, 0.01),
        p -> new Adagrad(p, AdagradOptions.DEFAULT.withInitialAccumulatorValue(0.5)),
        p -> new Adadelta(p),
        p -> new RMSprop(p, RMSpropOptions.DEFAULT.withMomentum(0.5).withCentered(true)),
        p -> new Rprop(p),
        p -> new ASGD(p, ASGDOptions.DEFAULT.withT0(2)));
  }

  private static Tensor loss(Tensor w, Tensor b) {
    return w.mul(tensor(new double[] {1, -2, 3})).add(b).tanh().sub(0.3).square().sum();
  }

  private static void steps(Optimizer<?> optimizer, Tensor w, Tensor b, int count) {
    for (int k = 0; k < count; k++) {
      optimizer.zeroGrad();
      loss(w, b).backward();
      optimizer.step();
    }
  }

  private static Tensor weights() {
    return tensor(new double[] {0.5, -0.4, 0.3}).requiresGrad_();
  }

  private static Tensor bias() {
    return tensor(0.1).requiresGrad_();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void goesOnFromAStateDictAsIfNothingHadHappened(Function<List<Tensor>, Optimizer<?>> make) {
    Tensor w = weights();
    Tensor b = bias();
    Optimizer<?> whole = make.apply(List.of(w, b));
    steps(whole, w, b, 4);
    Tensor w2 = w.detach().clone().requiresGrad_();
    Tensor b2 = b.detach().clone().requiresGrad_();
    Optimizer<?> resumed = make.apply(List.of(w2, b2));
    resumed.loadStateDict(whole.stateDict());
    steps(whole, w, b, 5);
    steps(resumed, w2, b2, 5);
    assertThat(w2.equal(w)).isTrue();
    assertThat(b2.equal(b)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void lowersTheLossAndKeepsItsStateBeyondScopes(Function<List<Tensor>, Optimizer<?>> make) {
    Tensor w = weights();
    Tensor b = bias();
    Optimizer<?> optimizer = make.apply(List.of(w, b));
    Tensor w2 = weights();
    Tensor b2 = bias();
    Optimizer<?> scoped = make.apply(List.of(w2, b2));
    double before = loss(w, b).item();
    steps(optimizer, w, b, 6);
    for (int k = 0; k < 6; k++) {
      try (var _ = scope()) {
        steps(scoped, w2, b2, 1);
      }
    }
    assertThat(loss(w, b).item()).isLessThan(before);
    assertThat(w2.equal(w)).isTrue();
  }

  @Test
  void treatsComplexParametersAsPairsOfRealOnes() {
    Tensor z = Gradus.randn(DType.COMPLEX128, 4).requiresGrad_();
    Tensor r = z.detach().viewAsReal().clone().requiresGrad_();
    Adam complex = new Adam(List.of(z), 0.1);
    Adam real = new Adam(List.of(r), 0.1);
    for (int k = 0; k < 3; k++) {
      complex.zeroGrad();
      z.abs().pow(2).sum().backward();
      complex.step();
      real.zeroGrad();
      r.square().sum().backward();
      real.step();
    }
    assertThat(z.detach().viewAsReal().allclose(r)).isTrue();
  }

  @Test
  void letsGradientsFlowThroughADifferentiableStep() {
    Tensor start = tensor(new double[] {1.5}).requiresGrad_();
    Tensor w = start.clone();
    w.retainGrad();
    SGD inner =
        new SGD(
            List.of(w), SGDOptions.DEFAULT.withLr(0.1).withMomentum(0.9).withDifferentiable(true));
    for (int k = 0; k < 2; k++) {
      Tensor g = grad(w.clone().pow(3).sum(), w, GradOptions.DEFAULT.withCreateGraph(true));
      w.setGrad(g);
      inner.step();
    }
    // By hand: v1 = 3w², w1 = w - 0.1 v1, v2 = 0.9 v1 + 3 w1², w2 = w1 - 0.1 v2.
    double x = 1.5;
    double w1 = x - 0.3 * x * x;
    double dw1 = 1 - 0.6 * x;
    double dv2 = 0.9 * 6 * x + 6 * w1 * dw1;
    assertThat(grad(w.sum(), start)[0].item()).isCloseTo(dw1 - 0.1 * dv2, within(1e-12));
  }

  @Test
  void callsHooksAroundEveryStep() {
    Tensor w = weights();
    SGD sgd = new SGD(List.of(w));
    List<String> seen = new ArrayList<>();
    var before = sgd.registerStepPreHook(_ -> seen.add("before"));
    try (var _ = sgd.registerStepPostHook(_ -> seen.add("after"))) {
      sgd.step();
      before.close();
      sgd.step(() -> tensor(0.0));
    }
    sgd.step();
    assertThat(seen).containsExactly("before", "after", "after");
  }

  @Test
  void callsHooksAroundItsState() {
    Adam adam = new Adam(List.of(weights()), 0.5);
    List<String> seen = new ArrayList<>();
    Handle save = adam.registerStateDictPreHook(_ -> seen.add("saving"));
    Handle saved =
        adam.registerStateDictPostHook((_, state) -> {
          state.put("note", "mine");
          return null;
        });
    Map<String, Object> state = adam.stateDict();
    assertThat(state).containsEntry("note", "mine");
    save.close();
    saved.close();
    assertThat(adam.stateDict()).doesNotContainKey("note");
    Map<String, Object> other = new Adam(List.of(weights()), 0.25).stateDict();
    Handle load =
        adam.registerLoadStateDictPreHook((_, given) -> {
          seen.add("loading " + given.get("note"));
          return other;
        });
    Handle loaded = adam.registerLoadStateDictPostHook(o -> seen.add("at " + lr(o)));
    adam.loadStateDict(state);
    load.close();
    loaded.close();
    adam.loadStateDict(state);
    assertThat(seen).containsExactly("saving", "loading mine", "at 0.25");
    assertThat(lr(adam)).isEqualTo(0.5);
  }

  private static double lr(Optimizer<?> optimizer) {
    return optimizer.paramGroups().getFirst().lr();
  }

  @Test
  void forgetsGradientsOrZeroesThem() {
    Tensor w = weights();
    Tensor b = bias();
    SGD sgd = new SGD(List.of(w, b));
    loss(w, b).backward();
    Tensor kept = Objects.requireNonNull(w.grad());
    sgd.zeroGrad(false);
    assertThat(w.grad()).isSameAs(kept);
    assertThat(kept.toDoubleArray()).containsOnly(0);
    sgd.zeroGrad();
    assertThat(w.grad()).isNull();
  }

  @Test
  void treatsEveryGroupByItsOwnOptions() {
    Tensor w = weights();
    Tensor b = bias();
    SGD sgd = new SGD(List.of(w), 0.5);
    sgd.addParamGroup(List.of(b), SGDOptions.DEFAULT.withLr(0.25));
    w.setGrad(Gradus.onesLike(w));
    b.setGrad(Gradus.onesLike(b));
    sgd.step();
    assertThat(w.detach().toDoubleArray()[0]).isEqualTo(0);
    assertThat(b.item()).isCloseTo(-0.15, within(1e-7));
  }

  @Test
  void refusesWithPyTorchsSentences() {
    Tensor w = weights();
    refused("optimizer got an empty parameter list", () -> new SGD(List.of()));
    refused("can't optimize a non-leaf Tensor", () -> new SGD(List.of(w.mul(2))));
    refused(
        "some parameters appear in more than one parameter group",
        () -> new SGD(List.of(w)).addParamGroup(List.of(w), SGDOptions.DEFAULT));
    refused("Invalid learning rate: -0.1", () -> new SGD(List.of(w), -0.1));
    refused("Invalid weight_decay value: -1.0", () -> AdamOptions.DEFAULT.withWeightDecay(-1));
    refused("Invalid epsilon value: -1e-08", () -> AdamOptions.DEFAULT.withEps(-1e-8));
    refused("Invalid beta parameter at index 1: 1.0", () -> AdamOptions.DEFAULT.withBetas(0.9, 1));
    refused(
        "Nesterov momentum requires a momentum and zero dampening",
        () -> SGDOptions.DEFAULT.withNesterov(true));
    assertThatThrownBy(() -> new LBFGS(List.of(w)).step())
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageContaining("step(closure)");
  }

  @Test
  void refusesTheStateOfAnotherAndStaysAsItWas() {
    Tensor w = weights();
    Adam adam = new Adam(List.of(w), 0.5);
    Map<String, Object> two = new Adam(List.of(weights(), bias()), 0.1).stateDict();
    refused(
        "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
        () -> adam.loadStateDict(two));
    refused("the state dict has no list \"param_groups\"", () -> adam.loadStateDict(Map.of()));
    refused(
        "option betas is nonsense",
        () ->
            adam.loadStateDict(
                Map.of(
                    "state",
                    Map.of(),
                    "param_groups",
                    List.of(Map.of("lr", 0.1, "betas", "nonsense", "params", List.of(0))))));
    assertThat(adam.paramGroups().getFirst().lr()).isEqualTo(0.5);
  }

  @Test
  void printsItselfAsPyTorchDoes() {
    Adam adam = new Adam(List.of(weights()), 1e-3);
    assertThat(adam)
        .hasToString(
            """
            Adam (
            Parameter Group 0
                amsgrad: False
                betas: (0.9, 0.999)
                capturable: False
                decoupled_weight_decay: False
                differentiable: False
                eps: 1e-08
                foreach: None
                fused: None
                lr: 0.001
                maximize: False
                weight_decay: 0.0
            )\
            """);
  }

  @Test
  void laysItsStateOutAsPyTorchDoes() {
    Tensor w = weights();
    Adam adam = new Adam(List.of(w), 1e-3);
    w.setGrad(Gradus.onesLike(w));
    adam.step();
    Map<?, ?> state = at(Map.class, at(Map.class, adam.stateDict(), "state"), 0);
    assertThat(state.keySet()).asString().isEqualTo("[exp_avg, exp_avg_sq, step]");
    Tensor step = at(Tensor.class, state, "step");
    assertThat(step.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(step.dim()).isZero();
    assertThat(step.item()).isEqualTo(1);
    List<?> groups = at(List.class, adam.stateDict(), "param_groups");
    Map<?, ?> group = Map.class.cast(groups.getFirst());
    assertThat(group.get("betas")).isEqualTo(List.of(0.9, 0.999));
    assertThat(group.get("params")).isEqualTo(List.of(0));
  }

  @Test
  void findsTheMinimumOfRosenbrocksValleyByCurvature() {
    Tensor x = Gradus.tensor(new double[] {-1.2, 1}).to(DType.FLOAT64).requiresGrad_();
    LBFGS lbfgs =
        new LBFGS(
            List.of(x),
            LBFGSOptions.DEFAULT
                .withMaxIter(60)
                .withToleranceChange(1e-15)
                .withLineSearchFn(LBFGSOptions.LineSearch.STRONG_WOLFE));
    LBFGS[] current = {lbfgs};
    Runnable step =
        () ->
            current[0].step(() -> {
              current[0].zeroGrad();
              Tensor a = x.get("0");
              Tensor b = x.get("1");
              Tensor f = b.sub(a.square()).square().mul(100).add(a.rsub(1).square());
              f.backward();
              return f;
            });
    step.run();
    Map<String, Object> state = lbfgs.stateDict();
    current[0] = new LBFGS(List.of(x));
    current[0].loadStateDict(state);
    assertThat(current[0].iterations()).isEqualTo(lbfgs.iterations());
    step.run();
    assertThat(x.detach().toDoubleArray()[0]).isCloseTo(1, within(1e-6));
    assertThat(x.detach().toDoubleArray()[1]).isCloseTo(1, within(1e-6));
  }

  @ParameterizedTest
  @NullSource
  @EnumSource
  void curvatureClimbsAsItDescends(LBFGSOptions.@Nullable LineSearch search) {
    LBFGSOptions o = LBFGSOptions.DEFAULT.withLr(0.5).withMaxIter(6).withLineSearchFn(search);
    double[][] ends = new double[2][];
    for (int k = 0; k < 2; k++) {
      double sign = k == 0 ? 1 : -1;
      Tensor x = Gradus.tensor(new double[] {-1.2, 1}).requiresGrad_();
      LBFGS lbfgs = new LBFGS(List.of(x), o.withMaximize(k == 1));
      Tensor loss =
          lbfgs.step(() -> {
            lbfgs.zeroGrad();
            Tensor f = x.square().mul(Gradus.tensor(new double[] {1, 7})).sum().mul(sign);
            f.backward();
            return f;
          });
      assertThat(loss.item()).isCloseTo(sign * 8.44, within(1e-12));
      ends[k] = x.detach().toDoubleArray();
    }
    assertThat(ends[1]).isEqualTo(ends[0]);
  }

  private static <T> T at(Class<T> type, Map<?, ?> map, Object key) {
    return type.cast(Objects.requireNonNull(map.get(key)));
  }

  private static void refused(String sentence, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining(sentence);
  }
}
