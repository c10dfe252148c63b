package dev.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Gradus;
import dev.gradus.error.GradusArgumentException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private final SGD sgd =
      new SGD(
          List.of(Gradus.zeros(1).requiresGrad_()), SGDOptions.DEFAULT.withLr(1).withMomentum(0.9));

  private double lr() {
    return sgd.paramGroups().getFirst().lr();
  }

  private double[] rates(Runnable step, int count) {
    double[] rates = new double[count];
    for (int k = 0; k < count; k++) {
      rates[k] = lr();
      step.run();
    }
    return rates;
  }

  @Test
  void sequenceBeginsTheNextFromTheInitialRate() {
    ConstantLR warm = new ConstantLR(sgd, 0.1, 20);
    ExponentialLR decay = new ExponentialLR(sgd, 0.9);
    SequentialLR both = new SequentialLR(sgd, List.of(warm, decay), 3);
    assertThat(rates(both::step, 6))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.1, 0.1, 0.1, 1, 0.9, 0.81);
    assertThat(both.getLastLr()[0]).isEqualTo(lr());
  }

  @Test
  void chainMultipliesTheFactors() {
    ChainedScheduler chain =
        new ChainedScheduler(new ConstantLR(sgd, 0.1, 2), new ExponentialLR(sgd, 0.9));
    assertThat(rates(chain::step, 5))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.1, 0.09, 0.81, 0.729, 0.6561);
  }

  @Test
  void functionsOfTheEpochMultiplyTheInitialOrThePresentRate() {
    LambdaLR lambda = new LambdaLR(sgd, epoch -> 1.0 / (1 + epoch));
    assertThat(rates(lambda::step, 4)).containsExactly(1, 1 / 2.0, 1 / 3.0, 1 / 4.0);
    MultiplicativeLR times = new MultiplicativeLR(sgd, epoch -> 0.5);
    assertThat(rates(times::step, 3)).containsExactly(0.2, 0.1, 0.05);
  }

  @Test
  void cyclesMoveRateAndMomentumOppositely() {
    CyclicLR cycle =
        new CyclicLR(
            sgd,
            0.1,
            0.5,
            CyclicOptions.DEFAULT.withStepSizeUp(2).withMode(CyclicMode.TRIANGULAR2));
    double[] momenta = new double[8];
    double[] rates = new double[8];
    for (int k = 0; k < 8; k++) {
      rates[k] = lr();
      momenta[k] = sgd.paramGroups().getFirst().options().momentum();
      cycle.step();
    }
    assertThat(rates)
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.1, 0.3, 0.5, 0.3, 0.1, 0.2, 0.3, 0.2);
    assertThat(momenta)
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.9, 0.85, 0.8, 0.85, 0.9, 0.875, 0.85, 0.875);
  }

  @Test
  void oneCycleEndsWithItsSteps() {
    OneCycleLR cycle = new OneCycleLR(sgd, 1, 4);
    for (int k = 0; k < 4; k++) {
      cycle.step();
    }
    assertThatThrownBy(cycle::step)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("Tried to step 5 times. The specified number of total steps is 4");
    assertThat(cycle.lastEpoch()).isEqualTo(4);
  }

  @Test
  void restartsAtAnyPointInTime() {
    CosineAnnealingWarmRestarts waves = new CosineAnnealingWarmRestarts(sgd, 4, 2, 0);
    waves.step(2.0);
    assertThat(lr()).isCloseTo(0.5, within(1e-12));
    waves.step(8.0);
    assertThat(lr()).isCloseTo(0.5, within(1e-12));
    waves.step(12.0);
    assertThat(lr()).isCloseTo(1, within(1e-12));
  }

  @Test
  void goesOnFromAState() {
    check(() -> new StepLR(sgd, 3, 0.5));
    check(() -> new CosineAnnealingLR(sgd, 5, 0.01));
    check(() -> new CosineAnnealingWarmRestarts(sgd, 3, 2, 0.1));
    check(() -> new OneCycleLR(sgd, 1, 30));
    check(() -> new SequentialLR(sgd, List.of(new ConstantLR(sgd), new StepLR(sgd, 2)), 4));
  }

  private void check(Supplier<LRScheduler> make) {
    sgd.paramGroups().getFirst().setLr(1);
    LRScheduler whole = make.get();
    for (int k = 0; k < 5; k++) {
      whole.step();
    }
    var optimizerState = sgd.stateDict();
    var state = whole.stateDict();
    double[] expected = rates(whole::step, 8);
    LRScheduler resumed = make.get();
    sgd.loadStateDict(optimizerState);
    resumed.loadStateDict(state);
    assertThat(rates(resumed::step, 8)).containsExactly(expected);
  }

  @Test
  void plateauGoesOnFromAState() {
    ReduceLROnPlateau plateau =
        new ReduceLROnPlateau(sgd, PlateauOptions.DEFAULT.withPatience(2).withFactor(0.5));
    plateau.step(1);
    plateau.step(1);
    ReduceLROnPlateau resumed =
        new ReduceLROnPlateau(sgd, PlateauOptions.DEFAULT.withPatience(2).withFactor(0.5));
    resumed.loadStateDict(plateau.stateDict());
    resumed.step(1);
    assertThat(lr()).isEqualTo(1);
    resumed.step(1);
    assertThat(lr()).isEqualTo(0.5);
  }

  @Test
  void refusesWhatMakesNoSense() {
    refused("Factor should be < 1.0.", () -> PlateauOptions.DEFAULT.withFactor(1));
    refused(
        "Expected positive integer T_0, but got 0", () -> new CosineAnnealingWarmRestarts(sgd, 0));
    refused(
        "Constant multiplicative factor expected to be between 0 and 1.",
        () -> new ConstantLR(sgd, 2, 3));
    refused("Expected 1 lr_lambdas, but got 2", () -> new LambdaLR(sgd, List.of(k -> 1, k -> 1)));
    refused(
        "optimizer must support momentum or beta1",
        () -> new OneCycleLR(new Adagrad(List.of(Gradus.zeros(1).requiresGrad_())), 1, 5));
  }

  private static void refused(String sentence, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(sentence);
  }
}
