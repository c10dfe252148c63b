package dev.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Gradus;
import dev.gradus.error.GradusArgumentException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SwaSchedulerTest {
  private static SGD sgd(double lr) {
    return new SGD(List.of(Gradus.zeros(2).requiresGrad_()), lr);
  }

  @ParameterizedTest
  @EnumSource
  void theRateGoesToTheConstantOneAndStaysThere(SWALR.Anneal anneal) {
    SGD sgd = sgd(0.5);
    var scheduler = new SWALR(sgd, 0.1, 4, anneal);
    for (int k = 0; k < 8; k++) {
      double t = Math.min(k / 4.0, 1);
      double share = anneal == SWALR.Anneal.COS ? Math.pow(Math.sin(Math.PI * t / 2), 2) : t;
      assertThat(scheduler.getLastLr()[0]).isCloseTo(0.5 - 0.4 * share, within(1e-12));
      sgd.step();
      scheduler.step();
    }
  }

  @Test
  void withoutEpochsToAnnealItIsThereAtOnce() {
    assertThat(new SWALR(sgd(0.5), 0.1, 0, SWALR.Anneal.COS).getLastLr()).containsExactly(0.1);
    assertThatThrownBy(() -> new SWALR(sgd(0.5), 0.1, -1, SWALR.Anneal.COS))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("anneal_epochs must be equal or greater than 0, got -1");
  }
}
