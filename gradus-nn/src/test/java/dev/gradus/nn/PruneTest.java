package dev.gradus.nn;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import dev.gradus.nn.Prune.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Parameters of which elements are 0 for good.
class PruneTest {
  private static Linear linear(float[]... rows) {
    Linear layer = new Linear(rows[0].length, rows.length, false);
    layer.loadStateDict(Map.of("weight", tensor(rows)));
    return layer;
  }

  private static double[] weight(Linear layer) {
    return Values.of(layer.weight().reshape(-1));
  }

  @Test
  void theSmallestElementsGoAndAgainAmongTheRest() {
    Linear layer = linear(new float[] {1, -4}, new float[] {3, 2});
    Tensor original = layer.weight();
    Prune.l1Unstructured(layer, "weight", 0.5);

    assertThat(weight(layer)).containsExactly(0, -4, 3, 0);
    assertThat(layer.stateDict()).containsOnlyKeys("weight_orig", "weight_mask");
    assertThat(layer.getParameter("weight_orig")).isSameAs(original);
    assertThat(Prune.isPruned(layer)).isTrue();
    Prune.l1Unstructured(layer, "weight", 1L);
    assertThat(weight(layer)).containsExactly(0, -4, 0, 0);
    layer.call(ones(1, 2)).sum().backward();
    assertThat(Layer.there(original.grad()).reshape(-1).toDoubleArray())
        .containsExactly(0, 1, 0, 0);
    Prune.remove(layer, "weight");
    assertThat(weight(layer)).containsExactly(0, -4, 0, 0);
    assertThat(layer.weight()).isSameAs(original);
    assertThat(layer.stateDict()).containsOnlyKeys("weight");
    assertThat(Prune.isPruned(layer)).isFalse();
  }

  @Test
  void slicesGoWhole() {
    Linear layer = linear(new float[] {1, 5, 1}, new float[] {3, 1, 3}, new float[] {1, 1, 2});
    Prune.lnStructured(layer, "weight", 1L, 2, 0);
    assertThat(weight(layer)).containsExactly(1, 5, 1, 3, 1, 3, 0, 0, 0);
    Prune.lnStructured(layer, "weight", 0.5, 1, -1);
    assertThat(weight(layer)).containsExactly(0, 5, 0, 0, 1, 0, 0, 0, 0);
    Prune.randomStructured(layer, "weight", 1L, 0);
    assertThat(weight(layer)).contains(0);
  }

  @Test
  void drawnElementsAndGivenMasks() {
    Linear layer = linear(new float[] {1, 2, 3, 4, 5, 6, 7, 8});
    Prune.randomUnstructured(layer, "weight", 0.25);
    assertThat(layer.get("weight_mask").sum().item()).isEqualTo(6);
    Prune.randomUnstructured(layer, "weight", 0.5);
    assertThat(layer.get("weight_mask").sum().item()).isEqualTo(3);
    Linear other = linear(new float[] {1, 2});
    Prune.identity(other, "weight");
    assertThat(weight(other)).containsExactly(1, 2);
    Prune.customFromMask(other, "weight", tensor(new float[][] {{0, 1}}));
    assertThat(weight(other)).containsExactly(0, 2);
  }

  @Test
  void theSmallestOfAllTogether() {
    Linear a = linear(new float[] {1, 9});
    Linear b = linear(new float[] {2, 3});
    Prune.globalUnstructured(List.of(new Place(a, "weight"), new Place(b, "weight")), 0.5);

    assertThat(weight(a)).containsExactly(0, 9);
    assertThat(weight(b)).containsExactly(0, 3);
  }

  @Test
  void wrongAmountsAndNamesAreRefused() {
    Linear layer = linear(new float[] {1, 2});

    assertThatThrownBy(() -> Prune.l1Unstructured(layer, "weight", 1.5))
        .hasMessageStartingWith("amount=1.5 should either be a float in the range [0, 1]");
    assertThatThrownBy(() -> Prune.l1Unstructured(layer, "weight", 3L))
        .hasMessage("amount=3 should be smaller than the number of parameters to prune=2");
    assertThatThrownBy(() -> Prune.remove(layer, "weight"))
        .hasMessageStartingWith("Parameter 'weight' of module Linear(in_features=2");
    assertThat(layer.stateDict()).containsOnlyKeys("weight");
  }
}
