package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AveragedModelTest {
  private static Sequential net() {
    return new Sequential(new Linear(2, 3), new BatchNorm1d(3));
  }

  private static void fill(Layer model, double value) {
    try (var _ = Gradus.noGrad()) {
      model.parameters().forEach(p -> p.fill_(value));
    }
    Objects.requireNonNull(model.namedBuffers().get("1.running_mean")).fill_(value);
    Objects.requireNonNull(model.namedBuffers().get("1.num_batches_tracked")).fill_((long) value);
  }

  private static double weight(Layer averaged) {
    return Objects.requireNonNull(averaged.namedParameters().get("module.0.weight")).sum().item()
        / 6;
  }

  private static double mean(Layer averaged) {
    return Objects.requireNonNull(averaged.namedBuffers().get("module.1.running_mean")).sum().item()
        / 3;
  }

  private static void follow(AveragedModel averaged, Layer model, double... values) {
    for (double value : values) {
      fill(model, value);
      averaged.updateParameters(model);
    }
  }

  @Test
  void equalWeightsByDefaultAndBuffersAsTheyAre() {
    Sequential model = net();
    AveragedModel averaged = new AveragedModel(model, AveragedModelTest::net);
    Tensor x = Gradus.ones(4, 2);
    assertThat(averaged.eval().call(x).equal(model.eval().call(x))).isTrue();
    follow(averaged, model, 3, 6, 0, 1);
    assertThat(averaged.nAveraged()).isEqualTo(4);
    assertThat(weight(averaged)).isCloseTo(2.5, within(1e-6));
    assertThat(mean(averaged)).isEqualTo(1);
    assertThat(averaged.module()).isNotSameAs(model);
  }

  @Test
  void thePastFadesAwayAndBuffersAreAveragedIfAsked() {
    Sequential model = net();
    AveragedModel averaged =
        new AveragedModel(model, AveragedModelTest::net, AveragedModel.ema(0.75), true);
    follow(averaged, model, 4, 8, 0);
    assertThat(weight(averaged)).isCloseTo(3.75, within(1e-6));
    assertThat(mean(averaged)).isCloseTo(3.75, within(1e-6));
    // Whole numbers are cut off at every update: 4, 5, 3.
    assertThat(averaged.getBuffer("module.1.num_batches_tracked").itemLong()).isEqualTo(3);
  }

  @Test
  void anAverageOfOnesOwn() {
    Sequential model = net();
    AveragedModel largest =
        new AveragedModel(
            model,
            AveragedModelTest::net,
            (a, p, count) -> a.copy_(a.maximum(p.mul(count))),
            false);
    follow(largest, model, 2, 3, 1);
    assertThat(weight(largest)).isEqualTo(3);
  }

  @Test
  void goesOnFromItsState() {
    Sequential model = net();
    AveragedModel first = new AveragedModel(model, AveragedModelTest::net);
    follow(first, model, 3, 6);
    Map<String, Tensor> state = first.stateDict();
    assertThat(state).containsKeys("n_averaged", "module.0.weight", "module.1.running_var");
    AveragedModel second = new AveragedModel(net(), AveragedModelTest::net);
    second.loadStateDict(state);
    follow(second, model, 0);
    assertThat(weight(second)).isCloseTo(3, within(1e-6));
  }

  @Test
  void statisticsAreTheMeanOverAllBatches() {
    Sequential model = new Sequential(new BatchNorm1d(2));
    fillBatchNorm(model);
    model.eval();
    Gradus.manualSeed(1);
    List<Tensor> batches = List.of(Gradus.randn(5, 2), Gradus.randn(5, 2), Gradus.randn(5, 2));
    AveragedModel.updateBn(batches, model);
    Tensor expected = Gradus.stack(batches.stream().map(b -> b.mean(0)).toList(), 0).mean(0);
    Tensor mean = Objects.requireNonNull(((BatchNorm1d) model.getLayer("0")).runningMean());
    assertThat(mean.sub(expected).abs().max().item()).isLessThan(1e-6);
    assertThat(model.training()).isFalse();
    assertThat(model.getLayer("0").extraRepr()).contains("momentum=0.1");
    assertThat(mean.requiresGrad()).isFalse();
  }

  private static void fillBatchNorm(Sequential model) {
    model.train().call(Gradus.full(new long[] {3, 2}, 100.0));
  }

  @Test
  void refusesOtherModels() {
    Sequential model = net();
    assertThatThrownBy(() -> new AveragedModel(model, () -> model))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("it has to make another one");
    assertThatThrownBy(() ->
            new AveragedModel(model, AveragedModelTest::net).updateParameters(new Linear(2, 3)))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("the model has other parameters");
    assertThatThrownBy(() -> AveragedModel.ema(1.5))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "Invalid decay value 1.5 provided. Please provide a value in [0,1] range.");
  }
}
