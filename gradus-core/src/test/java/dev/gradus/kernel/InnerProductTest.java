package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Inner products against exact sums, at sizes around the chain, the lanes and the blocks.
class InnerProductTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 63, 64, 65, 71, 72, 100, 4095, 4096, 4097, 8200})
  void doublesAreNearTheExactSum(int n) {
    double[] a = normal(2 * n + 1, 1);
    double[] b = normal(3 * n + 2, 2);
    BigDecimal exact = BigDecimal.ZERO;
    BigDecimal size = BigDecimal.ONE;
    for (int i = 0; i < n; i++) {
      BigDecimal term = new BigDecimal(a[1 + 2 * i]).multiply(new BigDecimal(b[2 + 3 * i]));
      exact = exact.add(term);
      size = size.add(term.abs());
    }
    double strided = InnerProduct.of(n, a, 1, 2, b, 2, 3);
    double error = Math.abs(exact.subtract(new BigDecimal(strided)).doubleValue());
    assertThat(error).isLessThan(0x1p-50 * size.doubleValue());
    double[] x = new double[n + 3];
    double[] y = new double[n + 1];
    for (int i = 0; i < n; i++) {
      x[3 + i] = a[1 + 2 * i];
      y[1 + i] = b[2 + 3 * i];
    }
    assertThat(InnerProduct.of(n, x, 3, 1, y, 1, 1)).isEqualTo(strided);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 63, 64, 77, 4096, 5001})
  void floatsAreNearTheSumInDouble(int n) {
    float[] a = new float[2 * n];
    float[] b = new float[n];
    Random random = new Random(n);
    double sum = 0;
    double size = 0;
    for (int i = 0; i < n; i++) {
      a[2 * i] = (float) random.nextGaussian();
      b[i] = (float) random.nextGaussian();
      double term = (double) a[2 * i] * b[i];
      sum += term;
      size += Math.abs(term);
    }
    assertThat(Math.abs(InnerProduct.of(n, a, 0, 2, b, 0, 1) - sum)).isLessThan(0x1p-20 * size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 64, 300})
  void dotReadsViews(int n) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor a = Gradus.arange(3L * n + 5).to(dtype).narrow(0, 5, 3L * n);
      Tensor every = n == 0 ? a : a.view(n, 3).select(1, 1);
      Tensor ones = Gradus.ones(dtype, n);
      double expected = 0;
      for (int i = 0; i < n; i++) {
        expected += 6 + 3 * i;
      }
      assertThat(every.dot(ones).item()).isEqualTo(expected);
      assertThat(ones.vdot(every).item()).isEqualTo(expected);
    }
  }

  private static double[] normal(int n, long seed) {
    Random random = new Random(seed);
    return random.doubles(n).map(u -> (u - 0.5) * Math.exp(8 * (u - 0.5))).toArray();
  }
}
