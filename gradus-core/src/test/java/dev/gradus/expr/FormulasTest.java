package dev.gradus.expr;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.IdentityHashMap;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormulasTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    INFINITY,
    -INFINITY,
    Double.NaN,
    0x1p-149,
    -0x1p-149,
    0x1p-126,
    1000,
    -1000,
    5e8,
    -5e8,
    0x1p-1074,
    -0x1p-1074,
    0x1p-1022
  };

  private static double at(Expr e, Compute type, double... inputs) {
    return Interpreter.evaluate(e, type, inputs, new double[0]);
  }

  private static void same(Expr e, Compute type, double got, double wanted, double... at) {
    double rounded = type == Compute.FLOAT ? (float) wanted : wanted;
    assertThat(Double.doubleToLongBits(got))
        .as("%s of %s at %s: %s, not %s", e, type, at, got, rounded)
        .isEqualTo(Double.doubleToLongBits(rounded));
  }

  /// At these arguments the result is exact, or one that an error of one ulp would not reach.
  private static void onSpecials(Expr e, Compute type, DoubleUnaryOperator f) {
    for (double value : SPECIAL) {
      double x = type == Compute.FLOAT ? (float) value : value;
      double wanted = f.applyAsDouble(x);
      if (wanted == 0 || !Double.isFinite(wanted) || wanted == x || Math.abs(wanted) == 1) {
        same(e, type, at(e, type, x), wanted, x);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compute.class,
      names = {"FLOAT", "DOUBLE"})
  void specialArguments(Compute type) {
    double angles = type == Compute.FLOAT ? 0x1p20 : 0x1p45;
    onSpecials(x(0).exp(), type, StrictMath::exp);
    onSpecials(x(0).expm1(), type, StrictMath::expm1);
    onSpecials(x(0).log(), type, StrictMath::log);
    onSpecials(x(0).log1p(), type, StrictMath::log1p);
    onSpecials(x(0).tanh(), type, StrictMath::tanh);
    onSpecials(x(0).sigmoid(), type, x -> 1 / (1 + StrictMath.exp(-x)));
    onSpecials(x(0).sin(), type, x -> Math.abs(x) > angles ? x * 0 : StrictMath.sin(x));
    onSpecials(x(0).cos(), type, x -> Math.abs(x) > angles ? x * 0 + 1 : StrictMath.cos(x));
    same(x(0).sigmoid(), type, at(x(0).sigmoid(), type, 0), 0.5);
    onSpecials(x(0).asin(), type, StrictMath::asin);
    onSpecials(x(0).acos(), type, StrictMath::acos);
    onSpecials(x(0).atan(), type, StrictMath::atan);
    double far = type == Compute.FLOAT ? 4 : 6;
    onSpecials(
        x(0).erf(),
        type,
        x -> x == 0 || Double.isNaN(x) ? x : Math.abs(x) < far ? 0.5 : Math.signum(x));
    onSpecials(
        x(0).erfc(), type, x -> x == 0 ? 1 : x < -far ? 2 : x > 28 ? 0 : Double.isNaN(x) ? x : 0.5);
    onSpecials(x(0).bell(), type, x -> StrictMath.exp(-x * x / 2));
    onSpecials(
        x(0).ndtr(), type, x -> x == 0 || Math.abs(x) < 9 ? 0.5 : x > 0 ? 1 : x < -40 ? 0 : x);
    onSpecials(x(0).erfcx(), type, x -> Math.abs(x) < 1e-30 ? 1 : x < -28 ? INFINITY : 0.5 / x);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compute.class,
      names = {"FLOAT", "DOUBLE"})
  void specialPowers(Compute type) {
    Expr pow = x(0).pow(x(1));
    double[] values = {
      0.0,
      -0.0,
      1,
      -1,
      2,
      -2,
      3,
      -3,
      0.5,
      -0.5,
      1.5,
      -1.5,
      INFINITY,
      -INFINITY,
      Double.NaN,
      1e5,
      -1e5,
      100001,
      -100001,
      0.25,
      0x1p-149,
      -0x1p-149
    };
    for (double a : values) {
      for (double b : values) {
        // Java differs from C99 where the base is 1 or -1 and the exponent is not finite.
        double wanted = a == 1 || a == -1 && Double.isInfinite(b) ? 1 : StrictMath.pow(a, b);
        double rounded = type == Compute.FLOAT ? (float) wanted : wanted;
        double got = at(pow, type, a, b);
        if (rounded == 0 || !Double.isFinite(rounded) || Math.abs(rounded) == 1) {
          same(pow, type, got, rounded, a, b);
        } else {
          double ulp = type == Compute.FLOAT ? Math.ulp((float) rounded) : Math.ulp(rounded);
          assertThat(Math.abs(got - wanted)).as("%s ^ %s = %s", a, b, got).isLessThan(1.6 * ulp);
        }
      }
    }
  }

  @Test
  void constantExponentsAreProducts() {
    assertThat(lowered(x(0).pow(c(2)))).isEqualTo(x(0).mul(x(0)));
    assertThat(lowered(x(0).pow(c(3)))).isEqualTo(x(0).mul(x(0)).mul(x(0)));
    assertThat(lowered(x(0).pow(c(1)))).isEqualTo(x(0));
    assertThat(lowered(x(0).pow(c(0)))).isEqualTo(c(1));
    assertThat(lowered(x(0).pow(c(-1)))).isEqualTo(c(1).div(x(0)));
    assertThat(lowered(x(0).pow(c(-2)))).isEqualTo(c(1).div(x(0).mul(x(0))));
    assertThat(lowered(x(0).pow(c(0.5)))).isEqualTo(x(0).sqrt());
    assertThat(lowered(x(0).pow(c(-0.5)))).isEqualTo(c(1).div(x(0).sqrt()));
    assertThat(Formulas.lower(x(0).pow(c(2)), Compute.LONG)).isEqualTo(x(0).pow(c(2)));
  }

  private static Expr lowered(Expr e) {
    return Formulas.lower(e, Compute.FLOAT);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compute.class,
      names = {"FLOAT", "DOUBLE"})
  void exponentialsOfWhatIsNotPositiveHaveTheSameBits(Compute type) {
    Random random = new Random(3);
    Expr falling = x(0).abs().neg().exp();
    for (int i = 0; i < 2000; i++) {
      double size = random.nextDouble() * (i % 2 == 0 ? 2 : type == Compute.FLOAT ? 110 : 760);
      double x = type == Compute.FLOAT ? (float) size : size;
      same(falling, type, at(falling, type, x), at(x(0).exp(), type, -x), x);
    }
  }

  @Test
  void formulasStaySmall() {
    assertThat(size(x(0).exp(), Compute.FLOAT)).isLessThanOrEqualTo(22);
    assertThat(size(x(0).tanh(), Compute.FLOAT)).isLessThanOrEqualTo(36);
    assertThat(size(x(0).sigmoid(), Compute.FLOAT)).isLessThanOrEqualTo(32);
    assertThat(size(x(0).log(), Compute.FLOAT)).isLessThanOrEqualTo(40);
    for (Compute type : new Compute[] {Compute.FLOAT, Compute.DOUBLE}) {
      for (Op op : Op.values()) {
        if (op.isFunction() && op != Op.POW) {
          Expr call = op.arguments().size() == 1 ? Expr.node(op, x(0)) : Expr.node(op, x(0), x(1));
          int nodes = size(call, type);
          boolean complement = op == Op.ERFC || op == Op.ERFCX;
          boolean wide = complement || op == Op.NDTR && type == Compute.DOUBLE;
          int most = wide ? 90 : 62;
          assertThat(nodes).as("%s of %s", op, type).isLessThanOrEqualTo(most);
        }
      }
    }
  }

  /// The nodes that compute: leaves and reinterpreted bits cost nothing.
  static int size(Expr e, Compute type) {
    IdentityHashMap<Expr, Boolean> seen = new IdentityHashMap<>();
    collect(Formulas.lower(e, type), seen);
    return (int)
        seen.keySet().stream()
            .filter(n -> !n.op().isLeaf() && n.op() != Op.TO_BITS && n.op() != Op.FROM_BITS)
            .count();
  }

  private static void collect(Expr e, IdentityHashMap<Expr, Boolean> seen) {
    if (seen.put(e, true) == null) {
      e.args().forEach(arg -> collect(arg, seen));
    }
  }
}
