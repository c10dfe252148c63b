package dev.gradus.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The float formulas against StrictMath in double, whose own error is below 2^-28 of theirs, on
/// patterns of all sizes and on the ranges where the results vary.
class FloatAccuracyTest {
  private static final int POINTS = 100 * AccuracyTest.POINTS;

  record Case(Op op, double limit, double bound, DoubleBinaryOperator exact) {
    @Override
    public String toString() {
      return op.name();
    }
  }

  static List<Case> cases() {
    double all = Double.MAX_VALUE;
    return List.of(
        new Case(Op.EXP, all, 1.1, (x, _) -> StrictMath.exp(x)),
        new Case(Op.EXPM1, all, 1.3, (x, _) -> StrictMath.expm1(x)),
        new Case(Op.SIGMOID, all, 1.5, (x, _) -> 1 / (1 + StrictMath.exp(-x))),
        new Case(Op.TANH, all, 1, (x, _) -> StrictMath.tanh(x)),
        new Case(Op.LOG, all, 0.9, (x, _) -> StrictMath.log(x)),
        new Case(Op.LOG1P, all, 0.9, (x, _) -> StrictMath.log1p(x)),
        new Case(Op.SIN, 0x1p20, 0.9, (x, _) -> StrictMath.sin(x)),
        new Case(Op.COS, 0x1p20, 0.9, (x, _) -> StrictMath.cos(x)),
        new Case(Op.ATAN, all, 1.3, (x, _) -> StrictMath.atan(x)),
        new Case(Op.ASIN, 1, 0.8, (x, _) -> StrictMath.asin(x)),
        new Case(Op.ACOS, 1, 0.8, (x, _) -> StrictMath.acos(x)),
        new Case(Op.POW, all, 1.1, StrictMath::pow));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void staysWithinItsBound(Case one) {
    Expr e = one.op == Op.POW ? Expr.x(0).pow(Expr.x(1)) : Expr.node(one.op, Expr.x(0));
    Interpreter interpreter = new Interpreter(e, Compute.FLOAT);
    Random random = new Random(5);
    double worst = 0;
    double where = 0;
    for (int i = 0; i < POINTS; i++) {
      float x = sample(i, random);
      if (!(Math.abs(x) <= one.limit)) {
        continue;
      }
      float y = one.op == Op.POW ? exponent(i, x, random) : 0;
      double error = error(one, interpreter, x, y);
      if (error > worst) {
        worst = error;
        where = x;
      }
    }
    if (POINTS > 100_000) {
      System.out.printf("%-8s %d points: %.3f ulp at %s%n", one, POINTS, worst, where);
    }
    assertThat(worst).as("error at %s", where).isLessThanOrEqualTo(one.bound);
  }

  private static float sample(int i, Random random) {
    if (i % 2 == 0) {
      return Float.intBitsToFloat(random.nextInt());
    }
    return (float) (random.nextDouble(-1, 1) * (i % 4 == 1 ? 4 : 100));
  }

  private static float exponent(int i, float x, Random random) {
    double size = i % 8 < 4 ? 4 : Math.abs(104 / Math.log(Math.abs(x)));
    double y = random.nextDouble(-1, 1) * Math.clamp(size, 0, 1e6);
    return (float) (i % 3 == 0 ? Math.rint(y) : y);
  }

  private static double error(Case one, Interpreter interpreter, float x, float y) {
    long[] inputs = {Double.doubleToRawLongBits(x), Double.doubleToRawLongBits(y)};
    double got = Double.longBitsToDouble(interpreter.evaluate(inputs, new long[0]));
    double exact = one.exact.applyAsDouble(x, y);
    float near = (float) exact;
    if (!Float.isFinite(near) || near == 0) {
      return Float.floatToIntBits((float) got) == Float.floatToIntBits(near)
          ? 0
          : Math.abs(got - exact) <= Float.MIN_VALUE ? 1 : Double.POSITIVE_INFINITY;
    }
    return Math.abs(got - exact) / Math.ulp(near);
  }
}
