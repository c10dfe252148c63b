package dev.gradus.expr;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Slow functions of about 50 digits, by their series, to measure the fast ones against.
final class Reference {
  private static final MathContext MC = new MathContext(45);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal PI = pi();
  private static final BigDecimal LN2 = atanh(ONE.divide(BigDecimal.valueOf(3), MC)).multiply(TWO);

  private Reference() {}

  private static boolean isNegligible(BigDecimal term) {
    return term.signum() == 0 || term.precision() - term.scale() < -46;
  }

  private static BigDecimal pi() {
    return inverseTangent(5)
        .multiply(BigDecimal.valueOf(16))
        .subtract(inverseTangent(239).multiply(BigDecimal.valueOf(4)), new MathContext(110));
  }

  /// The arc tangent of `1 / n`, for the reduction of large angles in more digits.
  private static BigDecimal inverseTangent(int n) {
    MathContext wide = new MathContext(120);
    BigDecimal power = ONE.divide(BigDecimal.valueOf(n), wide);
    BigDecimal square = BigDecimal.valueOf((long) n * n);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; power.precision() - power.scale() > -112; k += 2) {
      BigDecimal term = power.divide(BigDecimal.valueOf(k), wide);
      sum = k % 4 == 1 ? sum.add(term) : sum.subtract(term);
      power = power.divide(square, wide);
    }
    return sum;
  }

  private static BigDecimal atanh(BigDecimal s) {
    BigDecimal square = s.multiply(s, MC);
    BigDecimal power = s;
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; power.signum() != 0; k += 2) {
      BigDecimal term = power.divide(BigDecimal.valueOf(k), MC);
      sum = sum.add(term, MC);
      power = power.multiply(square, MC);
      if (term.abs().compareTo(s.abs().scaleByPowerOfTen(-46)) < 0) {
        break;
      }
    }
    return sum;
  }

  static BigDecimal expm1(BigDecimal x) {
    BigDecimal e = exp(x);
    if (x.abs().compareTo(new BigDecimal("0.5")) > 0) {
      return e.subtract(ONE, MC);
    }
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int k = 2; k < 40 && !isNegligible(term); k++) {
      term = term.multiply(x, MC).divide(BigDecimal.valueOf(k), MC);
      sum = sum.add(term, MC);
    }
    return sum;
  }

  static BigDecimal exp(BigDecimal x) {
    int n = x.divide(LN2, MC).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    BigDecimal r =
        x.subtract(LN2.multiply(BigDecimal.valueOf(n)), MC).divide(BigDecimal.valueOf(256), MC);
    BigDecimal term = ONE;
    BigDecimal sum = ONE;
    for (int k = 1; !isNegligible(term); k++) {
      term = term.multiply(r, MC).divide(BigDecimal.valueOf(k), MC);
      sum = sum.add(term, MC);
    }
    BigDecimal scale = n >= 0 ? TWO.pow(n, MC) : ONE.divide(TWO.pow(-n), MC);
    return sum.pow(256, MC).multiply(scale, MC);
  }

  static BigDecimal log(BigDecimal x) {
    return log1p(x, x.subtract(ONE));
  }

  static BigDecimal log1p(BigDecimal y) {
    return log1p(y.add(ONE), y);
  }

  private static BigDecimal log1p(BigDecimal x, BigDecimal less) {
    if (less.abs().compareTo(new BigDecimal("0.4")) < 0) {
      return atanh(less.divide(x.add(ONE), MC)).multiply(TWO, MC);
    }
    int n = Math.getExponent(x.doubleValue());
    if (x.doubleValue() < Double.MIN_NORMAL) {
      n = -1040;
    }
    BigDecimal m = n >= 0 ? x.divide(TWO.pow(n), MC) : x.multiply(TWO.pow(-n), MC);
    BigDecimal result = LN2.multiply(BigDecimal.valueOf(n), MC);
    // Four more halvings of the distance to 1 make the series short.
    BigDecimal root = m.sqrt(MC).sqrt(MC).sqrt(MC).sqrt(MC);
    BigDecimal s = root.subtract(ONE).divide(root.add(ONE), MC);
    return result.add(atanh(s).multiply(BigDecimal.valueOf(32)), MC);
  }

  static BigDecimal sin(BigDecimal x) {
    return wave(x, 0);
  }

  static BigDecimal cos(BigDecimal x) {
    return wave(x, 1);
  }

  private static BigDecimal wave(BigDecimal x, int quarters) {
    MathContext wide = new MathContext(110);
    BigDecimal right = PI.divide(TWO, wide);
    BigDecimal n = x.divide(right, wide).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal r = x.subtract(n.multiply(right), wide).round(MC);
    int quadrant = n.toBigInteger().add(java.math.BigInteger.valueOf(quarters)).intValue() & 3;
    BigDecimal term = (quadrant & 1) == 0 ? r : ONE;
    BigDecimal sum = term;
    BigDecimal square = r.multiply(r, MC).negate();
    for (int k = (quadrant & 1) == 0 ? 2 : 1; k < 50; k += 2) {
      term = term.multiply(square, MC).divide(BigDecimal.valueOf((long) k * (k + 1)), MC);
      sum = sum.add(term, MC);
    }
    return (quadrant & 2) == 0 ? sum : sum.negate();
  }

  static BigDecimal tanh(BigDecimal x) {
    BigDecimal e = expm1(x.multiply(TWO));
    return e.divide(e.add(TWO), MC);
  }

  static BigDecimal sigmoid(BigDecimal x) {
    return ONE.divide(exp(x.negate()).add(ONE), MC);
  }

  static BigDecimal pow(BigDecimal x, BigDecimal y) {
    return exp(log(x).multiply(y, MC));
  }

  static BigDecimal atan(BigDecimal x) {
    if (x.abs().compareTo(ONE) > 0) {
      BigDecimal right = PI.divide(TWO, MC);
      return (x.signum() < 0 ? right.negate() : right).subtract(atan(ONE.divide(x, MC)), MC);
    }
    // Each halving of the angle shortens the series.
    BigDecimal t = x;
    for (int k = 0; k < 5; k++) {
      t = t.divide(ONE.add(t.multiply(t, MC).add(ONE).sqrt(MC)), MC);
    }
    BigDecimal square = t.multiply(t, MC).negate();
    BigDecimal power = t;
    BigDecimal sum = t;
    for (int k = 3; k < 60; k += 2) {
      power = power.multiply(square, MC);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), MC), MC);
    }
    return sum.multiply(BigDecimal.valueOf(32), MC);
  }

  static BigDecimal asin(BigDecimal x) {
    BigDecimal cosine = ONE.subtract(x.multiply(x)).sqrt(MC);
    return cosine.signum() == 0 ? PI.divide(TWO, MC).multiply(x) : atan(x.divide(cosine, MC));
  }

  static BigDecimal acos(BigDecimal x) {
    BigDecimal above = ONE.add(x);
    if (above.signum() == 0) {
      return PI.round(MC);
    }
    return atan(ONE.subtract(x).divide(above, MC).sqrt(MC)).multiply(TWO, MC);
  }

  static BigDecimal erf(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.valueOf(10)) > 0) {
      return BigDecimal.valueOf(x.signum());
    }
    BigDecimal square = x.multiply(x, MC);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int n = 1; n < 500; n++) {
      term = term.multiply(square, MC).multiply(TWO).divide(BigDecimal.valueOf(2L * n + 1), MC);
      sum = sum.add(term, MC);
      if (term.abs().compareTo(sum.abs().scaleByPowerOfTen(-46)) < 0) {
        break;
      }
    }
    BigDecimal bell = exp(square.negate()).divide(PI.sqrt(MC), MC);
    return sum.multiply(bell, MC).multiply(TWO, MC);
  }

  static BigDecimal erfc(BigDecimal x) {
    return x.compareTo(BigDecimal.valueOf(3)) < 0
        ? ONE.subtract(erf(x), MC)
        : exp(x.multiply(x).negate().round(new MathContext(60))).multiply(erfcx(x), MC);
  }

  static BigDecimal erfcx(BigDecimal x) {
    if (x.compareTo(BigDecimal.valueOf(3)) < 0) {
      return erfc(x).multiply(exp(x.multiply(x)), MC);
    }
    BigDecimal fraction = x;
    for (int k = 200; k > 0; k--) {
      fraction = x.add(BigDecimal.valueOf(k).divide(TWO).divide(fraction, MC));
    }
    return ONE.divide(fraction.multiply(PI.sqrt(MC)), MC);
  }

  static BigDecimal bell(BigDecimal x) {
    return exp(x.multiply(x).divide(TWO).negate().round(new MathContext(60)));
  }

  static BigDecimal ndtr(BigDecimal x) {
    BigDecimal tail = erfc(x.abs().divide(TWO.sqrt(MC), MC)).divide(TWO);
    return x.signum() < 0 ? tail : ONE.subtract(tail);
  }
}
