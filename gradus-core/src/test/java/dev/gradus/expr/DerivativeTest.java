package dev.gradus.expr;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.expr.Expr.y;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.gradus.error.GradusUnsupportedException;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DerivativeTest {
  private static final List<Double> POINTS =
      List.of(-2.35, -1.4, -0.6, -0.17, 0.23, 0.71, 1.3, 2.9);
  private static final List<Double> POSITIVE = List.of(0.11, 0.4, 0.9, 1.7, 3.2);
  private static final double[] PARAMS = {0.8, 1.7};

  record Case(String name, Expr row, List<Double> domain) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case on(String name, Expr row) {
    return new Case(name, row, POINTS);
  }

  private static Case positive(String name, Expr row) {
    return new Case(name, row, POSITIVE);
  }

  static List<Case> cases() {
    Expr a = x(0);
    Expr b = x(1);
    Expr shared = a.mul(b).sin();
    return List.of(
        on("add", a.add(b)),
        on("sub", a.sub(b)),
        on("mul", a.mul(b)),
        on("div", a.div(b)),
        on("rem", a.rem(b)),
        on("fma", a.fma(b, a)),
        on("min", a.min(b)),
        on("max", a.max(b)),
        on("max of a number", a.max(p(0))),
        on("neg", a.neg()),
        on("abs", a.abs()),
        positive("sqrt", a.sqrt()),
        on("floor", a.floor().add(a)),
        on("ceil", a.ceil().mul(a)),
        on("trunc", a.trunc().add(a)),
        on("rint", a.rint().mul(b)),
        on("exp", a.exp()),
        on("expm1", a.expm1()),
        positive("log", a.log()),
        positive("log1p", a.log1p()),
        on("sin", a.sin()),
        on("cos", a.cos()),
        on("tanh", a.tanh()),
        on("sigmoid", a.sigmoid()),
        positive("pow", a.pow(b)),
        on("pow 2", a.pow(c(2))),
        on("pow 3", a.pow(c(3))),
        positive("pow of a number", a.pow(p(0))),
        on("number to a power", p(1).pow(a)),
        on("select", a.lt(b).select(a.mul(b), a.sub(b))),
        on("comparisons", a.le(b).and(a.ge(p(0)).not()).or(a.ne(b)).number().mul(a)),
        on("elu", a.gt(0).select(a, a.expm1())),
        on("silu", a.mul(a.sigmoid())),
        on("sign", a.sign().mul(a)),
        on("atan2", a.atan2(b)),
        on("atan", a.atan()),
        on("asin", a.tanh().mul(0.9).asin()),
        on("acos", a.tanh().mul(0.9).acos()),
        on("erf", a.erf()),
        on("erfc", a.mul(0.5).erfc()),
        on("erfcx", a.mul(0.5).erfcx()),
        on("bell", a.bell()),
        on("ndtr", a.ndtr()),
        on("parts", a.conj().add(b.re()).mul(a.complex(b)).add(a.im())),
        on("shared", shared.mul(shared).add(shared.exp())),
        on("whole", Expr.node(Op.FROM_WHOLE, Expr.node(Op.TO_WHOLE, a)).mul(a)),
        on("parameters", a.mul(p(0)).add(p(1).sin().mul(b))));
  }

  /// Compares a derivative with central differences of the row, for inputs and parameters.
  private static void check(Expr row, Expr leaf, Expr derivative, List<Double> domain) {
    for (double a : domain) {
      for (double b : domain) {
        if (a == b) {
          continue; // a kink of min, max and the comparisons
        }
        double[] at = {a, b, PARAMS[0], PARAMS[1]};
        int moved = leaf.op() == Op.PARAM ? 2 + leaf.index() : leaf.index();
        double h = 1e-5;
        double expected = (value(row, at, moved, h) - value(row, at, moved, -h)) / (2 * h);
        assertThat(value(derivative, at, moved, 0))
            .as(() -> "d " + row + " / d " + leaf + " at " + a + ", " + b)
            .isCloseTo(expected, offset(1e-7 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  private static double value(Expr e, double[] at, int moved, double by) {
    double[] all = at.clone();
    all[moved] += by;
    return Interpreter.evaluate(
        e, Compute.DOUBLE, new double[] {all[0], all[1]}, new double[] {all[2], all[3]});
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithCentralDifferences(Case one) {
    for (Expr leaf : List.of(x(0), x(1), p(0), p(1))) {
      check(one.row, leaf, Derivative.of(one.row, leaf), one.domain);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theVectorJacobianProductIsTheDerivativeTimesTheGradient(Case one) {
    for (int input = 0; input < 2; input++) {
      Expr vjp = Derivative.vjp(one.row, input);
      Expr applied =
          Leaves.substitute(
              vjp,
              leaf ->
                  switch (leaf.op()) {
                    case GRAD -> c(1.5);
                    case RESULT -> one.row;
                    default -> leaf;
                  });
      check(one.row, x(input), applied.div(c(1.5)), one.domain);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secondDerivativesAgreeToo(Case one) {
    Expr first = Derivative.of(one.row, x(0));
    check(first, x(0), Derivative.of(first, x(0)), one.domain);
    check(first, x(1), Derivative.of(first, x(1)), one.domain);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aWrongDerivativeIsCaught(Case one) {
    Expr wrong = Derivative.of(one.row, x(0)).add(c(1e-5));
    assertThatThrownBy(() -> check(one.row, x(0), wrong, one.domain))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void everyDifferentiableOperatorIsChecked() {
    EnumSet<Op> seen = EnumSet.noneOf(Op.class);
    cases().forEach(one -> collect(one.row, seen));
    for (Op op : Op.values()) {
      boolean ofNumbers =
          op.type() == Expr.Type.NUMBER && op.arguments().contains(Expr.Type.NUMBER);
      assertThat(!ofNumbers || seen.contains(op)).as("%s has a case", op).isTrue();
    }
  }

  private static void collect(Expr e, EnumSet<Op> into) {
    into.add(e.op());
    e.args().forEach(arg -> collect(arg, into));
  }

  @Test
  void whatIsSavedIsWhatTheFormulaMentions() {
    Expr a = x(0);
    Expr b = x(1);
    assertVjp(a.exp(), g().mul(y()));
    assertVjp(a.expm1(), g().mul(y().add(1)));
    assertVjp(a.sqrt(), g().div(y().mul(2)));
    assertVjp(a.tanh(), g().mul(y().neg().fma(y(), c(1))));
    assertVjp(a.sigmoid(), g().mul(c(1).sub(y())).mul(y()));
    assertVjp(a.log(), g().div(a));
    assertVjp(a.log1p(), g().div(a.add(1)));
    assertVjp(a.sin(), g().mul(a.cos()));
    assertVjp(a.cos(), g().mul(a.sin().neg()));
    assertVjp(a.add(b), g());
    assertVjp(a.mul(b), g().mul(b));
    assertVjp(a.div(b), g().div(b));
    assertVjp(a.neg(), g().neg());
    assertVjp(a, g());
    assertVjp(a.mul(p(0)), g().mul(p(0)));
    assertVjp(a.max(c(0)), a.gt(c(0)).select(g(), c(0)));
    assertVjp(a.pow(c(2)), g().mul(c(2).mul(a)));
    assertVjp(a.pow(c(3)), g().mul(c(3).mul(a.pow(c(2)))));
    assertVjp(a.floor(), c(0));
    assertVjp(a.lt(b).number(), c(0));
    assertThat(Derivative.vjp(a.sub(b), 1)).isEqualTo(g().neg());
    assertThat(Derivative.vjp(a.div(b), 1)).isEqualTo(g().neg().mul(y().div(b)));
    assertThat(Derivative.vjp(a.exp(), 1)).isEqualTo(c(0));
  }

  private static void assertVjp(Expr row, Expr expected) {
    assertThat(Derivative.vjp(row, 0)).as(row.toString()).isEqualTo(expected);
  }

  @Test
  void kinksFollowTheMinimumNormRule() {
    Expr a = x(0);
    Expr b = x(1);
    assertThat(slope(a.abs(), 0, 0)).isZero();
    assertThat(slope(a.max(c(0)), 0, 0)).isZero();
    assertThat(slope(a.gt(0).select(a, a.mul(0.01)), 0, 0)).isEqualTo(0.01);
    assertThat(slope(a.max(c(0)).min(c(1)), 0, 0)).isZero();
    assertThat(slope(a.max(c(0)).min(c(1)), 1, 0)).isZero();
    assertThat(slope(a.max(c(0)).min(c(1)), 0.5, 0)).isEqualTo(1);
    assertThat(slope(a.max(b), 2, 2)).isEqualTo(0.5);
    assertThat(slope(b.min(a), 2, 2)).isEqualTo(0.5);
    assertThat(slope(a.max(b), Double.NaN, 2)).isEqualTo(1);
    assertThat(slope(a.sqrt(), 0, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(slope(a.log(), 0, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(slope(a.log(), -1, 0)).isEqualTo(-1);
    assertThat(slope(a.pow(b), 0, 0)).isZero();
    assertThat(slope(b.pow(a), 0, 0)).isZero();
    assertThat(slope(a.pow(b), 0, 2)).isZero();
    assertThat(slope(b.pow(a), 2, 0)).isZero();
    assertThat(slope(a.pow(c(0.5)), 0, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(slope(a.rem(b), 5.5, 2)).isEqualTo(1);
    assertThat(slope(b.rem(a), 2, 5.5)).isEqualTo(-2);
  }

  @Test
  void theBranchNotTakenDoesNotPoison() {
    Expr a = x(0);
    Expr elu = a.gt(0).select(a, a.expm1());
    assertThat(slope(elu, 1000, 0)).isEqualTo(1);
    assertThat(slope(a.gt(0).select(a.log(), c(0)), 0, 0)).isZero();
  }

  private static double slope(Expr row, double a, double b) {
    double[] at = {a, b};
    return Interpreter.evaluate(Derivative.of(row, x(0)), Compute.DOUBLE, at, new double[0]);
  }

  @Test
  void deepSharingStaysSmall() {
    Expr e = x(0);
    for (int i = 0; i < 60; i++) {
      e = e.mul(e).sin();
    }
    Expr derivative = Derivative.of(e, x(0));
    IdentityHashMap<Expr, Boolean> nodes = new IdentityHashMap<>();
    count(derivative, nodes);
    assertThat(nodes.size()).isLessThan(1000);
  }

  private static void count(Expr e, IdentityHashMap<Expr, Boolean> seen) {
    if (seen.put(e, true) == null) {
      e.args().forEach(arg -> count(arg, seen));
    }
  }

  @Test
  void bitPatternsHaveNoDerivative() {
    Expr row = Expr.node(Op.FROM_BITS, Expr.node(Op.TO_BITS, x(0)));
    assertThatThrownBy(() -> Derivative.of(row, x(0)))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageContaining("FROM_BITS");
  }
}
