package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

/// The derivative of gamma numbers by their shape, against quotients of differences computed with
/// 40 digits.
class GammaShapeTest {
  private static final double[][] EXACT = {
    {0.01, 1e-30, 6.85166673319527e-27},
    {0.01, 0.5, 46.679279405150682},
    {0.3, 0.001, 0.022481140914591294},
    {0.3, 0.2, 1.2120372612897223},
    {0.3, 5.0, 4.6998244156798339},
    {1.0, 0.1, 0.28927311661593887},
    {1.0, 1.0, 1.1735630272247269},
    {1.0, 30.0, 4.0107027853226683},
    {2.5, 0.3, 0.30557287974671364},
    {2.5, 2.2, 1.0016044588261333},
    {2.5, 12.0, 2.1104815201820002},
    {50.0, 30.0, 0.76877415252524363},
    {50.0, 50.0, 1.0033399232497838},
    {50.0, 90.0, 1.3268891701812169},
    {1e4, 9900.0, 0.99499983265995214},
    {1e4, 10000.0, 1.0000166668333238},
    {1e4, 10400.0, 1.0197555369295166},
    {1e6, 1001500.0, 1.0007497920726055}
  };

  @Test
  void exactToEightDigits() {
    for (double[] row : EXACT) {
      assertThat(GammaShape.derivative(row[0], row[1]))
          .as("shape %s, number %s", row[0], row[1])
          .isCloseTo(row[2], withinPercentage(1e-6));
    }
  }

  @Test
  void edges() {
    assertThat(GammaShape.derivative(2, 0)).isZero();
    assertThat(GammaShape.derivative(-1, 1)).isNaN();
    assertThat(GammaShape.derivative(2, -1)).isNaN();
    assertThat(GammaShape.derivative(Double.NaN, 1)).isNaN();
  }
}
