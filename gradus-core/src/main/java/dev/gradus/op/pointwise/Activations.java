package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Expr;

/// The rows of activation functions.
public final class Activations {
  private static final Expr A = x(0);
  private static final Expr ONE = c(1);
  private static final Expr ZERO = c(0);
  private static final Expr LOW = p(0);
  private static final Expr HIGH = p(1);

  public static final Row LEAKY_RELU = Row.of("leaky_relu", A.gt(0).select(A, A.mul(p(0))));

  /// Below 0: p0 · expm1(p2 · x), above: p1 · x. At 0 the slope is the one from below.
  public static final Row ELU = elu("elu");

  public static final Row CELU = elu("celu");

  public static final Row SILU =
      Row.of("silu", A.mul(A.sigmoid()))
          .gradient(0, g().mul(A.sigmoid().mul(A.mul(ONE.sub(A.sigmoid())).add(1))));

  // tanh(log(1 + e)) is (e² + 2 e) / (e² + 2 e + 2): one exponential. Beyond 40 it is 1.
  private static final Expr GROWTH = A.gt(40).select(c(40), A).exp();
  private static final Expr ABOVE = GROWTH.mul(GROWTH.add(2));
  private static final Expr GATE = ABOVE.div(ABOVE.add(2));
  public static final Row MISH =
      Row.of("mish", A.mul(GATE))
          .gradient(0, g().mul(GATE.add(A.mul(A.sigmoid()).mul(ONE.sub(GATE.mul(GATE))))));

  /// x · Φ(x).
  public static final Row GELU =
      Row.of("gelu", A.mul(A.ndtr())).noComplex("\"GeluKernelImpl\" not implemented for '%s'");

  /// gelu with the hyperbolic tangent in the place of the error function.
  public static final Row GELU_TANH =
      Row.of(
              "gelu",
              A.mul(0.5)
                  .mul(
                      A.mul(A)
                          .mul(A)
                          .mul(0.044715)
                          .add(A)
                          .mul(Math.sqrt(2 / Math.PI))
                          .tanh()
                          .add(1)))
          .noComplex("\"GeluKernelImpl\" not implemented for '%s'");

  /// log(1 + exp(p0 · x)) / p0; x itself where p0 · x exceeds p1.
  public static final Row SOFTPLUS =
      Row.of("softplus", A.mul(p(0)).gt(p(1)).select(A, softplus(A.mul(p(0))).div(p(0))))
          .gradient(0, A.mul(p(0)).gt(p(1)).select(g(), g().mul(A.mul(p(0)).sigmoid())));

  public static final Row LOG_SIGMOID =
      Row.of("log_sigmoid", A.min(ZERO).sub(A.abs().neg().exp().log1p()))
          .gradient(0, g().mul(A.neg().sigmoid()));

  /// Between p0 and p1; the gradient at a bound is 0.
  public static final Row HARDTANH =
      Row.of("hardtanh", clamped(A, LOW, HIGH))
          .gradient(0, A.gt(LOW).and(A.lt(HIGH)).select(g(), ZERO));

  private static final Expr RAMP = clamped(A.add(3), ZERO, c(6));
  public static final Row HARDSIGMOID =
      Row.of("hardsigmoid", RAMP.div(6))
          .gradient(0, A.gt(-3).and(A.lt(3)).select(g().mul(c(1.0 / 6)), ZERO));

  /// The gradient at -3 is 0, at 3 it is 1.
  public static final Row HARDSWISH =
      Row.of("hardswish", A.mul(RAMP).div(6))
          .gradient(0, A.gt(-3).select(A.lt(3).select(g().mul(A.div(3).add(0.5)), g()), ZERO));

  private static final Expr INSIDE = A.ge(p(0).neg()).and(A.le(p(0)));
  public static final Row HARDSHRINK =
      Row.of("hardshrink", INSIDE.select(ZERO, A)).gradient(0, INSIDE.select(ZERO, g()));
  public static final Row SOFTSHRINK =
      Row.of(
              "softshrink",
              A.gt(p(0)).select(A.sub(p(0)), A.lt(p(0).neg()).select(A.add(p(0)), A.mul(ZERO))))
          .gradient(0, INSIDE.select(ZERO, g()));

  private static final Expr BEYOND = A.abs().add(1);

  /// A quotient in PyTorch; the gradient is what the terms of the quotient's cancel to. Complex
  /// numbers, for which they do not, take the quotient.
  public static final Row SOFTSIGN =
      Row.of("softsign", A.div(BEYOND))
          .node("DivBackward0")
          .noComplex("softsign: got %s; divide by 1 + abs() instead.")
          .gradient(0, g().div(BEYOND.mul(BEYOND)));

  /// A difference in PyTorch.
  public static final Row TANHSHRINK =
      Row.of("tanhshrink", A.sub(A.tanh()))
          .node("SubBackward0")
          .gradient(0, g().mul(A.tanh().mul(A.tanh())));

  /// p1 up to p0, x above.
  public static final Row THRESHOLD = Row.of("threshold", A.le(p(0)).select(p(1), A));

  /// The slope below 0 is x1.
  public static final Row PRELU =
      Row.of("_prelu_kernel", A.gt(0).select(A, x(1).mul(A)))
          .gradient(0, A.gt(0).select(g(), g().mul(x(1))))
          .gradient(1, A.gt(0).select(ZERO, g().mul(A)));

  /// x0 · sigmoid(x1).
  public static final Row GATED =
      Row.of("glu", A.mul(x(1).sigmoid())).noComplex("\"glu_cpu\" not implemented for '%s'");

  private Activations() {}

  private static Row elu(String name) {
    Expr inner = A.mul(p(2));
    return Row.of(name, A.gt(0).select(A.mul(p(1)), inner.expm1().mul(p(0))))
        .gradient(0, A.gt(0).select(g().mul(p(1)), g().mul(p(2).mul(p(0)).mul(inner.exp()))));
  }

  /// As max and min, where the bounds are numbers; nan stays. Comparisons and selections are
  /// cheaper.
  private static Expr clamped(Expr e, Expr low, Expr high) {
    Expr above = e.le(low).select(low, e);
    return above.ge(high).select(high, above);
  }

  /// log(1 + exp(z)) without overflow.
  private static Expr softplus(Expr z) {
    return z.max(ZERO).add(z.abs().neg().exp().log1p());
  }
}
