package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.expr.Expr.y;

import dev.gradus.expr.Expr;
import org.jspecify.annotations.Nullable;

/// The rows of arithmetic. A number operand is a parameter, so another number needs no other loop.
public final class Arithmetic {
  private static final Expr A = x(0);
  private static final Expr B = x(1);

  private static final String NOT_IMPLEMENTED = " not implemented for complex tensors.";
  private static final String NO_CLAMP = "clamp is not supported for complex types";

  public static final Row ADD = Row.of("add", A.add(B));
  public static final Row ADD_ALPHA = Row.of("add", B.fma(p(0), A));
  public static final Row ADD_NUMBER = Row.of("add", A.add(p(0)));
  public static final Row SUB = Row.of("sub", A.sub(B));
  public static final Row SUB_ALPHA = Row.of("sub", B.neg().fma(p(0), A));
  public static final Row SUB_NUMBER = Row.of("sub", A.sub(p(0)));
  public static final Row RSUB = Row.of("rsub", B.sub(A));
  public static final Row RSUB_ALPHA = Row.of("rsub", A.neg().fma(p(0), B));
  public static final Row RSUB_NUMBER = Row.of("rsub", p(0).sub(A)).overload(1);
  public static final Row MUL = Row.of("mul", A.mul(B));
  public static final Row MUL_NUMBER = Row.of("mul", A.mul(p(0)));

  /// Multiplication by a number as PyTorch's own composites have it.
  public static final Row MUL_SCALAR = MUL_NUMBER.overload(1);

  public static final Row DIV =
      Row.of("div", A.div(B)).rule(Rule.FLOAT).gradient(1, g().neg().mul(A.div(B).div(B)));
  public static final Row DIV_NUMBER = Row.of("div", A.div(p(0))).rule(Rule.FLOAT);

  /// Division by a number as PyTorch's own composites have it.
  public static final Row DIV_SCALAR = DIV_NUMBER.overload(1);

  public static final Row RECIPROCAL =
      Row.of("reciprocal", c(1).div(A)).rule(Rule.FLOAT).gradient(0, g().neg().mul(y().mul(y())));
  public static final Row NEG = Row.of("neg", A.neg());
  public static final Row ABS =
      Row.of("abs", A.abs()).rule(Rule.REAL).complexTangent(A.sign().conj().mul(g()).re());

  /// 1, 0 or -1; nan stays nan.
  public static final Row SIGN =
      Row.of("sign", A.gt(0).select(c(1), A.lt(0).select(c(-1), A.mul(c(0)).add(c(0)))))
          .noComplex(
              "Unlike NumPy, torch.sign doesn't currently support complex tensors.\nsign: use sgn() for z / |z|.");

  public static final Row SQRT = Row.of("sqrt", A.sqrt()).rule(Rule.FLOAT);
  public static final Row RSQRT =
      Row.of("rsqrt", c(1).div(A.sqrt()))
          .rule(Rule.FLOAT)
          .gradient(0, g().mul(c(-0.5)).mul(y().mul(y()).mul(y())));

  /// x to a number; the gradient is 0 where the number is 0.
  public static final Row POW_NUMBER =
      Row.of("pow", A.pow(p(0)))
          .gradient(0, p(0).eq(0).select(c(0), g().mul(p(0).mul(A.pow(p(0).sub(c(1)))))));

  public static final Row POW = Row.of("pow", A.pow(B)).overload(1);

  /// A number to the power x.
  public static final Row POW_BASE =
      Row.of("pow", p(0).pow(A))
          .overload(2)
          .gradient(
              0,
              p(0).eq(0)
                  .select(
                      A.re().lt(0).select(g().mul(y().mul(p(0).log())), c(0)),
                      g().mul(y().mul(p(0).log()))));

  public static final Row SQUARE = Row.of("pow", A.mul(A)).gradient(0, g().mul(c(2).mul(A)));
  public static final Row CUBE =
      Row.of("pow", A.mul(A).mul(A)).gradient(0, g().mul(c(3).mul(A.mul(A))));

  /// Two squarings: three roundings instead of a logarithm and an exponential.
  public static final Row FOURTH =
      Row.of("pow", A.mul(A).mul(A.mul(A))).gradient(0, g().mul(c(4).mul(A.mul(A).mul(A))));

  public static final Row MAXIMUM =
      Row.of("maximum", A.max(B)).noComplex("maximum" + NOT_IMPLEMENTED);
  public static final Row MINIMUM =
      Row.of("minimum", A.min(B)).noComplex("minimum" + NOT_IMPLEMENTED);

  /// Between two numbers; the gradient at a bound is 0.
  public static final Row CLAMP =
      Row.of("clamp", A.max(p(0)).min(p(1)))
          .overload(1)
          .gradient(0, A.gt(p(0)).and(A.lt(p(1))).select(g(), c(0)))
          .noComplex(NO_CLAMP);

  public static final Row CLAMP_MIN =
      Row.of("clamp_min", A.max(p(0)))
          .gradient(0, A.gt(p(0)).select(g(), c(0)))
          .noComplex(NO_CLAMP);
  public static final Row CLAMP_MAX =
      Row.of("clamp_max", A.min(p(0)))
          .gradient(0, A.lt(p(0)).select(g(), c(0)))
          .noComplex(NO_CLAMP);
  public static final Row CLAMP_TENSORS = Row.of("clamp", A.max(B).min(x(2))).noComplex(NO_CLAMP);
  public static final Row CLAMP_MIN_TENSOR =
      Row.of("clamp_min", A.max(B)).overload(1).noComplex("maximum" + NOT_IMPLEMENTED);
  public static final Row CLAMP_MAX_TENSOR =
      Row.of("clamp_max", A.min(B)).overload(1).noComplex("minimum" + NOT_IMPLEMENTED);
  public static final Row CLAMP_FROM = Row.of("clamp", A.max(B)).noComplex(NO_CLAMP);
  public static final Row CLAMP_TO = Row.of("clamp", A.min(B)).noComplex(NO_CLAMP);

  private Arithmetic() {}

  /// The row of a power that is a short product, or null.
  public static @Nullable Row product(double exponent) {
    if (exponent == 2) {
      return SQUARE;
    }
    if (exponent == 3) {
      return CUBE;
    }
    return exponent == 4 ? FOURTH : null;
  }
}
