package dev.gradus;

import static dev.gradus.Gradus.tensor;
import static dev.gradus.LinalgNorms.norm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Euclidean norms where squares are out of range.
class NormRangeTest {
  @ParameterizedTest
  @ValueSource(doubles = {1e200, 1e-200, 1, 1e-310})
  void squaresOfDoublesMayOverflowOrVanish(double unit) {
    double y = norm(tensor(new double[] {3 * unit, -4 * unit})).item();
    assertThat(y / unit).isCloseTo(5, within(unit < 1e-300 ? 1e-10 : 1e-14));
  }

  @ParameterizedTest
  @ValueSource(floats = {1e30f, 1e-30f, 1e-40f})
  void squaresOfFloatsDoNeither(float unit) {
    float y = (float) norm(tensor(new float[] {3 * unit, -4 * unit})).item();
    assertThat(y).isEqualTo((float) Math.hypot(3 * unit, -4 * unit));
  }

  @Test
  void infinitiesNanAndZeros() {
    assertThat(norm(tensor(new double[] {1, Double.NEGATIVE_INFINITY})).item()).isInfinite();
    assertThat(norm(tensor(new double[] {1, Double.NaN})).item()).isNaN();
    assertThat(norm(tensor(new float[] {1, Float.NaN}), Double.POSITIVE_INFINITY).item()).isNaN();
    assertThat(norm(tensor(new double[] {0, -0.0})).item()).isEqualTo(0);
    assertThat(norm(tensor(new float[] {2, -3}), Double.POSITIVE_INFINITY).item()).isEqualTo(3);
    assertThat(norm(tensor(new float[] {2, -3}), Double.NEGATIVE_INFINITY).item()).isEqualTo(2);
    assertThat(norm(tensor(new float[] {2, -3}), 1).item()).isEqualTo(5);
  }
}
