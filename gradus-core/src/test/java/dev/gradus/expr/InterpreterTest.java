package dev.gradus.expr;

import static dev.gradus.expr.Expr.bits;
import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.node;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusUnsupportedException;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private static double at(Expr e, Compute type, double... inputs) {
    return Interpreter.evaluate(e, type, inputs, new double[] {0.1});
  }

  private static long whole(Expr e, Compute type, long... inputs) {
    return new Interpreter(e, type).evaluate(inputs, new long[] {5});
  }

  @Test
  void everyStepIsRoundedToTheComputingType() {
    assertThat(at(x(0).add(p(0)), Compute.FLOAT, 0.2)).isEqualTo(0.2f + 0.1f);
    assertThat(at(x(0).add(p(0)), Compute.DOUBLE, 0.2)).isEqualTo(0.2 + 0.1);
    assertThat(at(x(0).fma(x(0), x(1)), Compute.FLOAT, 1 + 0x1p-12, -1))
        .isEqualTo(Math.fma(1 + 0x1p-12f, 1 + 0x1p-12f, -1f))
        .isNotEqualTo((1 + 0x1p-12f) * (1 + 0x1p-12f) - 1f);
    assertThat(at(c(2).sqrt(), Compute.FLOAT)).isEqualTo((float) Math.sqrt(2));
    assertThat(at(x(0).trunc(), Compute.FLOAT, -2.7)).isEqualTo(-2);
    assertThat(at(x(0).rint(), Compute.DOUBLE, 2.5)).isEqualTo(2);
    assertThat(at(x(0).rem(x(1)), Compute.DOUBLE, -5.5, 2)).isEqualTo(-1.5);
    assertThat(at(x(0).ne(x(0)), Compute.FLOAT, Double.NaN)).isEqualTo(1);
  }

  @Test
  void integersWrapAround() {
    assertThat(whole(x(0).mul(x(0)), Compute.INT, 1 << 20)).isZero();
    assertThat(whole(x(0).mul(x(0)), Compute.LONG, 1 << 20)).isEqualTo(1L << 40);
    assertThat(whole(x(0).neg(), Compute.INT, Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
    assertThat(whole(x(0).div(c(2.9)), Compute.LONG, -7)).isEqualTo(-3);
    assertThat(whole(x(0).add(p(0)), Compute.LONG, Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE + 4);
    assertThat(whole(x(0).pow(x(1)), Compute.INT, 3, 5)).isEqualTo(243);
    assertThat(whole(x(0).pow(x(1)), Compute.INT, -1, -3)).isEqualTo(-1);
    assertThat(whole(Expr.flag(0).select(3, 4), Compute.INT, 1)).isEqualTo(3);
    assertThat(whole(Expr.flag(0).xor(x(1).gt(0)), Compute.LONG, 1, 2)).isZero();
  }

  @Test
  void integerPowers() {
    assertThat(IntegerPower.pow(2, 62)).isEqualTo(1L << 62);
    assertThat(IntegerPower.pow(2, 64)).isZero();
    assertThat(IntegerPower.pow(0, 0)).isEqualTo(1);
    assertThat(IntegerPower.pow(0, -1)).isZero();
    assertThat(IntegerPower.pow(2, -1)).isZero();
    assertThat(IntegerPower.pow(1, -9)).isEqualTo(1);
    assertThat(IntegerPower.pow(-1, -2)).isEqualTo(1);
    assertThat(IntegerPower.pow(-1, Long.MAX_VALUE)).isEqualTo(-1);
    assertThat(IntegerPower.pow(-3, 3)).isEqualTo(-27);
  }

  @Test
  void bitPatternsHaveTheWidthOfTheType() {
    Expr pattern = node(Op.TO_BITS, x(0));
    Expr up = node(Op.FROM_BITS, node(Op.BITS_ADD, pattern, bits(1)));
    assertThat(at(up, Compute.FLOAT, 1)).isEqualTo(Math.nextUp(1f));
    assertThat(at(up, Compute.DOUBLE, 1)).isEqualTo(Math.nextUp(1.0));
    Expr sign = node(Op.FROM_WHOLE, node(Op.BITS_SHR, pattern, bits(31)));
    assertThat(at(sign, Compute.FLOAT, -3)).isEqualTo(-1);
    Expr logical = node(Op.FROM_WHOLE, node(Op.BITS_USHR, pattern, bits(31)));
    assertThat(at(logical, Compute.FLOAT, -3)).isEqualTo(1);
    Expr saturated = node(Op.FROM_WHOLE, node(Op.TO_WHOLE, x(0)));
    assertThat(at(saturated, Compute.FLOAT, 1e20)).isEqualTo(0x1p31);
    assertThat(at(saturated, Compute.DOUBLE, Double.NaN)).isZero();
  }

  @Test
  void leavesOfDerivativesHaveNoValue() {
    assertThatThrownBy(() -> at(Expr.g(), Compute.DOUBLE))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageContaining("Leaves.substitute");
    assertThatThrownBy(() -> whole(x(0).sqrt(), Compute.LONG, 4))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageContaining("SQRT");
  }

  @Test
  void leavesAreFoundAndReplaced() {
    Expr vjp = Derivative.vjp(x(0).exp().mul(x(2)).add(p(1)), 0);
    assertThat(Leaves.usesGrad(vjp)).isTrue();
    assertThat(Leaves.usesResult(vjp)).isFalse();
    assertThat(Leaves.usedInputs(vjp).toString()).isEqualTo("{0, 2}");
    assertThat(Leaves.usedParams(x(0).mul(p(3))).toString()).isEqualTo("{3}");
    Expr row = Leaves.substitute(vjp, leaf -> leaf.op() == Op.GRAD ? x(5) : leaf);
    assertThat(Leaves.usesGrad(row)).isFalse();
    assertThat(Leaves.usedInputs(row).toString()).isEqualTo("{0, 2, 5}");
  }
}
