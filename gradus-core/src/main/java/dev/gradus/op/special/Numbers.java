package dev.gradus.op.special;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.expr.Expr.y;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.expr.Expr;
import dev.gradus.kernel.ElementFunction;
import dev.gradus.kernel.Neighbours;
import dev.gradus.kernel.NumberTheory;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Rule;
import org.jspecify.annotations.Nullable;

/// Divisors and multiples of whole numbers, neighbours of decimal ones.
public final class Numbers {
  public static final Elementwise GCD =
      Elementwise.of("gcd", ElementFunction.ofWhole(NumberTheory::gcd));

  public static final Elementwise LCM =
      Elementwise.of(
          "lcm",
          dtype ->
              ElementFunction.ofWhole(
                  dtype == DType.INT32 ? NumberTheory::lcmOfInts : NumberTheory::lcm));

  /// Gradient: g to the first input; where both are equal, to the second.
  public static final Elementwise NEXTAFTER =
      Elementwise.of(
              "nextafter",
              dtype ->
                  ElementFunction.of(
                      switch (dtype) {
                        case FLOAT32 -> Neighbours::ofFloat;
                        case FLOAT16 -> Neighbours::ofFloat16;
                        case BFLOAT16 -> Neighbours::ofBfloat16;
                        default -> Neighbours::ofDouble;
                      }))
          .ofDecimals()
          .gradient(
              3,
              (b, g) -> {
                Tensor equal = b.x(0).eq(b.x(1));
                return new @Nullable Tensor[] {
                  b.needs(0) ? g.maskedFill(equal, 0) : null,
                  b.needs(1) ? g.maskedFill(equal.logicalNot(), 0) : null
                };
              });

  private static final Expr POWER = c(2).pow(x(1));

  /// x0 · 2^x1.
  public static final Row LDEXP =
      Row.of("ldexp", x(0).mul(POWER))
          .rule(Rule.FLOAT)
          .gradient(0, g().mul(POWER))
          .gradient(1, g().mul(y()).mul(c(Math.log(2))));

  private Numbers() {}
}
