package dev.gradus.op.special;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.FractionAndExponent;
import dev.gradus.Gradus;
import dev.gradus.Special;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/// Dtypes, layouts, errors and exact values of special functions.
class SpecialFunctionsTest {
  private static double[] doubles(Tensor x) {
    return x.to(DType.FLOAT64).contiguous().toDoubleArray();
  }

  @Test
  void integersBecomeTheDefaultDtype() {
    for (DType dtype : List.of(DType.BOOL, DType.UINT8, DType.INT8, DType.INT32, DType.INT64)) {
      Tensor one = Gradus.ones(dtype, 2);
      assertThat(one.erf().dtype()).isEqualTo(DType.FLOAT32);
      assertThat(one.lgamma()).hasToString("tensor([0., 0.])");
      assertThat(one.acos()).hasToString("tensor([0., 0.])");
      assertThat(Special.zeta(one.mul(2), one).dtype()).isEqualTo(DType.FLOAT32);
      assertThat(Special.chebyshevPolynomialT(one, 3.0)).hasToString("tensor([1., 1.])");
    }
    Tensor half = tensor("[0.5, 2]").to(DType.FLOAT16);
    assertThat(half.lgamma().dtype()).isEqualTo(DType.FLOAT16);
    assertThat(half.erf().dtype()).isEqualTo(DType.FLOAT16);
    assertThat(half.igamma(half.to(DType.FLOAT64)).dtype()).isEqualTo(DType.FLOAT64);
    Tensor number = Gradus.scalarTensor(2, DType.FLOAT64);
    assertThat(tensor("[1, 2.]").igamma(number).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Special.zeta(2.0, tensor("[1, 2.]"))).hasToString("tensor([1.6449, 0.6449])");
    assertThatThrownBy(() -> Gradus.ones(DType.COMPLEX64, 2).lgamma())
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith("\"lgamma_cpu\" not implemented for 'ComplexFloat'\n");
  }

