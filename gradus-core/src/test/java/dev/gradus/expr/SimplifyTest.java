package dev.gradus.expr;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimplifyTest {
  private static final double[] AWKWARD = {
    0.0,
    -0.0,
    1,
    -1,
    2,
    0.1,
    3,
    -7,
    1e-45,
    -1e-45,
    Double.MIN_VALUE,
    1e38,
    1e308,
    -1e308,
    16777217,
    9007199254740993.0,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  @Test
  void exactRewrites() {
    Expr a = x(0);
    Expr b = x(1);
    assertExact(a.mul(1), a);
    assertExact(c(1).mul(a), a);
    assertExact(a.div(1), a);
    assertExact(a.sub(0), a);
    assertExact(a.add(-0.0), a);
    assertExact(a.neg().neg(), a);
    assertExact(a.neg().neg().neg(), a.neg());
    assertExact(a.add(b.neg()), a.sub(b));
    assertExact(a.sub(b.neg()), a.add(b));
    assertExact(a.neg().mul(b.neg()), a.mul(b));
    assertExact(a.lt(b).select(a, a), a);
    assertExact(a.lt(b).not().select(a, b), a.lt(b).select(b, a));
    assertExact(c(2).lt(c(3)).select(a, b), a);
    assertExact(a.abs().abs(), a.abs());
    assertExact(a.neg().abs(), a.abs());
    assertExact(a.max(a), a);
    assertExact(a.fma(c(1), b), a.add(b));
    assertExact(c(2).add(c(3)).mul(a), c(5).mul(a));
    assertExact(c(2).neg(), c(-2));
  }

  private static void assertExact(Expr from, Expr to) {
    assertThat(Simplify.of(from)).isEqualTo(to);
  }

  @Test
  void whatWouldChangeABitIsKept() {
    Expr a = x(0);
    for (Expr kept :
        List.of(
            a.mul(0),
            a.add(0),
            a.sub(-0.0),
            c(0).sub(a),
            a.sub(a),
            a.div(a),
            c(0).div(a),
            a.mul(-1),
            a.fma(c(0), x(1)),
            c(0.1).add(c(0.2)),
            c(1).div(c(2)),
            c(0.5).lt(c(0.75)).number(),
            a.pow(c(1)))) {
      assertThat(Simplify.of(kept)).isEqualTo(kept);
    }
  }

  @Test
  void structuralZerosAndOnesOfDerivativesGo() {
    Expr a = x(0);
    Expr b = x(1);
    assertLoose(a.mul(0), c(0));
    assertLoose(a.add(0), a);
    assertLoose(c(0).sub(a), a.neg());
    assertLoose(c(0).div(a), c(0));
    assertLoose(a.mul(-1), a.neg());
    assertLoose(a.fma(c(0), b), b);
    assertLoose(a.fma(b, c(0)), a.mul(b));
    assertLoose(a.mul(c(1).div(b)), a.div(b));
    assertLoose(a.lt(b).select(c(0).mul(a), c(0).neg()), c(0));
    assertLoose(a.lt(b).select(a, c(0)).add(a.lt(b).select(c(0), b)), a.lt(b).select(a, b));
    assertLoose(a.pow(c(3).sub(2)), a);
  }

  private static void assertLoose(Expr from, Expr to) {
    assertThat(Simplify.derivative(from)).isEqualTo(to);
  }

  @Test
  void equalPartsAreShared() {
    Expr twice = Simplify.of(x(0).sin().mul(x(0).sin()));
    assertThat(twice.arg(0)).isSameAs(twice.arg(1));
  }

  @Test
  void randomExpressionsKeepEveryBit() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      Expr e = expression(random, 4);
      Expr simple = Simplify.of(e);
      for (Compute type : new Compute[] {Compute.FLOAT, Compute.DOUBLE}) {
        for (int k = 0; k < 8; k++) {
          double[] inputs = {pick(random), pick(random)};
          double[] params = {pick(random)};
          double expected = Interpreter.evaluate(e, type, inputs, params);
          assertThat(Double.doubleToLongBits(Interpreter.evaluate(simple, type, inputs, params)))
              .as(() -> e + " as " + simple + " at " + Arrays.toString(inputs))
              .isEqualTo(Double.doubleToLongBits(expected));
        }
      }
      sameIntegers(e, simple, random);
    }
  }

  private static void sameIntegers(Expr e, Expr simple, Random random) {
    for (Compute type : new Compute[] {Compute.INT, Compute.LONG}) {
      long[] inputs = {random.nextInt(-3, 4), Integer.MIN_VALUE};
      long[] params = {Long.MIN_VALUE};
      Long expected = integer(e, type, inputs, params);
      if (expected != null) {
        assertThat(integer(simple, type, inputs, params))
            .as(() -> e + " as " + simple + " at " + inputs[0])
            .isEqualTo(expected);
      }
    }
  }

  private static @Nullable Long integer(Expr e, Compute type, long[] inputs, long[] params) {
    try {
      return new Interpreter(e, type).evaluate(inputs, params);
    } catch (ArithmeticException _) {
      return null; // division by zero
    }
  }

  private static double pick(Random random) {
    return AWKWARD[random.nextInt(AWKWARD.length)];
  }

  private static Expr expression(Random random, int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return switch (random.nextInt(6)) {
        case 0 -> x(0);
        case 1 -> x(1);
        case 2 -> p(0);
        case 3 -> c(0);
        case 4 -> c(1);
        default -> c(pick(random));
      };
    }
    Expr a = expression(random, depth - 1);
    Expr b = expression(random, depth - 1);
    return switch (random.nextInt(12)) {
      case 0 -> a.add(b);
      case 1 -> a.sub(b);
      case 2 -> a.mul(b);
      case 3 -> a.div(b);
      case 4 -> a.neg();
      case 5 -> a.abs();
      case 6 -> a.min(b);
      case 7 -> a.max(b);
      case 8 -> a.fma(b, expression(random, depth - 1));
      case 9 -> a.lt(b).select(a, expression(random, depth - 1));
      case 10 -> a.eq(b).not().and(a.ge(b)).select(b, a);
      default -> a.le(b).number();
    };
  }
}
