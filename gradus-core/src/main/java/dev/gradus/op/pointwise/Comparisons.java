package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.flag;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Complexes;
import dev.gradus.expr.Expr;

/// The rows of comparisons, logic and choice.
public final class Comparisons {
  private static final Expr A = x(0);
  private static final Expr B = x(1);
  private static final Expr N = p(0);

  public static final Row EQ = truth("eq", A.eq(B));
  public static final Row NE = truth("ne", A.ne(B));
  public static final Row LT = truth("lt", A.lt(B));
  public static final Row LE = truth("le", A.le(B));
  public static final Row GT = truth("gt", A.gt(B));
  public static final Row GE = truth("ge", A.ge(B));
  public static final Row EQ_NUMBER = truth("eq", A.eq(N));
  public static final Row NE_NUMBER = truth("ne", A.ne(N));
  public static final Row LT_NUMBER = truth("lt", A.lt(N));
  public static final Row LE_NUMBER = truth("le", A.le(N));
  public static final Row GT_NUMBER = truth("gt", A.gt(N));
  public static final Row GE_NUMBER = truth("ge", A.ge(N));

  public static final Row LOGICAL_AND = truth("logical_and", A.ne(0).and(B.ne(0)));
  public static final Row LOGICAL_OR = truth("logical_or", A.ne(0).or(B.ne(0)));
  public static final Row LOGICAL_XOR = truth("logical_xor", A.ne(0).xor(B.ne(0)));
  public static final Row LOGICAL_NOT = truth("logical_not", A.eq(0));

  public static final Row ISNAN = truth("isnan", A.ne(A));
  public static final Row ISINF = truth("isinf", A.abs().eq(c(Double.POSITIVE_INFINITY)));
  public static final Row ISFINITE =
      truth("isfinite", A.abs().lt(c(Double.POSITIVE_INFINITY))).complex(Complexes.isFinite(A));

  /// Whether there is no imaginary part.
  public static final Row ISREAL = truth("isreal", A.im().eq(0));

  /// x1 where x0 holds, else x2.
  public static final Row WHERE =
      Row.of("where", flag(0).select(x(1), x(2)))
          .gradient(1, flag(0).select(g(), c(0)))
          .gradient(2, flag(0).select(c(0), g()));

  /// A number where x1 holds, else x0.
  public static final Row MASKED_FILL =
      Row.of("masked_fill", flag(1).select(p(0), x(0))).gradient(0, flag(1).select(c(0), g()));

  /// The element of x2 where x1 holds, else x0.
  public static final Row MASKED_FILL_TENSOR =
      Row.of("masked_fill", flag(1).select(x(2), x(0)))
          .gradient(0, flag(1).select(c(0), g()))
          .gradient(2, flag(1).select(g(), c(0)))
          .overload(1);

  private Comparisons() {}

  private static Row truth(String name, Expr e) {
    return Row.of(name, e).rule(Rule.BOOL);
  }
}
