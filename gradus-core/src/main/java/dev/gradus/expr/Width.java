package dev.gradus.expr;

/// What the formulas need to know about a floating-point type, and their coefficients for it.
///
/// The polynomials are minimax fits of relative error, found by Remez exchange in 60 digits; each
/// coefficient was rounded to the type before the next ones were fitted again. Behind each one:
/// what it approximates, where, and the relative error that it leaves in the function.
enum Width {
  FLOAT(23, 127, 0x1p-126, 0x1p-24),
  DOUBLE(52, 1023, 0x1p-1022, 0x1p-53);

  /// The bits of the fraction.
  final int fraction;

  /// What is added to an exponent.
  final int bias;

  /// The smallest number that is not subnormal.
  final double normal;

  /// Below this, x is x's exponential less one, and the like.
  final double tiny;

  Width(int fraction, int bias, double normal, double tiny) {
    this.fraction = fraction;
    this.bias = bias;
    this.normal = normal;
    this.tiny = tiny;
  }

  static Width of(Compute type) {
    return type == Compute.FLOAT ? FLOAT : DOUBLE;
  }

  private double pick(double single, double wide) {
    return this == FLOAT ? single : wide;
  }

  private double[] pick(double[] single, double[] wide) {
    return this == FLOAT ? single : wide;
  }

  /// Adding this rounds to a whole number, which stands in the low bits of the sum's pattern.
  double rounder() {
    return pick(0x1.8p23, 0x1.8p52);
  }

  long signBit() {
    return 1L << (fraction == 23 ? 31 : 63);
  }

  long patternOf(double value) {
    return this == FLOAT
        ? Float.floatToRawIntBits((float) value)
        : Double.doubleToRawLongBits(value);
  }

  double log2e() {
    return pick(0x1.715476p0, 0x1.71547652b82fep0);
  }

  /// ln 2 in two parts: every exponent times the first is exact.
  double ln2High() {
    return pick(0x1.62e4p-1, 0x1.62e42fefa3p-1);
  }

  double ln2Low() {
    return pick(0x1.7f7d1cp-20, 0x1.3de6af278ece6p-42);
  }

  /// Above this the exponential is infinite.
  double expHigh() {
    return pick(89, 710);
  }

  /// Below this the exponential is 0.
  double expLow() {
    return pick(-104, -746);
  }

  /// `(exp(r) - 1 - r) / r^2` for |r| up to ln 2 / 2, for the exponential: 2^-27.3, 2^-57.3.
  double[] exp() {
    return pick(
        new double[] {0x1.fffffep-2, 0x1.5554a8p-3, 0x1.555794p-5, 0x1.122e02p-7, 0x1.6ac79cp-10},
        new double[] {
          0.5000000000000011,
          0.16666666666666408,
          0.04166666666652648,
          0.008333333333495847,
          0.0013888888944739804,
          0.0001984126950750663,
          2.480149182510266e-05,
          2.755758205069846e-06,
          2.7630741136060866e-07,
          2.50025231341856e-08
        });
  }

  /// The same, for the exponential less one: 2^-28.1, 2^-60.3.
  double[] expm1() {
    return pick(
        new double[] {
          0x1p-1, 0x1.55552ap-3, 0x1.5555p-5, 0x1.11598p-7, 0x1.6d30a6p-10, 0x1.35334ap-13
        },
        new double[] {
          0.5,
          0.1666666666666668,
          0.04166666666666672,
          0.008333333333318932,
          0.0013888888888842175,
          0.00019841269893363026,
          2.4801587428543652e-05,
          2.7557236719837904e-06,
          2.7557176511999235e-07,
          2.5111696599130626e-08,
          2.094612544192756e-09
        });
  }

  /// `(log((1 + s) / (1 - s)) / s - 2) / s^2` in s^2, for |s| up to 0.1716: 2^-30.2, 2^-59.5.
  double[] log() {
    return pick(
        new double[] {0x1.55557ap-1, 0x1.995eccp-2, 0x1.31e23ep-2},
        new double[] {
          0.6666666666666735,
          0.3999999999940934,
          0.28571428743691313,
          0.2222219842824549,
          0.18183572405034912,
          0.1531383058508284,
          0.14798277460220557
        });
  }

