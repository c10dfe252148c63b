package dev.gradus.op.pointwise;

import dev.gradus.expr.Expr;
import dev.gradus.expr.Leaves;
import dev.gradus.expr.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The gradient of an input of a row, or its term of the tangent, as a row of its own.
///
/// @param row its row; its inputs are those of `sources`
/// @param sources what each input is: -1 the gradient, -2 the result, else the number of an input
record Vjp(Row row, int[] sources) {
  // PyTorch has one gradient for several functions.
  private static final Map<String, String> ONE_GRADIENT =
      Map.of("relu", "threshold", "celu", "elu");

  /// The row of a formula in terms of `g()`, the inputs and `y()`.
  static Vjp of(Row of, Expr formula) {
    List<Integer> sources = new ArrayList<>();
    Expr renamed =
        Leaves.substitute(
            formula,
            leaf ->
                switch (leaf.op()) {
                  case GRAD -> Expr.x(place(sources, -1));
                  case RESULT -> Expr.x(place(sources, -2));
                  case INPUT -> Expr.x(place(sources, leaf.index()));
                  case FLAG_INPUT -> Expr.flag(place(sources, leaf.index()));
                  default -> leaf;
                });
    String name = ONE_GRADIENT.getOrDefault(of.name(), of.name()) + "_backward";
    Row row = Row.derived(name, renamed, names(of, sources), of.params());
    return new Vjp(row, sources.stream().mapToInt(Integer::intValue).toArray());
  }

  // PyTorch's names; a gradient's gradient has another `grad_` in front.
  private static List<String> names(Row of, List<Integer> sources) {
    List<String> names = new ArrayList<>();
    for (int s : sources) {
      names.add(s >= 0 ? of.inputName(s) : s == -2 ? "output" : "grad_output");
    }
    int g = sources.indexOf(-1);
    while (g >= 0 && names.indexOf(names.get(g)) != names.lastIndexOf(names.get(g))) {
      names.set(g, "grad_" + names.get(g));
    }
    return names;
  }

  private static int place(List<Integer> sources, int source) {
    int at = sources.indexOf(source);
    if (at < 0) {
      sources.add(source);
      at = sources.size() - 1;
    }
    return at;
  }

  boolean usesResult() {
    return Arrays.stream(sources).anyMatch(s -> s == -2);
  }

  long usesInputs() {
    long mask = 0;
    for (int s : sources) {
      mask |= s >= 0 ? 1L << s : 0;
    }
    return mask;
  }

  /// Whether the gradient is nothing but zeros.
  boolean isZero() {
    return sources.length == 0 && row.expr().isConst(0);
  }

  /// Whether the gradient passes unchanged.
  boolean isIdentity() {
    return sources.length == 1 && sources[0] == -1 && row.expr().op() == Op.INPUT;
  }
}
