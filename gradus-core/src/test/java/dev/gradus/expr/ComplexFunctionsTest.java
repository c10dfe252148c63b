package dev.gradus.expr;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusUnsupportedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Functions of complex numbers: against values of 19 digits, on both sides of branch cuts, and at
/// zeros and infinities.
class ComplexFunctionsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final Map<String, Expr> FUNCTIONS = functions();

  private static Map<String, Expr> functions() {
    Expr z = x(0);
    Map<String, Expr> all = new LinkedHashMap<>();
    all.put("exp", z.exp());
    all.put("expm1", z.expm1());
    all.put("log", z.log());
    all.put("log1p", z.log1p());
    all.put("sqrt", z.sqrt());
    all.put("sin", z.sin());
    all.put("cos", z.cos());
    all.put("tan", Complexes.tan(z));
    all.put("sinh", Complexes.sinh(z));
    all.put("cosh", Complexes.cosh(z));
    all.put("tanh", z.tanh());
    all.put("asin", Complexes.asin(z));
    all.put("acos", Complexes.acos(z));
    all.put("atan", Complexes.atan(z));
    all.put("asinh", Complexes.asinh(z));
    all.put("acosh", Complexes.acosh(z));
    all.put("atanh", Complexes.atanh(z));
    all.put("sigmoid", z.sigmoid());
    all.put("reciprocal", c(1).div(z));
    all.put("sgn", z.sign());
    return all;
  }

  private static double[] value(Expr e, Compute type, double... parts) {
    long complex = (1L << parts.length / 2) - 1;
    List<Expr> lowered = ComplexLowering.lower(e, complex);
    double re = Interpreter.evaluate(lowered.getFirst(), type, parts, new double[0]);
    double im =
        lowered.size() > 1 ? Interpreter.evaluate(lowered.get(1), type, parts, new double[0]) : 0;
    return new double[] {re, im};
  }

  private static double[] at(String function, double re, double im) {
    return value(Objects.requireNonNull(FUNCTIONS.get(function)), Compute.DOUBLE, re, im);
  }

  /// The distance in units of the last place of the size of the value.
  private static double error(double[] got, double re, double im, Compute type) {
    double size = Math.hypot(re, im);
    double unit = type == Compute.FLOAT ? Math.ulp((float) size) : Math.ulp(size);
    return Math.hypot(got[0] - re, got[1] - im) / unit;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void fewUnitsOfTheSizeInTheLastPlace(Compute type) throws IOException {
    Map<String, Double> worst = new HashMap<>();
    for (String line : table()) {
      String[] word = line.split(" ");
      double[] n = new double[4];
      for (int i = 0; i < n.length; i++) {
        n[i] = Double.parseDouble(word[i + 1]);
      }
      Expr e = Objects.requireNonNull(FUNCTIONS.get(word[0]));
      double[] got = value(e, type, n[0], n[1]);
      worst.merge(word[0], error(got, n[2], n[3], type), Math::max);
    }
    assertThat(worst.keySet()).isEqualTo(FUNCTIONS.keySet());
    assertThat(worst.values()).as("%s", worst).allSatisfy(e -> assertThat(e).isLessThan(4));
  }

  private static List<String> table() throws IOException {
    try (InputStream in = ComplexFunctionsTest.class.getResourceAsStream("complex-functions.txt")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  /// The sign of a zero says on which side of a cut a number lies.
  @ParameterizedTest
  @CsvSource({
    "sqrt, -4, 0, 0, 2",
    "sqrt, -4, -0.0, 0, -2",
    "log, -1, 0, 0, 3.141592653589793",
    "log, -1, -0.0, 0, -3.141592653589793",
    "asin, 2, 0, 1.5707963267948966, 1.3169578969248168",
    "asin, 2, -0.0, 1.5707963267948966, -1.3169578969248168",
    "asin, -2, 0, -1.5707963267948966, 1.3169578969248168",
    "acos, 2, 0, 0, -1.3169578969248168",
    "acos, 2, -0.0, 0, 1.3169578969248168",
    "acos, -2, 0, 3.141592653589793, -1.3169578969248168",
    "acosh, 0.5, 0, 0, 1.0471975511965979",
    "acosh, 0.5, -0.0, 0, -1.0471975511965979",
    "acosh, -2, 0, 1.3169578969248168, 3.141592653589793",
    "acosh, -2, -0.0, 1.3169578969248168, -3.141592653589793",
    "atanh, 2, 0, 0.5493061443340549, 1.5707963267948966",
    "atanh, 2, -0.0, 0.5493061443340549, -1.5707963267948966",
    "atan, 0, 2, 1.5707963267948966, 0.5493061443340549",
    "atan, -0.0, 2, -1.5707963267948966, 0.5493061443340549",
    "asinh, 0, 2, 1.3169578969248168, 1.5707963267948966",
    "asinh, -0.0, 2, -1.3169578969248168, 1.5707963267948966"
  })
  void bothSidesOfCuts(String function, double re, double im, double wantedRe, double wantedIm) {
    double[] got = at(function, re, im);
    assertThat(error(got, wantedRe, wantedIm, Compute.DOUBLE)).isLessThan(4);
  }

  @Test
  void zerosKeepTheirSigns() {
    for (String odd : List.of("sin", "tan", "sinh", "tanh", "expm1", "log1p", "sqrt", "asinh")) {
      for (double sign : new double[] {0.0, -0.0}) {
        assertThat(at(odd, 0, sign)).as("%s of %s i", odd, sign).isEqualTo(new double[] {0, sign});
      }
    }
    assertThat(at("sin", -0.0, 0)).isEqualTo(new double[] {-0.0, 0});
    assertThat(at("sgn", 0, 0)).isEqualTo(new double[] {0, 0});
    assertThat(at("exp", 0, -0.0)).isEqualTo(new double[] {1, -0.0});
  }

  @Test
  void infinitiesAreThoseOfC99() {
    assertThat(at("exp", -INF, INF)).isEqualTo(new double[] {0, 0});
    assertThat(at("exp", INF, 0)).isEqualTo(new double[] {INF, 0});
    assertThat(at("exp", INF, NAN)).isEqualTo(new double[] {INF, NAN});
    assertThat(at("log", 0, 0)).isEqualTo(new double[] {-INF, 0});
    assertThat(at("log", NAN, INF)).isEqualTo(new double[] {INF, NAN});
    assertThat(at("log", -INF, INF)).isEqualTo(new double[] {INF, 3 * Math.PI / 4});
    assertThat(at("sqrt", -INF, 1)).isEqualTo(new double[] {0, INF});
    assertThat(at("sqrt", INF, -1)).isEqualTo(new double[] {INF, -0.0});
    assertThat(at("sqrt", NAN, INF)).isEqualTo(new double[] {INF, INF});
    assertThat(at("tanh", INF, 1)).isEqualTo(new double[] {1, 0});
    assertThat(at("tanh", -INF, INF)).isEqualTo(new double[] {-1, 0});
    assertThat(at("sigmoid", 800, 3)[0]).isEqualTo(1);
    assertThat(at("sigmoid", -800, 3)).isEqualTo(new double[] {0, 0});
    assertThat(at("reciprocal", 0, 0)).isEqualTo(new double[] {INF, NAN});
    assertThat(value(x(0).abs(), Compute.DOUBLE, NAN, -INF)[0]).isEqualTo(INF);
  }

  @Test
  void nothingOverflowsBeforeTheResultDoes() {
    double huge = 1e308;
    assertThat(value(x(0).abs(), Compute.DOUBLE, huge, huge)[0]).isEqualTo(Math.sqrt(2) * huge);
    assertThat(at("sqrt", huge, huge)[0]).isCloseTo(1.0986841134678098e154, within(1e140));
    double large = 8e307;
    assertThat(value(x(0).div(x(1)), Compute.DOUBLE, large, large, large, large))
        .isEqualTo(new double[] {1, 0});
    double tiny = 1e-320;
    assertThat(value(x(0).div(x(1)), Compute.DOUBLE, tiny, tiny, tiny, tiny))
        .isEqualTo(new double[] {1, 0});
    assertThat(at("log", huge, huge)[0]).isCloseTo(709.5427822324464, within(1e-9));
    // exp(710) is infinite, its product with a small cosine is not.
    assertThat(at("exp", 710, 1.57)[0]).isCloseTo(1.7789e305, within(1e302));
    assertThat(at("cos", 1.57, 711)[0]).isCloseTo(2.41785e305, within(1e301));
  }

  private static org.assertj.core.data.Offset<Double> within(double by) {
    return org.assertj.core.data.Offset.offset(by);
  }

  @Test
  void powers() {
    Expr power = x(0).pow(x(1));
    assertThat(value(power, Compute.DOUBLE, 0, 0, 0, 0)).isEqualTo(new double[] {1, 0});
    assertThat(value(power, Compute.DOUBLE, 0, 0, 2, 1)).isEqualTo(new double[] {0, 0});
    assertThat(
            error(
                value(power, Compute.DOUBLE, 0, 1, 0, 1),
                Math.exp(-Math.PI / 2),
                0,
                Compute.DOUBLE))
        .isLessThan(4);
    assertThat(value(x(0).pow(c(2)), Compute.DOUBLE, 1, 2)).isEqualTo(new double[] {-3, 4});
    assertThat(value(x(0).pow(c(-1)), Compute.DOUBLE, 0, 2)).isEqualTo(new double[] {0, -0.5});
    double[] two = value(c(2).pow(x(0)), Compute.DOUBLE, 3, 0);
    assertThat(two).isEqualTo(new double[] {8, 0});
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void anglesOfPoints(Compute type) {
    Expr angle = x(0).atan2(x(1));
    double[] edges = {0.0, -0.0, 1, -1, 2.5, -0x1p-90, INF, -INF, NAN};
    for (double y : edges) {
      for (double x : edges) {
        double wanted = StrictMath.atan2((float) y, (float) x);
        double got = Interpreter.evaluate(angle, type, new double[] {y, x}, new double[0]);
        double unit = type == Compute.FLOAT ? Math.ulp((float) wanted) : Math.ulp(wanted);
        boolean alike =
            Double.isNaN(wanted)
                ? Double.isNaN(got)
                : Math.abs(got - wanted) <= unit
                    && Math.copySign(1, got) == Math.copySign(1, wanted);
        assertThat(alike).as("atan2(%s, %s) = %s", y, x, got).isTrue();
      }
    }
    Random random = new Random(7);
    double worst = 0;
    for (int i = 0; i < 5000; i++) {
      float y = (float) (random.nextGaussian() * Math.exp(8 * random.nextGaussian()));
      float x = (float) random.nextGaussian();
      double wanted = StrictMath.atan2(y, x);
      double got = Interpreter.evaluate(angle, type, new double[] {y, x}, new double[0]);
      double unit = type == Compute.FLOAT ? Math.ulp((float) wanted) : Math.ulp(wanted);
      worst = Math.max(worst, Math.abs(got - wanted) / unit);
    }
    // StrictMath itself is up to two units off.
    assertThat(worst).isLessThan(type == Compute.FLOAT ? 1.9 : 4);
  }

  @Test
  void stepsThatNeedAnOrderAreRefused() {
    assertThatThrownBy(() -> ComplexLowering.lower(x(0).max(c(0)), 1))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageContaining("MAX");
    assertThatThrownBy(() -> ComplexLowering.lower(x(0).lt(c(0)), 1))
        .isInstanceOf(GradusUnsupportedException.class);
  }
}
