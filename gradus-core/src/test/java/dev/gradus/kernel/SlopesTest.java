package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sums that gradients of normalisations need have the bits of plain loops.
class SlopesTest {
  private final Random random = new Random(11);

  private float[] numbers(int n) {
    return Numbers.aroundFive(random, n);
  }

  private static <A> double[] sums(
      DType dtype, NormLoops<A> loops, boolean swept, A x, A g, A c, @Nullable A w, int n, int m) {
    Slopes<A> slopes = new Slopes<>(dtype, loops, m, w);
    if (swept) {
      slopes.sweep(x, 3, n, g, 1, n, c, 1, n, m);
    } else {
      slopes.plain(x, 3, n, g, 1, n, c, 1, n, m);
    }
    double[] all = new double[3 * m];
    for (int r = 0; r < m; r++) {
      all[3 * r] = slopes.off(r);
      all[3 * r + 1] = slopes.total(r);
      all[3 * r + 2] = slopes.product(r);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"1,2", "31,1", "64,3", "100,2", "1024,4", "4097,1", "9000,2"})
  void sweepsHaveTheBitsOfPlainLoops(int n, int m) {
    Slopes.force();
    float[] x = numbers(3 + n * m);
    float[] g = numbers(1 + n * m);
    float[] c = numbers(m);
    for (float[] w : new float[][] {null, numbers(n)}) {
      FloatNormLoops floats = new FloatNormLoops(0);
      assertThat(sums(DType.FLOAT32, floats, true, x, g, c, w, n, m))
          .isEqualTo(sums(DType.FLOAT32, floats, false, x, g, c, w, n, m));
      DoubleNormLoops doubles = new DoubleNormLoops(0);
      double[] v = w == null ? null : Numbers.wide(w);
      assertThat(
              sums(
                  DType.FLOAT64,
                  doubles,
                  true,
                  Numbers.wide(x),
                  Numbers.wide(g),
                  Numbers.wide(c),
                  v,
                  n,
                  m))
          .isEqualTo(
              sums(
                  DType.FLOAT64,
                  doubles,
                  false,
                  Numbers.wide(x),
                  Numbers.wide(g),
                  Numbers.wide(c),
                  v,
                  n,
                  m));
    }
  }
}
