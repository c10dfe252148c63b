package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The gradient of log-softmax from one number per row has the bits of that from the whole row.
class OneInEachRowTest {
  private static final long IGNORED = -100;
  private static final int AT = 2;

  @ParameterizedTest
  @CsvSource({"1,1", "1,10", "7,3", "64,10", "5,31", "9,33", "3,63", "4,64", "130,70", "3,5000"})
  void theBitsAreThoseOfTheWholeRow(int rows, int n) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (boolean same : new boolean[] {false, true}) {
        check(dtype, rows, n, same);
      }
    }
  }

  private static void check(DType dtype, int rows, int n, boolean same) {
    boolean wide = dtype == DType.FLOAT64;
    Object y = array(wide, rows * n);
    Object values = array(wide, AT + rows);
    long[] target = new long[AT + rows];
    for (int r = 0; r < rows; r++) {
      target[AT + r] = r % 5 == 3 ? IGNORED : 7L * r % n;
      set(values, AT + r, r % 4 == 1 ? -0.0 : r % 4 == 2 ? 1e30 : Math.sin(r) - 0.3);
      for (int i = 0; i < n; i++) {
        set(y, r * n + i, i % 11 == 10 ? -200 : -Math.abs(3 * Math.cos(r + 5.0 * i)));
      }
    }
    OneInEachRow one = OneInEachRow.of(values, AT, same, rows, n, target, AT, IGNORED);
    Object g = array(wide, rows * n);
    one.fill(g);
    Object expected = array(wide, rows * n);
    Object found = array(wide, rows * n);
    SoftmaxRows softmax = new SoftmaxRows(dtype, rows, n, true, false);
    softmax.backward(g, y, expected);
    softmax.backward(one, y, found);
    assertThat(found).as("%s", dtype).isEqualTo(expected);
  }

  private static Object array(boolean wide, int n) {
    return wide ? new double[n] : new float[n];
  }

  private static void set(Object array, int i, double value) {
    if (array instanceof double[] wide) {
      wide[i] = value;
    } else {
      ((float[]) array)[i] = (float) value;
    }
  }
}
