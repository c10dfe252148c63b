package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void differencesAreRelativeToTheLargestNumber() {
    assertThat(Comparison.difference(new float[] {1, 100}, new float[] {1, 100})).isZero();
    assertThat(Comparison.difference(new float[] {2, 100}, new float[] {1, 100})).isEqualTo(0.01);
  }

  @Test
  void otherwiseNothingIsTheSame() {
    float[] some = {1};
    assertThat(Comparison.difference(some, new float[] {1, 2})).isInfinite();
    assertThat(Comparison.difference(new float[0], new float[0])).isInfinite();
    assertThat(Comparison.difference(new float[] {Float.NaN}, some)).isInfinite();
    assertThat(Comparison.difference(some, new float[] {0})).isInfinite();
  }
}
