package dev.gradus.expr;

import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Errors of the formulas, in units of the last place of the result.
///
/// The environment variable `GRADUS_ACCURACY_POINTS` asks for more points, as the table in
/// `docs/accuracy.md` has them.
class AccuracyTest {
  static final int POINTS =
      Integer.parseInt(System.getenv().getOrDefault("GRADUS_ACCURACY_POINTS", "200"));

  /// A function, where it is sampled (the logarithms of sizes evenly), and its bound.
  record Case(
      Expr e,
      Compute type,
      double low,
      double high,
      double bound,
      BinaryOperator<BigDecimal> exact) {
    @Override
    public String toString() {
      return e.op() + " of " + type + " for sizes " + low + " to " + high;
    }
  }

  private static void add(
      List<Case> into,
      Expr e,
      double[] floats,
      double[] doubles,
      double single,
      double wide,
      UnaryOperator<BigDecimal> f) {
    into.add(new Case(e, Compute.FLOAT, floats[0], floats[1], single, (a, _) -> f.apply(a)));
    into.add(new Case(e, Compute.DOUBLE, doubles[0], doubles[1], wide, (a, _) -> f.apply(a)));
  }

  private static double[] span(double low, double high) {
    return new double[] {low, high};
  }

  static List<Case> cases() {
    List<Case> cases = new java.util.ArrayList<>();
    double[] single = span(0x1p-149, Float.MAX_VALUE);
    double[] wide = span(Double.MIN_VALUE, Double.MAX_VALUE);
    add(cases, x(0).exp(), span(1e-9, 104), span(1e-17, 745), 1.1, 1.1, Reference::exp);
    add(cases, x(0).expm1(), span(0x1p-149, 88.7), span(1e-320, 709.7), 1.3, 1.3, Reference::expm1);
    add(cases, x(0).sigmoid(), span(1e-9, 104), span(1e-17, 745), 1.5, 1.5, Reference::sigmoid);
    add(cases, x(0).tanh(), span(0x1p-149, 10), span(1e-320, 20), 1, 0.6, Reference::tanh);
    add(cases, x(0).tanh(), span(0.1, 3), span(0.1, 3), 1, 0.6, Reference::tanh);
    add(cases, x(0).log(), single, wide, 0.9, 0.9, Reference::log);
    add(cases, x(0).log(), span(0.25, 4), span(0.25, 4), 0.9, 0.9, Reference::log);
    add(cases, x(0).log1p(), single, wide, 0.9, 0.9, Reference::log1p);
    add(cases, x(0).log1p(), span(0.01, 10), span(0.01, 10), 0.9, 0.9, Reference::log1p);
    add(cases, x(0).sin(), span(0x1p-149, 10), span(1e-320, 10), 0.9, 0.9, Reference::sin);
    add(cases, x(0).sin(), span(10, 0x1p20), span(10, 0x1p45), 0.9, 0.9, Reference::sin);
    add(cases, x(0).cos(), span(1e-9, 10), span(1e-17, 10), 0.9, 0.9, Reference::cos);
    add(cases, x(0).cos(), span(10, 0x1p20), span(10, 0x1p45), 0.9, 0.9, Reference::cos);
    add(cases, x(0).atan(), single, wide, 1.3, 1.3, Reference::atan);
    add(cases, x(0).atan(), span(0.1, 10), span(0.1, 10), 1.3, 1.3, Reference::atan);
    add(cases, x(0).asin(), span(0x1p-149, 1), span(1e-320, 1), 0.8, 0.8, Reference::asin);
    add(cases, x(0).asin(), span(0.1, 1), span(0.1, 1), 0.8, 0.8, Reference::asin);
    add(cases, x(0).acos(), span(1e-9, 1), span(1e-17, 1), 0.8, 0.8, Reference::acos);
    add(cases, x(0).acos(), span(0.1, 1), span(0.1, 1), 0.8, 0.8, Reference::acos);
    add(cases, x(0).erf(), span(0x1p-149, 5), span(1e-320, 7), 1.2, 1.2, Reference::erf);
    add(cases, x(0).erf(), span(0.1, 3), span(0.1, 3), 1.2, 1.2, Reference::erf);
    add(cases, x(0).erfc(), span(1e-9, 10), span(1e-17, 26.5), 2.3, 2.3, Reference::erfc);
    add(cases, x(0).erfc(), span(0.1, 6), span(0.1, 6), 2.3, 2.3, Reference::erfc);
    add(cases, x(0).erfcx(), span(1e-9, 1e30), span(1e-17, 1e300), 2.3, 2.3, Reference::erfcx);
    add(cases, x(0).erfcx(), span(0.1, 6), span(0.1, 6), 2.3, 2.3, Reference::erfcx);
    add(cases, x(0).bell(), span(1e-9, 14.5), span(1e-17, 39), 1.1, 1.1, Reference::bell);
    add(cases, x(0).bell(), span(0.1, 6), span(0.1, 6), 1.1, 1.1, Reference::bell);
    add(cases, x(0).ndtr(), span(1e-9, 13), span(1e-17, 1), 5.5, 3, Reference::ndtr);
    add(cases, x(0).ndtr(), span(1e-9, 1), span(0.1, 1), 2, 3, Reference::ndtr);
    Expr pow = x(0).pow(x(1));
    cases.add(new Case(pow, Compute.FLOAT, 0x1p-149, Float.MAX_VALUE, 1.1, Reference::pow));
    cases.add(new Case(pow, Compute.DOUBLE, 4.9e-324, Double.MAX_VALUE, 1.1, Reference::pow));
    cases.add(new Case(pow, Compute.FLOAT, 0.5, 2, 1.1, Reference::pow));
    cases.add(new Case(pow, Compute.DOUBLE, 0.5, 2, 1.1, Reference::pow));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void staysWithinItsBound(Case one) {
    Random random = new Random(11);
    Interpreter interpreter = new Interpreter(one.e, one.type);
    double worst = 0;
    double where = 0;
    for (int i = 0; i < POINTS; i++) {
      double x = sample(one, random);
      double y = one.e.op() == Op.POW ? exponent(one, x, random) : 0;
      double error = error(one, interpreter, x, y);
      if (error > worst) {
        worst = error;
        where = x;
      }
    }
    if (POINTS > 2000) {
      System.out.printf("%-60s %d points: %.3f ulp at %s%n", one, POINTS, worst, where);
    }
    assertThat(worst).as("error at %s", where).isLessThanOrEqualTo(one.bound);
  }

  private static double sample(Case one, Random random) {
    double from = Math.log(one.low);
    double size = Math.exp(from + (Math.log(one.high) - from) * random.nextDouble());
    size = Math.clamp(size, one.low, one.high);
    size = one.type == Compute.FLOAT ? (float) size : size;
    return switch (one.e.op()) {
      case LOG, POW -> size;
      case LOG1P -> size < 1 && random.nextBoolean() ? -size : size;
      case ERFCX -> size < 9 && random.nextBoolean() ? -size : size;
      case EXPM1, EXP -> size < 88 && random.nextBoolean() ? -size : size;
      default -> random.nextBoolean() ? size : -size;
    };
  }

  /// An exponent that makes all results likely.
  private static double exponent(Case one, double x, Random random) {
    double limit = one.type == Compute.FLOAT ? 103 : 744;
    double y = limit / Math.log(x) * (2 * random.nextDouble() - 1);
    return one.type == Compute.FLOAT ? (float) y : y;
  }

  private static double error(Case one, Interpreter interpreter, double x, double y) {
    long[] inputs = {Double.doubleToRawLongBits(x), Double.doubleToRawLongBits(y)};
    double got = Double.longBitsToDouble(interpreter.evaluate(inputs, new long[0]));
    BigDecimal exact = one.exact.apply(new BigDecimal(x), new BigDecimal(y));
    double nearest = one.type == Compute.FLOAT ? exact.floatValue() : exact.doubleValue();
    if (got == nearest) {
      // Nothing is nearer; the rest would measure the type.
      return Double.isInfinite(got) ? 0 : distance(got, exact, one.type);
    }
    if (!Double.isFinite(got) || !Double.isFinite(nearest)) {
      return Double.POSITIVE_INFINITY;
    }
    return distance(got, exact, one.type);
  }

  private static double distance(double got, BigDecimal exact, Compute type) {
    double near = exact.doubleValue();
    double ulp = type == Compute.FLOAT ? Math.ulp((float) near) : Math.ulp(near);
    return new BigDecimal(got)
        .subtract(exact)
        .divide(new BigDecimal(ulp), java.math.MathContext.DECIMAL64)
        .abs()
        .doubleValue();
  }
}
