package dev.gradus.kernel;

/// The inverses of the error function and of the normal distribution's, in double.
///
/// Both are `x F(w)` with `w = -ln(1 - x²)`. F is a polynomial in w near 0 and several in its root
/// beyond: minimax fits of relative error 2^-52 to 2^-55.
public final class NormalQuantile {
  private static final double ROOT_TWO = 1.4142135623730951;

  /// A polynomial around a centre, for arguments up to a limit.
  private record Piece(double limit, double centre, double[] coefficients) {
    double at(double x) {
      double t = x - centre;
      double sum = 0;
      for (int k = coefficients.length - 1; k >= 0; k--) {
        sum = Math.fma(sum, t, coefficients[k]);
      }
      return sum;
    }
  }

  /// In w, up to 6.25.
  private static final Piece NEAR =
      new Piece(
          6.25,
          3.125,
          new double[] {
            1.6536545626831027,
            0.24015818242558826,
            -0.0060336708714276936,
            -0.0007407025341538961,
            0.000186734208024095,
            -1.3882523395920006e-05,
            -1.3654691842362454e-06,
            4.234788192164715e-07,
            -2.9070382910582876e-08,
            -4.1126620643619e-09,
            1.0512184550551645e-09,
            -5.414235624521474e-11,
            -1.2976973463271395e-11,
            2.630346013875679e-12,
            -8.116742003825644e-14,
            -3.9988339978441344e-14,
            6.594394501664637e-15,
            -4.3024441963402886e-17,
            -1.3001709911046385e-16,
            1.5770854602405006e-17,
            1.1435108527917785e-18,
            -3.5799213519252806e-19,
            -9.930273577928204e-22,
            3.383455827515954e-21
          });

  /// In the root of w.
  private static final Piece[] BEYOND = {
    new Piece(
        3.75,
        3.125,
        new double[] {
          2.958320150240462,
          1.0037186917979242,
          0.007047884417811456,
          -0.00530101060837887,
          0.003794420014978509,
          -0.0025198826962114567,
          0.0012606698898616896,
          -0.0003286620844247181,
          -8.955337701507534e-05,
          0.00013610392683779384,
          -5.8851751704325396e-05,
          2.1906153991459627e-06,
          1.1397451979218126e-05,
          -6.296494694281674e-06,
          9.10551947303416e-07,
          8.080714948354404e-07,
          -5.698366452535075e-07,
          5.672162709352147e-08,
          6.436220330450767e-08
        }),
    new Piece(
        5.75,
        4.75,
        new double[] {
          4.597326292327093,
          1.0103243439224798,
          5.441407865023159e-05,
          -0.000304890832099795,
          0.00010545653723021348,
          -2.8017191637626516e-05,
          6.786253716427189e-06,
          -1.6850368505575425e-06,
          5.226016108563229e-07,
          -2.32248609129012e-07,
          1.253292198569099e-07,
          -6.563590509604293e-08,
          2.9709065716395664e-08,
          -1.0881174366134709e-08,
          2.882148966510744e-09,
          -2.1065944160657452e-10,
          -3.202451363812494e-10,
          1.8541710432251196e-10,
          -3.980404166279331e-11,
          2.5007978226097873e-12
        }),
    new Piece(
        10.5,
        8,
        new double[] {
          7.8771136061629345,
          1.0076068546712007,
          -0.0004698827521151845,
          1.9100490392745444e-05,
          1.2565358447346134e-06,
          -5.098752498013308e-07,
          9.869599125221495e-08,
          -1.5820013970854787e-08,
          2.3213745982373307e-09,
          -3.2331411640052966e-10,
          4.346363784957056e-11,
          -5.691875062567155e-12,
          7.317643354087664e-13,
          -9.252077765501487e-14,
          1.1200309616733319e-14,
          -1.311927998716484e-15,
          1.8467722626093608e-16,
          -2.817609779162059e-17,
          2.2838777389781417e-18
        }),
    new Piece(
        27.5,
        18,
        new double[] {
          17.92297821673707,
          1.0027414287547813,
          -0.00010973764596921538,
          4.524416527728266e-06,
          -1.8600048142752855e-07,
          7.4350591037994505e-09,
          -2.7922676939984977e-10,
          9.16160200941877e-12,
          -2.0174931151467929e-13,
          -3.854389541777197e-15,
          9.619884001908108e-16,
          -9.127642212197001e-17,
          6.918866282723316e-18,
          -4.608844529485256e-19,
          3.0654133992950147e-20,
          -2.320500047435247e-21,
          1.4354003745670722e-22,
          -3.621203937981771e-24,
          1.0380789538701925e-25,
          -4.409962324767065e-26,
          4.0636628250447156e-27,
          -1.128722915101357e-28
        })
  };

  private NormalQuantile() {}

  /// The number whose error function is x: infinite at ±1, nan beyond.
  public static double erfinv(double x) {
    return of(x, Math.fma(-x, x, 1));
  }

  /// The number below which the share p of the normal distribution is.
  public static double ndtri(double p) {
    return ROOT_TWO * of(2 * p - 1, 4 * p * (1 - p));
  }

  private static double of(double x, double rest) {
    if (!(rest > 0)) {
      return rest == 0 && Math.abs(x) == 1
          ? Math.copySign(Double.POSITIVE_INFINITY, x)
          : Double.NaN;
    }
    double w = -StrictMath.log(rest);
    if (w < NEAR.limit) {
      return x * NEAR.at(w);
    }
    double s = Math.sqrt(w);
    for (Piece piece : BEYOND) {
      if (s < piece.limit) {
        return x * piece.at(s);
      }
    }
    return x * s;
  }
}