  /// The same less its first coefficient, 2/3, over s^2: 2^-36.8, 2^-73.5.
  double[] logTail() {
    return pick(
        new double[] {0x1.999ap-2, 0x1.24527cp-2, 0x1.dfa27ap-3},
        new double[] {
          0.3999999999999998,
          0.2857142857144387,
          0.22222222217778606,
          0.181818188457372,
          0.15384558290353598,
          0.13336270387293833,
          0.11675651896267795,
          0.11982889685827532
        });
  }

  /// What is missing from the type's 2/3.
  double twoThirdsLow() {
    return pick(-1.9868215517249155e-08, 3.700743415417188e-17);
  }

  /// A quarter of pi in two parts.
  double quarterPi() {
    return pick(0x1.921fb6p-1, 0x1.921fb54442d18p-1);
  }

  double quarterPiLow() {
    return pick(-0x1.777a5cp-26, 0x1.1a62633145c07p-55);
  }

  /// `(atan(t) / t - 1) / t^2` in t^2, for |t| up to the tangent of pi / 8: 2^-28.4, 2^-58.2.
  double[] atan() {
    return pick(
        new double[] {-0x1.555554p-2, 0x1.99973p-3, -0x1.242036p-3, 0x1.b81030p-4, -0x1.08455ep-4},
        new double[] {
          -0.3333333333333333,
          0.19999999999999804,
          -0.14285714285659828,
          0.11111111105155447,
          -0.09090908753500877,
          0.07692296375032143,
          -0.06666424885738255,
          0.05878928997834775,
          -0.05230454270650244,
          0.04551593220626549,
          -0.034570561981427744,
          0.016285756855221028
        });
  }

  double twoOverPi() {
    return pick(0x1.45f306p-1, 0x1.45f306dc9c883p-1);
  }

  /// Half of pi in three parts.
  double[] halfPi() {
    return pick(
        new double[] {0x1.921fb4p0, 0x1.4442dp-24, 0x1.84698ap-48},
        new double[] {0x1.921fb54442d18p0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110});
  }

  /// Up to here an angle is reduced exactly.
  double angleHigh() {
    return pick(0x1p20, 0x1p45);
  }

  /// `(sin(r) / r - 1) / r^2` in r^2, for |r| up to 0.83 and 0.8: 2^-32.3, 2^-63.2.
  double[] sin() {
    return pick(
        new double[] {-0x1.555556p-3, 0x1.111166p-7, -0x1.a0476ap-13, 0x1.76f22cp-19},
        new double[] {
          -0.16666666666666666,
          0.008333333333333054,
          -0.00019841269840987488,
          2.755731909169313e-06,
          -2.5052076547817516e-08,
          1.6055134788895385e-10,
          -7.434667660599684e-13
        });
  }

  /// `(cos(r) - 1 + r^2 / 2) / r^4` in r^2, in the same ranges: 2^-32.0, 2^-63.3.
  double[] cos() {
    return pick(
        new double[] {0x1.555544p-5, -0x1.6c08b6p-10, 0x1.98fa28p-16},
        new double[] {
          0.04166666666666657,
          -0.0013888888888868513,
          2.4801587285980018e-05,
          -2.7557313343928225e-07,
          2.0875586896902696e-09,
          -1.1352631337936542e-11
        });
  }

  /// Below this the error function is a polynomial.
  double erfSplit() {
    return pick(0.9, 1);
  }

  /// Above this the error function is 1.
  double erfHigh() {
    return pick(4, 6);
  }

  /// `erf(x) / x - 1` in x^2, for x up to the split: 2^-26.1, 2^-56.0.
  double[] erf() {
    return pick(
        new double[] {
          0x1.06eba6p-3,
          -0x1.8126ecp-2,
          0x1.ce1b88p-4,
          -0x1.b69bcep-6,
          0x1.479e8ep-8,
          -0x1.3bb4bap-11
        },
        new double[] {
          0.12837916709551256,
          -0.37612638903183343,
          0.11283791670936952,
          -0.026866170641959772,
          0.0052239775967455005,
          -0.0008548325485703983,
          0.000120552805254745,
          -1.4924466348642369e-05,
          1.6444161203399833e-06,
          -1.6184086671618024e-07,
          1.3617170728444606e-08,
          -7.60879573673597e-10
        });
  }

