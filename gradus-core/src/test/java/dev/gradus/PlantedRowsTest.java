package dev.gradus;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.expr.Expr.y;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.op.pointwise.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is planted wrong in a pointwise row is found by the check that all rows go through.
class PlantedRowsTest {
  private static final Row CUBE = Row.of("cube", x(0).mul(x(0)).mul(x(0)));

  /// Rows with something wrong, each in another place.
  static Stream<Row> wrong() {
    return Stream.of(
        CUBE.gradient(0, g().mul(x(0)).mul(x(0)).mul(3.0003)).node("a wrong factor"),
        CUBE.gradient(0, g().mul(y().div(x(0))).mul(2)).node("another power's factor"),
        CUBE.gradient(0, g().mul(x(0).abs()).mul(x(0)).mul(3)).node("a lost sign"),
        CUBE.gradient(0, c(0)).node("nothing"),
        CUBE.gradient(0, g()).node("passed on unchanged"),
        Row.of("product", x(0).mul(x(1)))
            .gradient(1, g().mul(x(1)))
            .node("the other factor's gradient"),
        Row.of("scaled", x(0).mul(p(0))).gradient(0, g().mul(p(0).mul(p(0)))).node("a parameter"),
        Row.of("chosen", x(0).gt(x(1)).select(x(0), x(1).mul(2)))
            .gradient(1, x(0).gt(x(1)).select(g().mul(2), g().mul(2)))
            .node("the branch that was not taken"));
  }

  private static void check(Row row) {
    var numbers = RowSamples.numbers(row);
    GradientCheck.check(
        "the row " + row.name(),
        x -> row.apply(numbers, x),
        RowSamples.inputs(row, new long[] {2, 3}));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongDerivativeIsFound(Row row) {
    assertThatThrownBy(() -> check(row))
        .as(row.node())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the row " + row.name());
  }

  @Test
  void theRightOnesPass() {
    assertThatCode(() -> check(CUBE)).doesNotThrowAnyException();
    assertThatCode(() -> check(CUBE.gradient(0, g().mul(x(0)).mul(x(0)).mul(3))))
        .doesNotThrowAnyException();
    assertThatCode(() -> check(Row.of("product", x(0).mul(x(1))))).doesNotThrowAnyException();
  }
}
