package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import dev.gradus.expr.Leaves;
import dev.gradus.expr.Op;
import dev.gradus.op.pointwise.RowTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every row that a class of the module holds, and every derivative of one: scalar and vector loops
/// against the interpreted expression, bit for bit, in awkward sizes and all layouts.
@DisabledIfSystemProperty(
    named = "gradus.memory",
    matches = "poison",
    disabledReason = "no memory is recycled here")
class EveryRowLoopTest {
  private static final int[] SIZES = {0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65};
  private static final int LARGE = 1000;

  @Test
  void theTableHasAllFamilies() {
    List<String> names = RowTable.rows().stream().map(RowTable.Entry::name).toList();
    assertThat(names)
        .hasSizeGreaterThan(200)
        .doesNotHaveDuplicates()
        .contains(
            "Arithmetic.ADD", "Activations.SILU", "Comparisons.WHERE", "Bits.XOR", "Arcs.ASIN");
    assertThat(RowTable.derivatives()).hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, SCALAR",
    "FLOAT32, VECTOR",
    "FLOAT64, SCALAR",
    "FLOAT64, VECTOR",
    "FLOAT16, SCALAR",
    "FLOAT16, VECTOR",
    "BFLOAT16, SCALAR",
    "BFLOAT16, VECTOR",
    "INT32, SCALAR",
    "INT32, VECTOR",
    "INT64, SCALAR",
    "INT64, VECTOR"
  })
  void rowsGiveTheInterpretersBits(DType dtype, Kernels.Mode mode) {
    List<RowTable.Entry> rows = RowTable.rows();
    check(
        dtype.isFloatingPoint() ? rows : rows.stream().filter(RowTable.Entry::whole).toList(),
        dtype,
        mode);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, SCALAR", "FLOAT32, VECTOR", "FLOAT64, SCALAR", "FLOAT64, VECTOR"})
  void derivativesGiveTheInterpretersBits(DType dtype, Kernels.Mode mode) {
    check(RowTable.derivatives(), dtype, mode);
  }

  @ParameterizedTest
  @EnumSource(names = {"SCALAR", "VECTOR"})
  void aLoopOfAnotherExpressionIsFound(Kernels.Mode mode) {
    Expr right = Expr.x(0).mul(Expr.x(1)).add(Expr.c(1));
    Expr wrong = Expr.x(0).mul(Expr.x(1)).add(Expr.c(1 + 1e-7));
    LoopFixture loop =
        new LoopFixture(List.of(wrong), Compute.FLOAT, DType.FLOAT32, List.of(right), mode);
    assertThatThrownBy(() -> loop.check(33, 1, 1, 0, new long[0]))
        .isInstanceOf(AssertionError.class);
  }

  private static void check(List<RowTable.Entry> rows, DType dtype, Kernels.Mode mode) {
    Map<String, String> wrong = new TreeMap<>();
    for (RowTable.Entry row : rows) {
      try {
        check(row, dtype, mode);
      } catch (RuntimeException | AssertionError e) {
        wrong.put(row.name(), String.valueOf(e));
      }
    }
    assertThat(wrong).isEmpty();
  }

  // Integer division by 0 is refused before a loop is called.
  private static Expr notZero(Expr leaf) {
    return leaf.op() == Op.INPUT ? leaf.eq(0).select(Expr.c(3), leaf) : leaf;
  }

  private static void check(RowTable.Entry row, DType dtype, Kernels.Mode mode) {
    Compute compute =
        switch (dtype) {
          case FLOAT64 -> Compute.DOUBLE;
          case INT64 -> Compute.LONG;
          case INT32 -> Compute.INT;
          default -> Compute.FLOAT;
        };
    Expr e = compute.isFloating() ? row.expr() : Leaves.substitute(row.expr(), x -> notZero(x));
    List<Expr> lowered = List.of(Formulas.lower(e, compute));
    LoopFixture loop = new LoopFixture(lowered, compute, dtype, lowered, mode);
    long[] params = new long[row.params()];
    Arrays.setAll(params, i -> compute.isFloating() ? Double.doubleToRawLongBits(0.7 + i) : 3L + i);
    for (int n : SIZES) {
      loop.check(n, 1, 1, 0, params);
      loop.check(n, 1, 2, 0, params);
      loop.check(n, 1, 1, 1L << n % 3, params);
    }
    loop.check(LARGE, 1, 1, 0, params);
    loop.check(9, 7, 2, 1, params);
  }
}
