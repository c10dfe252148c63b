package dev.gradus.kernel;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.util.Arrays;
import java.util.List;

/// What [Attention] does with single elements of its panels: one pointwise loop for either dtype.
///
/// @param floats in float32
/// @param doubles in float64
record AttentionSteps(PointwiseLoop floats, PointwiseLoop doubles) {
  private static final Expr NOTHING = c(Double.NEGATIVE_INFINITY);
  static final AttentionSteps SCALE = new AttentionSteps(x(0).mul(p(0)), 1);
  static final AttentionSteps ADD = new AttentionSteps(x(0).add(x(1)), 2);
  static final AttentionSteps MULTIPLY = new AttentionSteps(x(0).mul(x(1)), 2);

  /// The greatest score of a row, 0 if it sees no key.
  static final AttentionSteps TOP = new AttentionSteps(x(0).eq(NOTHING).select(c(0), x(0)), 1);

  static final AttentionSteps EXP = new AttentionSteps(x(0).sub(x(1)).exp(), 2);
  static final AttentionSteps DIVIDE =
      new AttentionSteps(x(1).eq(0).select(c(0), x(0).div(x(1))), 2);
  static final AttentionSteps WEIGHT =
      new AttentionSteps(x(2).eq(0).select(c(0), x(0).sub(x(1)).exp().div(x(2))), 3);

  /// What is left of slopes without their mean, and that times the weights.
  static final AttentionSteps LEFT =
      new AttentionSteps(List.of(x(0).sub(x(1)), x(2).mul(x(0).sub(x(1)))), 3);

  static final AttentionSteps SLOPE = new AttentionSteps(x(0).mul(x(1).sub(x(2))), 3);

  private AttentionSteps(Expr e, int inputs) {
    this(List.of(e), inputs);
  }

  private AttentionSteps(List<Expr> e, int inputs) {
    this(
        loop(e, inputs, Compute.FLOAT, DType.FLOAT32),
        loop(e, inputs, Compute.DOUBLE, DType.FLOAT64));
  }

  private static PointwiseLoop loop(List<Expr> all, int inputs, Compute compute, DType dtype) {
    DType[] in = new DType[inputs];
    Arrays.fill(in, dtype);
    DType[] out = new DType[all.size()];
    Arrays.fill(out, dtype);
    List<Expr> lowered = all.stream().map(e -> Formulas.lower(e, compute)).toList();
    return PointwiseLoop.compile(lowered, compute, out, in);
  }
}
