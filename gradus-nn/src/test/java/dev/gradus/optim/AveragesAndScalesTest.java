package dev.gradus.optim;

import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AveragesAndScalesTest {
  private final Tensor w = tensor(new double[] {2}).requiresGrad_();
  private final SGD sgd = new SGD(List.of(w), 1);

  private void set(double value) {
    try (var _ = noGrad()) {
      w.fill_(value);
    }
  }

  // --- The average ---

  @Test
  void averagesWithAFadingPast() {
    ExponentialMovingAverage average = new ExponentialMovingAverage(List.of(w), 0.75);
    set(4);
    average.update();
    set(8);
    average.update();
    assertThat(average.averages().getFirst().item()).isCloseTo(5, within(1e-12));
    try (var _ = average.swapped()) {
      assertThat(w.item()).isCloseTo(5, within(1e-12));
      assertThatThrownBy(average::update).isInstanceOf(GradusStateException.class);
    }
    assertThat(w.item()).isEqualTo(8);
    assertThat(average.averages().getFirst().item()).isCloseTo(5, within(1e-12));
  }

  @Test
  void averageGoesOnFromAState() {
    ExponentialMovingAverage average = new ExponentialMovingAverage(List.of(w), 0.5);
    average.update();
    set(4);
    ExponentialMovingAverage resumed = new ExponentialMovingAverage(List.of(w), 0.5);
    resumed.loadStateDict(average.stateDict());
    resumed.update();
    average.update();
    assertThat(resumed.averages().getFirst().equal(average.averages().getFirst())).isTrue();
    assertThat(average.averages().getFirst().item()).isEqualTo(3);
    assertThatThrownBy(() ->
            resumed.loadStateDict(
                new ExponentialMovingAverage(List.of(tensor(1.0)), 0.5).stateDict()))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining("tensors of the parameters' shapes");
    assertThatThrownBy(() -> new ExponentialMovingAverage(List.of(w), 1.5))
        .hasMessageStartingWith("Invalid decay value 1.5 provided.");
  }

  // --- The scaler ---

  @Test
  void scalesTheLossAndUnscalesTheGradients() {
    GradScaler scaler = new GradScaler(8, 2, 0.5, 2, true);
    scaler.scale(w.sum()).backward();
    assertThat(w.grad()).isNotNull();
    scaler.unscale_(sgd);
    assertThatThrownBy(() -> scaler.unscale_(sgd))
        .hasMessageStartingWith("unscale_() has already been called on this optimizer");
    assertThat(scaler.step(sgd)).isTrue();
    assertThat(w.item()).isEqualTo(1);
    assertThatThrownBy(() -> scaler.step(sgd))
        .hasMessageStartingWith("step() has already been called since the last update().");
    scaler.update();
    assertThat(scaler.getScale()).isEqualTo(8);
  }

  @Test
  void leavesAStepOutWhereAGradientIsInfiniteAndGrowsAgain() {
    GradScaler scaler = new GradScaler(8, 2, 0.5, 2, true);
    scaler.scale(w.mul(Double.POSITIVE_INFINITY).sum()).backward();
    assertThat(scaler.step(sgd)).isFalse();
    scaler.update();
    assertThat(w.item()).isEqualTo(2);
    assertThat(scaler.getScale()).isEqualTo(4);
    for (int k = 0; k < 2; k++) {
      sgd.zeroGrad();
      scaler.scale(w.sum()).backward();
      scaler.step(sgd);
      scaler.update();
    }
    assertThat(scaler.getScale()).isEqualTo(8);
    GradScaler resumed = new GradScaler();
    resumed.loadStateDict(scaler.stateDict());
    assertThat(resumed.getScale()).isEqualTo(8);
    assertThatThrownBy(scaler::update)
        .hasMessageStartingWith("No inf checks were recorded prior to update.");
  }
}