  @Test
  void everyLayoutGivesTheSameBits() {
    Tensor x = Gradus.linspace(-3, 4, 600 * 5).reshape(5, 600).to(DType.FLOAT64);
    Tensor wanted = x.lgamma();
    assertThat(x.t().lgamma().stride()).containsExactly(1, 600);
    assertThat(doubles(x.t().lgamma().t())).containsExactly(doubles(wanted));
    Tensor spaced = Gradus.stack(List.of(x, x), -1).select(-1, 1);
    assertThat(doubles(spaced.lgamma())).containsExactly(doubles(wanted));
    assertThat(doubles(x.narrow(1, 7, 300).lgamma()))
        .containsExactly(doubles(wanted.narrow(1, 7, 300)));
    Tensor q = Gradus.linspace(1, 2, 5).reshape(5, 1).to(DType.FLOAT64);
    Tensor a = Gradus.linspace(2, 3, 7).to(DType.FLOAT64);
    Tensor table = Special.zeta(a, q);
    assertThat(table.shape()).containsExactly(5, 7);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 7; j++) {
        assertThat(table.get(i, j).item()).isEqualTo(Special.zeta(a.get(j), q.get(i, 0)).item());
      }
    }
    assertThat(Gradus.zeros(0, 3).lgamma().shape()).containsExactly(0, 3);
    assertThat(tensor(0.5f).lgamma().shape()).isEmpty();
  }

  @Test
  void inPlace() {
    Tensor x = tensor("[[0.5, 1.5], [2.5, 3.5]]");
    Tensor column = x.clone();
    Tensor view = column.select(1, 1);
    assertThat(view.lgamma_()).isSameAs(view);
    assertThat(doubles(column.select(1, 1))).containsExactly(doubles(x.select(1, 1).lgamma()));
    assertThat(doubles(column.select(1, 0))).containsExactly(0.5, 2.5);
    assertThat(doubles(x.clone().erf_())).containsExactly(doubles(x.erf()));
    assertThat(doubles(x.clone().igamma_(x))).containsExactly(doubles(x.igamma(x)));
    assertThatThrownBy(() -> tensor("[1, 2]").lgamma_())
        .hasMessageStartingWith(
            "result type Float can't be cast to the desired output type Long\n");
    assertThatThrownBy(() -> tensor("[1.]").igamma_(tensor("[1., 2.]")))
        .hasMessageStartingWith("output with shape [1] doesn't match the broadcast shape [2]");
    Tensor leaf = tensor("[1.5]").requiresGrad_();
    Tensor y = leaf.mul(1).lgamma_();
    y.backward();
    assertThat(Objects.requireNonNull(leaf.grad())).hasToString("tensor([0.0365])");
  }

  @Test
  void slopesOfBesselFunctionsCloseToZero() {
    Tensor x = tensor(new double[] {0, 1e-310, -1e-300, 1e-20}).requiresGrad_();
    assertThat(doubles(Gradus.grad(Special.i1(x).sum(), x)[0])).containsOnly(0.5);
    assertThat(doubles(Gradus.grad(Special.i1e(x).sum(), x)[0])).containsOnly(0.5);
  }

  @Test
  void derivativesThatDoNotExist() {
    Tensor a = tensor("[1.5]").requiresGrad_();
    Tensor x = tensor("[2.5]").requiresGrad_();
    assertThatThrownBy(() -> a.igamma(x).backward())
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith("the derivative for 'igamma: input' is not implemented.");
    assertThatThrownBy(() -> a.igammac(x).backward())
        .hasMessageStartingWith("the derivative for 'igammac: input' is not implemented.");
    assertThatThrownBy(() -> Special.zeta(a.add(1), x).backward())
        .hasMessageStartingWith("the derivative for 'zeta' is not implemented.");
    assertThat(Special.besselJ0(a).requiresGrad()).isFalse();
    assertThat(Special.hermitePolynomialH(a, x).requiresGrad()).isFalse();
    assertThat(Objects.requireNonNull(a.igamma(x).gradFn()).name()).isEqualTo("IgammaBackward0");
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> tensor("[1.]").polygamma(-1))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("polygamma(n, x) does not support negative n.\n");
    assertThatThrownBy(() -> tensor("[1.]").mvlgamma(0))
        .hasMessageStartingWith("p has to be greater than or equal to 1\n");
    assertThatThrownBy(() -> tensor("[1.]").gcd(tensor("[2.]")))
        .hasMessageStartingWith("\"gcd_cpu\" not implemented for 'Float'\n");
    assertThatThrownBy(() -> tensor("[True]").lcm(tensor("[True]")))
        .hasMessageStartingWith("\"lcm_cpu\" not implemented for 'Bool'\n");
    assertThatThrownBy(() -> tensor("[1]").igamma(tensor("[2]")))
        .hasMessageStartingWith("\"igamma_cpu\" not implemented for 'Long'\n");
    assertThatThrownBy(() -> tensor("[1]").nextafter(tensor("[2]")))
        .hasMessageStartingWith("\"nextafter_cpu\" not implemented for 'Long'\n");
    assertThatThrownBy(() -> tensor("[1]").frexp())
        .hasMessageStartingWith("torch.frexp() only supports floating-point dtypes\n");
  }

  // --- Numbers ---

  @Test
  void divisorsAndMultiples() {
    for (DType dtype : List.of(DType.UINT8, DType.INT8, DType.INT16, DType.INT32, DType.INT64)) {
      Tensor a = tensor("[12, 0, 7, 0, 36]").to(dtype);
      Tensor b = tensor("[18, 5, 7, 0, 4]").to(dtype);
      assertThat(a.gcd(b).dtype()).isEqualTo(dtype);
      assertThat(doubles(a.gcd(b))).containsExactly(6, 5, 7, 0, 4);
      assertThat(doubles(a.lcm(b))).containsExactly(36, 0, 7, 0, 36);
    }
    assertThat(doubles(tensor("[-12, -4]").gcd(tensor("[18, -6]")))).containsExactly(6, 2);
    assertThat(doubles(tensor("[-12, -4]").lcm(tensor("[18, -6]")))).containsExactly(36, 12);
    assertThat(tensor("[4, 6]").gcd(tensor("[6]").to(DType.INT16)).dtype()).isEqualTo(DType.INT64);
    Tensor large = tensor(new int[] {100_000}).lcm(tensor(new int[] {70_001}));
    assertThat(large.itemLong()).isEqualTo(1_589_834_592L);
  }

  @Test
  void neighbours() {
    double inf = Double.POSITIVE_INFINITY;
    double[] from = {0, 1, -1, 1, 2, 0, inf, Double.NaN};
    double[] to = {1, 2, inf, 0, 2, -1, 0, 1};
    for (DType dtype : List.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32, DType.FLOAT64)) {
      double eps = dev.gradus.dtype.FInfo.of(dtype).eps();
      double max = dev.gradus.dtype.FInfo.of(dtype).max();
      double least = dev.gradus.dtype.FInfo.of(dtype).smallestNormal() * eps;
      double[] y = doubles(tensor(from).to(dtype).nextafter(tensor(to).to(dtype)));
      assertThat(y)
          .containsExactly(least, 1 + eps, -1 + eps / 2, 1 - eps / 2, 2, -least, max, Double.NaN);
    }
  }

  @Test
  void binaryParts() {
    double[] x = {1, -0.75, 1024, 0, Double.MIN_VALUE, Double.MAX_VALUE, 3e-310};
    FractionAndExponent parts = tensor(x).frexp();
    assertThat(parts.exponent().dtype()).isEqualTo(DType.INT32);
    assertThat(doubles(parts.exponent())).containsExactly(1, 0, 11, 0, -1073, 1024, -1028);
    double[] fractions = doubles(parts.mantissa());
    for (int i = 0; i < x.length; i++) {
      assertThat(Math.scalb(fractions[i], (int) doubles(parts.exponent())[i])).isEqualTo(x[i]);
    }
    assertThat(parts.exponent().requiresGrad()).isFalse();
    Tensor half = tensor("[6e-8, 65504, 0.5]").to(DType.FLOAT16);
    assertThat(doubles(half.frexp().exponent())).containsExactly(-23, 16, 0);
    double inf = Double.POSITIVE_INFINITY;
    assertThat(doubles(tensor(new double[] {inf, -inf}).frexp().mantissa()))
        .containsExactly(inf, -inf);
  }

  @Test
  void wholePowersOfTwoAreExact() {
    float[] exponents = new float[250];
    for (int i = 0; i < exponents.length; i++) {
      exponents[i] = i - 125;
    }
    double[] y = doubles(Gradus.ones(250).ldexp(tensor(exponents)));
    for (int i = 0; i < exponents.length; i++) {
      assertThat(y[i]).isEqualTo(Math.scalb(1.0, i - 125));
    }
    assertThat(tensor("[1, 2]").ldexp(tensor("[3, -1]"))).hasToString("tensor([8., 1.])");
    Tensor half = Gradus.ones(DType.FLOAT16, 1);
    assertThat(half.ldexp(tensor("[1]")).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(half.ldexp(tensor(1)).dtype()).isEqualTo(DType.FLOAT16);
  }

  // --- Polynomials ---

  @Test
  void polynomialsFollowTheirDefinitions() {
    checkPolynomial(Special::chebyshevPolynomialT, (x, n) -> Math.cos(n * Math.acos(x)));
    checkPolynomial(
        Special::chebyshevPolynomialU, (x, n) -> Math.sin((n + 1) * t(x)) / Math.sin(t(x)));
    checkPolynomial(
        Special::chebyshevPolynomialV, (x, n) -> Math.cos((n + 0.5) * t(x)) / Math.cos(t(x) / 2));
    checkPolynomial(
        Special::chebyshevPolynomialW, (x, n) -> Math.sin((n + 0.5) * t(x)) / Math.sin(t(x) / 2));
    checkPolynomial(
        Special::shiftedChebyshevPolynomialT, (x, n) -> Math.cos(n * Math.acos(2 * x - 1)));
    checkPolynomial(Special::legendrePolynomialP, SpecialFunctionsTest::legendre);
    Tensor x = tensor(new double[] {0.5, 2, -3});
    assertThat(doubles(Special.hermitePolynomialH(x, 3.0))).containsExactly(-5, 40, -180);
    assertThat(doubles(Special.hermitePolynomialHe(x, 3.0))).containsExactly(-1.375, 2, -18);
    assertThat(doubles(Special.laguerrePolynomialL(x, 2.0))).containsExactly(0.125, -1, 11.5);
    assertThat(doubles(Special.chebyshevPolynomialT(x, -1.0))).containsOnly(0);
    assertThat(doubles(Special.laguerrePolynomialL(x, Double.POSITIVE_INFINITY))).containsOnly(0);
    assertThat(doubles(Special.chebyshevPolynomialT(2.0, tensor("[0, 1, 2, 2.9]"))))
        .containsExactly(1, 2, 7, 7);
    // At the ends the recurrences would lose digits.
    Tensor ends = tensor(new double[] {1, -1});
    assertThat(doubles(Special.chebyshevPolynomialU(ends, 1001.0))).containsExactly(1002, -1002);
    assertThat(doubles(Special.chebyshevPolynomialV(ends, 20.0))).containsExactly(1, 41);
    assertThat(doubles(Special.chebyshevPolynomialW(ends, 21.0))).containsExactly(43, -1);
    assertThat(doubles(Special.hermitePolynomialH(tensor("[0.5]"), 129.0)))
        .containsOnly(Double.NaN);
    // Infinite where a float32 is, then nan.
    Tensor large = tensor("[1e30]");
    assertThat(doubles(Special.legendrePolynomialP(large, 2.0)))
        .containsExactly(Double.POSITIVE_INFINITY);
  }

  private static double t(double x) {
    return Math.acos(x);
  }

  private static double legendre(double x, double n) {
    double sum = 0;
    for (int k = 0; k <= n; k++) {
      double binomial = 1;
      for (int i = 0; i < k; i++) {
        binomial *= (n - i) / (i + 1);
      }
      sum += binomial * binomial * Math.pow(x - 1, n - k) * Math.pow(x + 1, k);
    }
    return sum / Math.pow(2, n);
  }

  private static void checkPolynomial(BinaryOperator<Tensor> f, DoubleBinaryOperator wanted) {
    for (double x : new double[] {0.1, 0.45, 0.77, 0.98}) {
      for (int n = 0; n < 14; n++) {
        Tensor y = f.apply(tensor(x, DType.FLOAT64), tensor(n, DType.FLOAT64));
        assertThat(y.item())
            .as("x %s, n %d", x, n)
            .isCloseTo(wanted.applyAsDouble(x, n), org.assertj.core.data.Offset.offset(1e-11));
      }
    }
  }
}
