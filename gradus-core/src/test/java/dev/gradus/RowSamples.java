package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.memory.Elements;
import dev.gradus.op.loss.ErrorRows;
import dev.gradus.op.loss.LikelihoodRows;
import dev.gradus.op.loss.LossRows;
import dev.gradus.op.loss.MarginRows;
import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.Comparisons;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.pointwise.Exponential;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.special.Arcs;
import dev.gradus.op.special.NormalRows;
import dev.gradus.op.special.Numbers;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// All rows that have a name in a class, and inputs for them away from their kinks.
final class RowSamples {
  private static final Set<String> POSITIVE =
      Set.of(
          "div",
          "reciprocal",
          "log",
          "log1p",
          "sqrt",
          "rsqrt",
          "pow",
          "smooth_l1_loss",
          "huber_loss",
          "kl_div",
          "poisson_nll_loss",
          "gaussian_nll_loss",
          "cosine_embedding_loss");
  private static final Set<String> PROBABILITY = Set.of("binary_cross_entropy", "asin", "acos");

  // The sampled numbers are odd multiples of a fraction: none is a tie, a bound or 0.
  private static final int GRID = 64;

  private RowSamples() {}

  /// Every row by the name of its field.
  static Map<String, Row> all() {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Class<?> family :
        List.of(
            Arithmetic.class,
            Exponential.class,
            Comparisons.class,
            Copies.class,
            LossRows.class,
            ErrorRows.class,
            LikelihoodRows.class,
            MarginRows.class,
            Arcs.class,
            NormalRows.class,
            Numbers.class)) {
      for (Field field : family.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == Row.class) {
          rows.put(family.getSimpleName() + "." + field.getName(), value(field));
        }
      }
    }
    return rows;
  }

  private static Row value(Field field) {
    try {
      return (Row) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The numbers that a row takes: a lower bound before an upper one.
  static Scalar[] numbers(Row row) {
    boolean positive = POSITIVE.contains(row.name());
    Scalar[] all = {Scalar.of(positive ? 1.3 : -0.4), Scalar.of(0.9)};
    return Arrays.copyOf(all, row.params());
  }

  /// Inputs of these sizes; flags are bool, all others float64 leaves.
  static Tensor[] inputs(Row row, long[]... sizes) {
    SplittableRandom random = new SplittableRandom(row.name().hashCode());
    int[] order = new int[GRID];
    Arrays.setAll(order, i -> i);
    for (int i = GRID - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int t = order[i];
      order[i] = order[j];
      order[j] = t;
    }
    Tensor[] x = new Tensor[row.inputs()];
    int next = 0;
    for (int i = 0; i < x.length; i++) {
      boolean flag = (row.flags() >>> i & 1) != 0;
      Tensor t = Tensor.empty(flag ? DType.BOOL : DType.FLOAT64, sizes[i % sizes.length]);
      for (int k = 0; k < t.numel(); k++) {
        double unit = (order[next++ % GRID] + 0.5) / GRID;
        double value = flag ? (unit < 0.5 ? 1 : 0) : scaled(row, unit);
        Elements.setDouble(t.storage(), t.dtype(), k, value);
      }
      x[i] = flag ? t : t.requiresGrad_();
    }
    return x;
  }

  private static double scaled(Row row, double unit) {
    if (POSITIVE.contains(row.name())) {
      return 0.4 + 2 * unit;
    }
    return PROBABILITY.contains(row.name()) ? 0.1 + 0.8 * unit : 4 * unit - 2;
  }
}