  /// `-log(1 - erf(x))` from the split on: 2^-29.1, 2^-57.0.
  double[] erfFar() {
    return pick(
        new double[] {
          0x1.5d1972p-13,
          0x1.20b75p0,
          0x1.4621c4p-1,
          0x1.aa72c8p-4,
          -0x1.6d9c12p-6,
          0x1.91cb4ap-9,
          -0x1.9fb02ap-13
        },
        new double[] {
          5.0278257931138e-07,
          1.128374090108007,
          0.6366436253322344,
          0.10270344691724294,
          -0.018990192535699946,
          -0.0004106094497097579,
          0.0019159245856933845,
          -0.0007706285652540267,
          0.00013504147371244728,
          2.0270893149956924e-05,
          -2.2824082513655942e-05,
          8.667624148598977e-06,
          -2.1357803527452427e-06,
          3.7332012824328634e-07,
          -4.642497365239071e-08,
          3.93443186302265e-09,
          -2.0450493896424065e-10,
          4.928823006762225e-12
        });
  }

  /// Above this the complement of the error function is 0.
  double erfcHigh() {
    return pick(10.1, 27.3);
  }

  /// Where the argument of [#erfcx] is 0.
  double erfcxCentre() {
    return pick(3.6875, 3.5);
  }

  /// The inverse of the root of pi.
  double rootPiInverse() {
    return pick(0x1.20dd76p-1, 0.5641895835477563);
  }

  /// `(1 + 2 a) exp(a^2) erfc(a)` in `(a - k) / (a + k)`, for a from 0 on: 2^-27.1, 2^-55.9.
  double[] erfcx() {
    return pick(
        new double[] {
          0x1.3d1aep0,
          -0x1.1f47ap-3,
          0x1.2b7d6ap-12,
          0x1.603fd2p-4,
          -0x1.c4cc6ep-4,
          0x1.76cd6p-4,
          -0x1.ce392cp-5,
          0x1.abea3p-6,
          -0x1.0f321cp-7,
          0x1.0de0bcp-10,
          0x1.e17146p-12,
          -0x1.88b29ap-13
        },
        new double[] {
          1.2423492448711544,
          -0.1400091801376197,
          -0.010555596332219846,
          0.09751909515328719,
          -0.11508959816013274,
          0.08798315382403173,
          -0.04882332582885192,
          0.019099330953350726,
          -0.004215019900107642,
          -0.00030226795407737195,
          0.000564384385420771,
          -0.00012151211788058864,
          -4.278217517240799e-05,
          2.426029205582873e-05,
          2.3283783659189657e-06,
          -3.8139957589973393e-06,
          -4.4769344642327774e-08,
          6.014620411937537e-07,
          -6.841601030308336e-09,
          -9.638516623806432e-08,
          -5.178158386824403e-10,
          1.3617980154962448e-08,
          5.141314685812446e-10,
          -1.1644876417757723e-09,
          -7.607019517991008e-11
        });
  }

  /// Half of pi in two parts.
  double rightAngle() {
    return pick(0x1.921fb6p0, 0x1.921fb54442d18p0);
  }

  double rightAngleLow() {
    return pick(-0x1.777a5cp-25, 0x1.1a62633145c07p-54);
  }

  /// `(asin(x) / x - 1) / x^2` in x^2, for x up to a half: 2^-27.6, 2^-55.9.
  double[] asin() {
    return pick(
        new double[] {0x1.5555c8p-3, 0x1.330206p-4, 0x1.747b8p-5, 0x1.8c4038p-6, 0x1.595b14p-5},
        new double[] {
          0.16666666666665408,
          0.07500000000337126,
          0.044642856828232505,
          0.030381959141168063,
          0.022371757943868267,
          0.01735970644440096,
          0.013885218284421151,
          0.012169327385072294,
          0.006527464708782583,
          0.019529684534140283,
          -0.016226508921317807,
          0.03191383325552036
        });
  }
}
