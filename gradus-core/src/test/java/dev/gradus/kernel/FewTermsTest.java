package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FewTermsTest {
  private static final long[] NONE = {};
  private static final int AT = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 16, 17, 20, 24, 25, 31, 32})
  void theBitsAreThoseOfTheReduction(int n) {
    float[] x = new float[AT + n];
    double[] wide = new double[AT + n];
    for (int i = 0; i < x.length; i++) {
      wide[i] = Math.sin(i) * Math.exp(3 * Math.cos(7 * i));
      x[i] = (float) wide[i];
    }
    float[] y = new float[1];
    double[] z = new double[1];
    long[] size = {n};
    long[] step = {1};
    Reduction.sum(DType.FLOAT32, DType.FLOAT32, NONE, NONE, size, step, x, AT, y, 0);
    Reduction.sum(DType.FLOAT64, DType.FLOAT64, NONE, NONE, size, step, wide, AT, z, 0);
    assertThat(FewTerms.sum(x, AT, n)).isEqualTo(y[0]);
    assertThat(FewTerms.sum(wide, AT, n)).isEqualTo(z[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 32})
  void negativeZerosBecomePositive(int n) {
    float[] x = new float[n];
    java.util.Arrays.fill(x, -0f);
    assertThat(Float.floatToRawIntBits(FewTerms.sum(x, 0, n))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 40})
  void sumsOfOneNumberEachHaveTheBitsOfTheReduction(int n) {
    float[] x = new float[AT + n];
    double[] wide = new double[AT + n];
    for (int i = 0; i < n; i++) {
      wide[AT + i] = i % 3 == 0 ? -0.0 : Math.sin(i);
      x[AT + i] = (float) wide[AT + i];
    }
    float[] y = new float[n];
    float[] sums = new float[n];
    double[] z = new double[n];
    double[] wideSums = new double[n];
    long[] kept = {n};
    long[] one = {1};
    Reduction.sum(DType.FLOAT32, DType.FLOAT32, kept, one, one, kept, x, AT, y, 0);
    Reduction.sum(DType.FLOAT64, DType.FLOAT64, kept, one, one, kept, wide, AT, z, 0);
    FewTerms.sumsOfOne(x, AT, n, sums);
    FewTerms.sumsOfOne(wide, AT, n, wideSums);
    assertThat(sums).isEqualTo(y);
    assertThat(wideSums).isEqualTo(z);
  }
}
