package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// Numbers at the ends of the range, and how results are compared with what reasoning says.
final class ExtremeValues {
  static final double INF = Double.POSITIVE_INFINITY;
  static final double NAN = Double.NaN;

  private ExtremeValues() {}

  /// The smallest numbers that a dtype has: one of them alone and a few times it.
  static double smallest(DType dtype) {
    return dtype == DType.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE;
  }

  /// A subnormal number in the middle of their range.
  static double subnormal(DType dtype) {
    return dtype == DType.FLOAT32 ? (float) 1e-40 : 1e-310;
  }

  /// Numbers without nan.
  static double[] points(DType dtype) {
    return new double[] {
      1e4, -1e4, subnormal(dtype), -subnormal(dtype), smallest(dtype), 0, 1, -2.5, 88, INF, -INF
    };
  }

  /// Rows of three, the last with nan.
  static List<double[]> rows(DType dtype) {
    double tiny = subnormal(dtype);
    return List.of(
        new double[] {1e4, -1e4, 0},
        new double[] {-1e4, -1e4, -9999},
        new double[] {1e4, 1e4, 1e4},
        new double[] {tiny, -2 * tiny, 5 * tiny},
        new double[] {0, 0, 0},
        new double[] {88, -88, 1},
        new double[] {INF, 0, 1},
        new double[] {-INF, 0, 1},
        new double[] {-INF, -INF, -INF},
        new double[] {INF, -INF, 3},
        new double[] {NAN, 0, 1});
  }

  static boolean isFinite(double... x) {
    return Arrays.stream(x).allMatch(Double::isFinite);
  }

  static Tensor leaf(DType dtype, double... values) {
    return Gradus.tensor(values).to(dtype).requiresGrad_();
  }

  /// Compares elements: as far as the dtype can tell, relatively, and `slack` beyond that.
  static void assertClose(String what, Tensor got, double[] want, double slack) {
    DType dtype = got.dtype();
    double[] all = got.detach().to(DType.FLOAT64).flatten().toDoubleArray();
    assertThat(all).as(what).hasSameSizeAs(want);
    for (int i = 0; i < all.length; i++) {
      double w = dtype == DType.FLOAT32 ? (float) want[i] : want[i];
      if (Double.isNaN(w) || Double.isInfinite(w)) {
        assertThat(all[i]).as("%s, element %d of %s", what, i, dtype).isEqualTo(Double.valueOf(w));
      } else {
        double relative = dtype == DType.FLOAT32 ? 6e-7 : 1e-12;
        double allowed = relative * Math.abs(w) + slack + 2 * smallest(dtype);
        assertThat(Math.abs(all[i] - w))
            .as("%s, element %d of %s: %s instead of %s", what, i, dtype, all[i], w)
            .isLessThanOrEqualTo(allowed);
      }
    }
  }

  static double[] pairwise(double[] a, double[] b, DoubleBinaryOperator f) {
    double[] y = new double[a.length];
    Arrays.setAll(y, i -> f.applyAsDouble(a[i], b[i]));
    return y;
  }

  static double max(double[] x) {
    return Arrays.stream(x).reduce(-INF, Math::max);
  }

  static double sum(double[] x) {
    return Arrays.stream(x).sum();
  }
}
