package dev.gradus.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.conformance.cases.TensorData;
import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static TensorData reals(DType dtype, double... values) {
    int count = dtype.isComplex() ? values.length / 2 : values.length;
    return TensorData.ofReals(dtype, new long[] {count}, values);
  }

  private static @Nullable String compare(String op, DType dtype, double expected, double actual) {
    TensorData wanted = reals(dtype, expected);
    return Comparison.difference(wanted, reals(dtype, actual), Tolerance.of(op, wanted, false));
  }

  @Test
  void toleranceEdges() {
    // float64: 1e-9 + 1e-7 * 2 = 2.01e-7
    assertThat(compare("mul", DType.FLOAT64, 2, 2 + 2.00e-7)).isNull();
    assertThat(compare("mul", DType.FLOAT64, 2, 2 + 2.02e-7)).isNotNull();
    // float32: 1e-5 + 1.3e-5 * 2 = 3.6e-5
    assertThat(compare("mul", DType.FLOAT32, 2, 2 - 3.5e-5)).isNull();
    assertThat(compare("mul", DType.FLOAT32, 2, 2 - 3.7e-5)).isNotNull();
    assertThat(compare("mul", DType.FLOAT16, 1, 1.001)).isNull();
    assertThat(compare("mul", DType.FLOAT16, 1, 1.0012)).isNotNull();
    assertThat(compare("mul", DType.BFLOAT16, 1, 1.016)).isNull();
    assertThat(compare("mul", DType.BFLOAT16, 1, 1.017)).isNotNull();
  }

  @Test
  void iterativeAndSpecialFunctionsAreLooser() {
    // float64: 1e-5 + 1e-5 * 2 = 3e-5
    assertThat(compare("linalg.inv", DType.FLOAT64, 2, 2 + 2.9e-5)).isNull();
    assertThat(compare("linalg.inv", DType.FLOAT64, 2, 2 + 3.1e-5)).isNotNull();
    assertThat(compare("special.zeta", DType.FLOAT64, 2, 2 + 2.9e-5)).isNull();
    assertThat(compare("linalg.vecdot", DType.FLOAT64, 2, 2 + 2.9e-5)).isNotNull();
    // float32: atol grows with the largest recorded value.
    TensorData wanted = reals(DType.FLOAT32, 0, -100);
    Tolerance tolerance = Tolerance.of("lgamma", wanted, false);
    assertThat(tolerance.rtol()).isEqualTo(1e-4);
    assertThat(tolerance.atol()).isCloseTo(1.1e-4, within(1e-18));
    assertThat(Tolerance.of("logcumsumexp", wanted, true).rtol()).isEqualTo(1e-2);
    assertThat(Tolerance.of("logcumsumexp", wanted, false).rtol()).isEqualTo(1.3e-5);
  }

  @Test
  void nanAndInfinity() {
    double nan = Double.NaN;
    double inf = Double.POSITIVE_INFINITY;
    assertThat(compare("mul", DType.FLOAT64, nan, nan)).isNull();
    assertThat(compare("mul", DType.FLOAT64, nan, 1)).isNotNull();
    assertThat(compare("mul", DType.FLOAT64, 1, nan)).isNotNull();
    assertThat(compare("mul", DType.FLOAT64, inf, inf)).isNull();
    assertThat(compare("mul", DType.FLOAT64, inf, -inf)).isNotNull();
    assertThat(compare("mul", DType.FLOAT64, inf, 1e300)).isNotNull();
    assertThat(compare("mul", DType.FLOAT64, 0.0, -0.0)).isNull();
  }

  @Test
  void integersAreExact() {
    TensorData wanted = TensorData.ofIntegers(DType.INT64, new long[] {1}, new long[] {1L << 60});
    TensorData off =
        TensorData.ofIntegers(DType.INT64, new long[] {1}, new long[] {(1L << 60) + 1});
    Tolerance tolerance = Tolerance.of("mul", wanted, false);
    assertThat(Comparison.difference(wanted, wanted, tolerance)).isNull();
    assertThat(Comparison.difference(wanted, off, tolerance)).startsWith("at [0]: ");
  }

  @Test
  void complexNumbersAreComparedByModulus() {
    TensorData wanted = reals(DType.COMPLEX128, 3e6, 0, 1, 2);
    Tolerance tolerance = Tolerance.of("mul", wanted, false);
    assertThat(Comparison.difference(wanted, reals(DType.COMPLEX128, 3e6, 0.2, 1, 2), tolerance))
        .isNull();
    assertThat(Comparison.difference(wanted, reals(DType.COMPLEX128, 3e6, 0, 1, 2.1), tolerance))
        .isEqualTo("at [1]: 1.0+2.1i, expected 1.0+2.0i");
    TensorData infinite = reals(DType.COMPLEX128, Double.POSITIVE_INFINITY, Double.NaN);
    assertThat(Comparison.difference(infinite, infinite, tolerance)).isNull();
    assertThat(
            Comparison.difference(
                infinite, reals(DType.COMPLEX128, Double.POSITIVE_INFINITY, 0), tolerance))
        .isNotNull();
  }

  @Test
  void positionIsNamed() {
    TensorData wanted = TensorData.ofReals(DType.FLOAT64, new long[] {2, 3}, new double[6]);
    TensorData off =
        TensorData.ofReals(DType.FLOAT64, new long[] {2, 3}, new double[] {0, 0, 0, 0, 1, 0});
    assertThat(Comparison.difference(wanted, off, Tolerance.EXACT)).startsWith("at [1, 1]: 1.0");
  }

  @Test
  void stridesOfSizeOneAndEmptyTensorsMeanNothing() {
    TensorData wanted = TensorData.ofReals(DType.FLOAT64, new long[] {1, 2}, new double[2]);
    assertThat(Comparison.stridesAgree(wanted, wanted.withStrides(new long[] {77, 1}))).isTrue();
    assertThat(Comparison.stridesAgree(wanted, wanted.withStrides(new long[] {2, 2}))).isFalse();
    TensorData transposed = wanted.withStrides(new long[] {1, 3});
    assertThat(Comparison.stridesAgree(transposed, wanted)).isFalse();
    TensorData empty = TensorData.ofReals(DType.FLOAT64, new long[] {0, 2}, new double[0]);
    assertThat(Comparison.stridesAgree(empty, empty.withStrides(new long[] {9, 9}))).isTrue();
  }
}
