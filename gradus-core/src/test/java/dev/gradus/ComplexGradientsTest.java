package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.memory.Elements;
import dev.gradus.op.pointwise.Activations;
import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.Combining;
import dev.gradus.op.pointwise.Comparisons;
import dev.gradus.op.pointwise.ComplexRows;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.pointwise.Exponential;
import dev.gradus.op.pointwise.Hyperbolic;
import dev.gradus.op.pointwise.Rounding;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every pointwise row that takes complex numbers: gradients of both orders and tangents against
/// differences by real and imaginary parts, with all operands complex and with one of them real.
class ComplexGradientsTest {
  private static final List<Class<?>> FAMILIES =
      List.of(
          Activations.class,
          Arithmetic.class,
          Combining.class,
          Comparisons.class,
          ComplexRows.class,
          Copies.class,
          Exponential.class,
          Hyperbolic.class,
          Rounding.class);

  /// The rows of these families, by the name of their field.
  static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Class<?> family : FAMILIES) {
      for (Field field : family.getFields()) {
        if (field.getType() == Row.class) {
          try {
            rows.put(family.getSimpleName() + "." + field.getName(), (Row) field.get(null));
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        }
      }
    }
    return rows;
  }

  private static boolean takesComplex(Row row) {
    try {
      row.apply(numbers(row), inputs(row, -1, 1));
      return true;
    } catch (GradusUnsupportedException _) {
      return false;
    }
  }

  private static Scalar[] numbers(Row row) {
    Scalar[] all = {
      Scalar.of(new Complex(1.3, 0.4)), Scalar.of(new Complex(0.7, -0.6)), Scalar.of(0.5)
    };
    return Arrays.copyOf(all, row.params());
  }

  /// Complex leaves; flags are bool, and input `real` is real.
  private static Tensor[] inputs(Row row, int real, long... sizes) {
    SplittableRandom random = new SplittableRandom(row.name().hashCode());
    Tensor[] x = new Tensor[row.inputs()];
    for (int i = 0; i < x.length; i++) {
      boolean flag = (row.flags() >>> i & 1) != 0;
      DType dtype = flag ? DType.BOOL : i == real ? DType.FLOAT64 : DType.COMPLEX128;
      Tensor t = Tensor.empty(dtype, sizes);
      long slots = dtype.isComplex() ? 2 * t.numel() : t.numel();
      for (int k = 0; k < slots; k++) {
        boolean sign = random.nextBoolean();
        double size = 0.2 + random.nextDouble();
        double value = flag ? (sign ? 1 : 0) : sign ? size : -size;
        Elements.setDouble(t.storage(), dtype, k, value);
      }
      x[i] = flag ? t : t.requiresGrad_();
    }
    return x;
  }

  private static Stream<Map.Entry<String, Row>> differentiable() {
    return rows().entrySet().stream()
        .filter(e -> e.getValue().differentiable() && takesComplex(e.getValue()));
  }

  @TestFactory
  Stream<DynamicTest> gradientsAgreeWithDifferences() {
    return differentiable()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getKey(), e.getValue())));
  }

  private static void check(String name, Row row) {
    Scalar[] p = numbers(row);
    GradientCheck.check(name, x -> row.apply(p, x), inputs(row, -1, 2, 2));
    GradientCheck.check(name + ", empty", x -> row.apply(p, x), inputs(row, -1, 0));
    GradientCheck.check(
        name + ", transposed",
        x -> {
          Tensor[] turned = x.clone();
          turned[0] = x[0].t();
          return row.apply(p, turned);
        },
        inputs(row, -1, 2, 2));
    for (int real = 0; real < row.inputs(); real++) {
      if (row.inputs() > 1 && (row.flags() >>> real & 1) == 0) {
        GradientCheck.check(
            name + ", input " + real + " real", x -> row.apply(p, x), inputs(row, real));
      }
    }
  }

  @Test
  void theRowsThatTakeComplexNumbersAreThese() {
    TreeSet<String> names = new TreeSet<>();
    rows()
        .forEach((_, row) -> {
          if (takesComplex(row)) {
            names.add(row.name());
          }
        });
    assertThat(String.join(" ", names))
        .isEqualTo(
            "abs acosh add addcdiv addcmul angle asinh atanh cos cosh div eq exp exp2 expm1 fill"
                + " isclose isfinite isinf isnan isreal lerp log log10 log1p log2 logaddexp"
                + " logical_and logical_not logical_or logical_xor masked_fill mul nan_to_num ne neg"
                + " pow reciprocal rsqrt rsub sgn sigmoid silu sin sinc sinh sqrt sub tan tanh tanhshrink where"
                + " zero");
  }
}
