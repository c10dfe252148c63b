package dev.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Gradus;
import dev.gradus.error.GradusArgumentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What schedulers save besides where they stand, and what differs from group to group.
class SchedulerStateTest {
  private final SGD sgd = sgd();

  private static SGD sgd() {
    SGDOptions o = SGDOptions.DEFAULT.withLr(1).withMomentum(0.9);
    SGD two = new SGD(List.of(Gradus.zeros(1).requiresGrad_()), o);
    two.addParamGroup(List.of(Gradus.zeros(1).requiresGrad_()), o.withLr(2));
    return two;
  }

  private double[] rates() {
    return sgd.paramGroups().stream().mapToDouble(ParameterGroup::lr).toArray();
  }

  @Test
  void settingsAreSavedUnderPyTorchsKeys() {
    assertThat(new StepLR(sgd, 3, 0.5).stateDict())
        .containsEntry("step_size", 3L)
        .containsEntry("gamma", 0.5)
        .containsEntry("base_lrs", List.of(1.0, 2.0))
        .containsEntry("_step_count", 1L);
    assertThat(new MultiStepLR(sgd, 5, 3, 5).stateDict())
        .containsEntry("milestones", Map.of(3L, 1L, 5L, 2L));
    assertThat(new CosineAnnealingWarmRestarts(sgd, 4, 2, 0.1).stateDict())
        .containsEntry("T_0", 4L)
        .containsEntry("T_i", 4L)
        .containsEntry("T_mult", 2L)
        .containsEntry("eta_min", 0.1)
        .containsEntry("T_cur", 0.0);
    assertThat(
            new SequentialLR(sgd, List.of(new ConstantLR(sgd), new StepLR(sgd, 2)), 4).stateDict())
        .containsOnlyKeys("_milestones", "last_epoch", "_last_lr", "_schedulers");
    assertThat(new ReduceLROnPlateau(sgd, PlateauOptions.DEFAULT.withMaximize(true)).stateDict())
        .containsEntry("mode", "max")
        .containsEntry("threshold_mode", "rel")
        .containsEntry("min_lrs", List.of(0.0, 0.0));
    assertThat(new ChainedScheduler(new StepLR(sgd, 3)).stateDict())
        .containsOnlyKeys("_last_lr", "_schedulers");
  }

  @Test
  void loadedSettingsReplaceThoseOfTheConstructor() {
    StepLR step = new StepLR(sgd, 1, 0.1);
    step.loadStateDict(new StepLR(sgd, 3, 0.5).stateDict());
    step.step();
    step.step();
    assertThat(step.getLastLr()[0]).isEqualTo(1);
    step.step();
    assertThat(step.getLastLr()[0]).isEqualTo(0.5);
    MultiStepLR many = new MultiStepLR(sgd(), 100);
    many.loadStateDict(new MultiStepLR(sgd(), 1, 1).stateDict());
    many.step();
    assertThat(many.getLastLr()[1]).isCloseTo(0.02, within(1e-12));
    ReduceLROnPlateau plateau = new ReduceLROnPlateau(sgd);
    plateau.loadStateDict(
        new ReduceLROnPlateau(sgd, PlateauOptions.DEFAULT.withMaximize(true).withPatience(0))
            .stateDict());
    plateau.step(3);
    plateau.step(2);
    assertThat(rates()[0]).isCloseTo(0.05, within(1e-12));
  }

  @Test
  void aDamagedStateChangesNothing() {
    StepLR step = new StepLR(sgd, 2, 0.5);
    Map<String, Object> damaged = new LinkedHashMap<>(new StepLR(sgd, 7, 0.25).stateDict());
    damaged.put("gamma", "much");
    assertThatThrownBy(() -> step.loadStateDict(damaged))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("loadStateDict: \"gamma\" is much; expected a value like 0.5.");
    assertThat(step.stateDict()).containsEntry("step_size", 2L).containsEntry("gamma", 0.5);
  }

