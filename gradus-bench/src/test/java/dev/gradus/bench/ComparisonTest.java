package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void differencesAreRelativeToTheNumbers() {
    assertThat(Comparison.difference(new float[] {30, 40}, new float[] {30, 40})).isZero();
    assertThat(Comparison.difference(new float[] {31, 40}, new float[] {30, 40})).isEqualTo(0.02);
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
