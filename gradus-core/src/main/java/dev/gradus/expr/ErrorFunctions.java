package dev.gradus.expr;

import static dev.gradus.expr.Formulas.atMost;
import static dev.gradus.expr.Formulas.polynomial;

import java.util.Arrays;

/// The error function and its complements.
///
/// All the complements rest on `exp(a²) erfc(a)` for a from 0 on: times `1 + 2 a` it varies little,
/// and in `(a - k) / (a + k)` it is one polynomial from 0 to infinity.
final class ErrorFunctions {
  private static final Expr ONE = Expr.c(1);
  private static final Expr TWO = Expr.c(2);

  // Beyond this `1 + 2 a` times the scaled complement is what it is at infinity, in every type.
  private static final double FAR = 1e15;

  private ErrorFunctions() {}

  static Expr erf(Expr x, Width w) {
    Expr a = x.abs();
    Expr z = x.mul(x);
    Expr near = polynomial(z, w.erf()).fma(a, a);
    // 1 - exp(-q(a)), whose relative error is that of q times less than 1/6.
    Expr q = polynomial(atMost(a, w.erfHigh()), w.erfFar());
    Expr far = ONE.sub(Exponentials.bounded(q.neg(), w));
    Expr size = a.lt(w.erfSplit()).select(near, far);
    return size.toBits().bitsOr(x.toBits().bitsAnd(Expr.bits(w.signBit()))).fromBits();
  }

  static Expr erfc(Expr x, Width w) {
    Expr a = atMost(x.abs(), w.erfcHigh());
    Scaled scaled = Scaled.of(a, w);
    Expr bell = square(a, true, w);
    Expr tail = bell.fma(scaled.high(), bell.mul(scaled.low()));
    return x.lt(0).select(TWO.sub(tail), tail);
  }

  static Expr erfcx(Expr x, Width w) {
    Expr size = x.abs();
    Expr scaled = Scaled.of(size, w).sum();
    Expr far = size.gt(FAR).select(Expr.c(w.rootPiInverse()).div(size), scaled);
    // Below 0 it is 2 exp(a²) - erfcx(a).
    Expr growth = square(atMost(size, w.erfcHigh()), false, w);
    Expr below = growth.add(growth).sub(scaled);
    return x.lt(0).select(below, far);
  }

  /// The exponential of the square of a number, or of its negative; what the square loses counts.
  private static Expr square(Expr a, boolean negated, Width w) {
    Expr z = a.mul(a);
    Expr low = a.fma(a, z.neg());
    return negated
        ? Exponentials.scaled(z.neg(), low.neg(), w)
        : Exponentials.scaled(atMost(z, w.expHigh()), low, w);
  }

  /// exp(a²) erfc(a) for a number from 0 on, as a sum of which the second is small.
  private record Scaled(Expr high, Expr low) {
    Expr sum() {
      return high.add(low);
    }

    static Scaled of(Expr any, Width w) {
      double k = w.erfcxCentre();
      Expr a = atMost(any, FAR);
      // In the first order, what the difference, the sum and the quotient lose.
      Expr above = a.sub(k);
      Expr below = a.add(k);
      Expr inverse = ONE.div(below);
      Expr t = above.mul(inverse);
      Expr lost = t.neg().fma(below, above).add(a.sub(above.add(k)));
      Expr sharp = t.neg().fma(a.sub(below.sub(k)), lost).fma(inverse, t);
      double[] all = w.erfcx();
      Expr rest = polynomial(sharp, Arrays.copyOfRange(all, 1, all.length));
      Expr p = rest.fma(sharp, Expr.c(all[0]));
      Expr pLow = rest.fma(sharp, Expr.c(all[0]).sub(p));
      // The same for p / (1 + 2 a).
      Expr divisor = a.fma(2, 1);
      Expr reciprocal = ONE.div(divisor);
      Expr quotient = p.mul(reciprocal);
      Expr off = a.add(a).sub(divisor.sub(1));
      Expr residue = quotient.neg().fma(off, quotient.neg().fma(divisor, p)).add(pLow);
      return new Scaled(quotient, residue.mul(reciprocal));
    }
  }
}