  @Test
  void everyGroupHasItsOwnConstantRate() {
    SWALR swa = new SWALR(sgd, new double[] {0.1, 0.4}, 2, SWALR.Anneal.LINEAR);
    swa.step();
    assertThat(swa.getLastLr()).containsExactly(new double[] {0.55, 1.2}, within(1e-12));
    swa.step();
    assertThat(swa.getLastLr()).containsExactly(new double[] {0.1, 0.4}, within(1e-12));
    assertThat(sgd.toString()).contains("    swa_lr: 0.1\n").contains("    swa_lr: 0.4\n");
    assertThat(swa.stateDict())
        .containsEntry("anneal_epochs", 2L)
        .containsEntry("_anneal_strategy", "linear");
    refused(
        "swa_lr must have the same length as optimizer.param_groups. swa_lr has 1 values, param_groups has 2.",
        () -> new SWALR(sgd, new double[] {1}, 2, SWALR.Anneal.COS));
    // The rates are part of the optimiser's state.
    SGD other = sgd();
    SWALR resumed = new SWALR(other, 9, 2, SWALR.Anneal.LINEAR);
    other.loadStateDict(sgd.stateDict());
    resumed.loadStateDict(swa.stateDict());
    resumed.step();
    assertThat(resumed.getLastLr()).containsExactly(new double[] {0.1, 0.4}, within(1e-12));
  }

  @Test
  void everyGroupHasItsOwnCycleAndItsOwnLowestRate() {
    CyclicOptions o = CyclicOptions.DEFAULT.withStepSizeUp(2);
    CyclicLR cycle = new CyclicLR(sgd, new double[] {0.1, 1}, new double[] {0.3, 5}, o);
    cycle.step();
    assertThat(rates()).containsExactly(new double[] {0.2, 3}, within(1e-12));
    refused(
        "base_lr must have the same length as optimizer.param_groups.",
        () -> new CyclicLR(sgd, new double[] {0.1}, new double[] {0.3, 5}, o));
    double[] least = {0.15, 0};
    ReduceLROnPlateau plateau =
        new ReduceLROnPlateau(sgd, PlateauOptions.DEFAULT.withPatience(0), least);
    plateau.step(1);
    plateau.step(1);
    assertThat(rates()).containsExactly(new double[] {0.15, 0.3}, within(1e-12));
    refused(
        "expected 2 min_lrs, got 1",
        () -> new ReduceLROnPlateau(sgd, PlateauOptions.DEFAULT, new double[] {0}));
  }

  @Test
  void aTurnWithoutAClosedFormGoesOnFromThePresentRate() {
    SequentialLR products =
        new SequentialLR(
            sgd, List.of(new ConstantLR(sgd, 0.5, 9), new MultiplicativeLR(sgd, e -> 0.8)), 1);
    products.step();
    assertThat(rates()).containsExactly(new double[] {0.4, 0.8}, within(1e-12));
    products.step();
    assertThat(rates()).containsExactly(new double[] {0.32, 0.64}, within(1e-12));
    SGD other = sgd();
    SequentialLR annealed =
        new SequentialLR(
            other,
            List.of(new ConstantLR(other, 0.5, 9), new SWALR(other, 0.1, 2, SWALR.Anneal.LINEAR)),
            1);
    annealed.step();
    assertThat(annealed.getLastLr()).containsExactly(new double[] {0.5, 1}, within(1e-12));
    annealed.step();
    assertThat(annealed.getLastLr()).containsExactly(new double[] {0.3, 0.55}, within(1e-12));
  }

  @Test
  void theHeightIsAFunctionOfTheCycleOrOfTheStep() {
    CyclicOptions o = CyclicOptions.DEFAULT.withStepSizeUp(2).withScaleFn(k -> 1 / (k + 1));
    CyclicLR byCycle = new CyclicLR(sgd, 0, 1, o);
    CyclicLR byStep =
        new CyclicLR(sgd(), 0, 1, o.withScaleMode(CyclicOptions.ScaleMode.ITERATIONS));
    double[] cycles = new double[6];
    double[] steps = new double[6];
    for (int k = 0; k < 6; k++) {
      byCycle.step();
      byStep.step();
      cycles[k] = byCycle.getLastLr()[0];
      steps[k] = byStep.getLastLr()[0];
    }
    assertThat(cycles)
        .containsExactly(new double[] {0.25, 0.5, 0.25, 0, 0.5 / 3, 1 / 3.0}, within(1e-12));
    assertThat(steps)
        .containsExactly(new double[] {0.25, 1 / 3.0, 0.125, 0, 0.5 / 6, 1 / 7.0}, within(1e-12));
  }

  @Test
  void schedulersOfAnotherOptimizerAreRefused() {
    refused(
        "ChainedScheduler expects all schedulers to belong to the same optimizer, but got scheduler StepLR at index 1 has SGD",
        () -> new ChainedScheduler(new StepLR(sgd, 2), new StepLR(sgd(), 2)));
    refused(
        "SequentialLR expects all schedulers to belong to the same optimizer, but got scheduler StepLR at index 0 has SGD",
        () -> new SequentialLR(sgd, List.of(new StepLR(sgd(), 2))));
  }

  private static void refused(String sentence, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(sentence);
  }
}
