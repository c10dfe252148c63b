package dev.gradus.op.special;

import dev.gradus.Special;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.ElementFunction;
import dev.gradus.kernel.GammaFunctions;
import dev.gradus.kernel.IncompleteGamma;
import org.jspecify.annotations.Nullable;

/// The gamma function's logarithm, its derivatives and its relatives.
public final class Gammas {
  private static final double LOG_PI = Math.log(Math.PI);

  /// Gradient: g · digamma(x).
  public static final Elementwise LGAMMA =
      Elementwise.of("lgamma", ElementFunction.of(GammaFunctions::lgamma))
          .gradient(1, (b, g) -> only(g.mul(b.x(0).digamma())));

  /// Gradient: g · polygamma(1, x).
  public static final Elementwise DIGAMMA =
      Elementwise.of("digamma", ElementFunction.of(GammaFunctions::digamma))
          .gradient(1, (b, g) -> only(g.mul(b.x(0).polygamma(1))));

  /// Gradient of the second input: g · x^(a - 1) e^-x / Γ(a); of the first there is none.
  public static final Elementwise IGAMMA = incomplete("igamma", IncompleteGamma::lower, 1);

  /// The same, negated.
  public static final Elementwise IGAMMAC = incomplete("igammac", IncompleteGamma::upper, -1);

  /// Gradient of the second input: -g · s · zeta(s + 1, q); of the first there is none.
  public static final Elementwise ZETA =
      Elementwise.of("special_zeta", ElementFunction.of(GammaFunctions::zeta))
          .gradient(
              3,
              (b, g) -> {
                if (b.needs(0)) {
                  throw missing("zeta");
                }
                Tensor s = b.x(0);
                return new @Nullable Tensor[] {
                  null, g.mul(s.neg()).mul(Special.zeta(s.add(1), b.x(1)))
                };
              });

  private Gammas() {}

  private static @Nullable Tensor[] only(Tensor g) {
    return new @Nullable Tensor[] {g};
  }

  private static GradusUnsupportedException missing(String what) {
    return new GradusUnsupportedException(
        "the derivative for '" + what + "' is not implemented.\nDetach that input.");
  }

  private static Elementwise incomplete(
      String name, java.util.function.DoubleBinaryOperator f, int sign) {
    return Elementwise.of(name, ElementFunction.of(f))
        .ofDecimals()
        .gradient(
            3,
            (b, g) -> {
              if (b.needs(0)) {
                throw missing(name + ": input");
              }
              Tensor a = b.x(0);
              Tensor x = b.x(1);
              Tensor slope = a.sub(1).mul(x.log()).sub(x).sub(a.lgamma()).exp();
              return new @Nullable Tensor[] {null, g.mul(sign < 0 ? slope.neg() : slope)};
            });
  }

  /// The derivative of digamma of order n. Gradient: g · polygamma(n + 1, x).
  public static Elementwise polygamma(long n) {
    if (n < 0) {
      throw new GradusArgumentException(
          "polygamma(n, x) does not support negative n.\npolygamma: n is " + n + ".");
    }
    int order = Math.toIntExact(n);
    ElementFunction f = ElementFunction.of((double x) -> GammaFunctions.polygamma(order, x));
    return Elementwise.of(
            "polygamma",
            (Elementwise.Choice)
                dtype ->
                    switch (order) {
                      case 0 -> ElementFunction.of(GammaFunctions::digamma);
                      case 1 ->
                          ElementFunction.of(
                              dtype == DType.FLOAT64
                                  ? GammaFunctions::trigamma
                                  : GammaFunctions::trigammaOfFloat);
                      default -> f;
                    })
        .gradient(1, (b, g) -> only(g.mul(b.x(0).polygamma(n + 1))));
  }

  /// The logarithm of the multivariate gamma function of dimension p. Gradient: g times the sum of
  /// digamma(x - j / 2).
  public static Elementwise mvlgamma(long p) {
    if (p < 1) {
      throw new GradusArgumentException(
          "p has to be greater than or equal to 1\nmvlgamma: p is " + p + ".");
    }
    return Elementwise.of(
            "mvlgamma",
            ElementFunction.of((double x) -> {
              double sum = p * (p - 1.0) / 4 * LOG_PI;
              for (long j = 0; j < p; j++) {
                sum += GammaFunctions.lgamma(x - 0.5 * j);
              }
              return sum;
            }))
        .gradient(
            1,
            (b, g) -> {
              Tensor x = b.x(0);
              Tensor sum = x.digamma();
              for (long j = 1; j < p; j++) {
                sum = sum.add(x.sub(0.5 * j).digamma());
              }
              return only(g.mul(sum));
            });
  }
}
