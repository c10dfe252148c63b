package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Special functions against values of 50 digits.
class SpecialValuesTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static void check(String what, DoubleUnaryOperator f, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      near(what + " at " + x[i], f.applyAsDouble(x[i]), y[i]);
    }
  }

  private static void near(String what, double got, double wanted) {
    double error = Math.abs(got - wanted);
    assertThat(error)
        .as("%s: %s, not %s", what, got, wanted)
        .isLessThanOrEqualTo(2e-15 + (what.startsWith("ai") ? 3e-12 : 3e-14) * Math.abs(wanted));
    if (Math.abs(wanted) < 0.05) {
      assertThat(error).as("%s, relative", what).isLessThanOrEqualTo(5e-11 * Math.abs(wanted));
    }
  }

  @Test
  void functionsOfOneNumber() {
    check(
        "lgamma",
        GammaFunctions::lgamma,
        new double[] {
          0.1, 0.7, 1.0625, 1.9375, 2.5, 6.25, 11.5, 1000.0, 1000000000000000.0, -0.5, -2.75, 1e-12
        },
        new double[] {
          2.2527126517342059,
          0.26086724653166657,
          -0.032957100293577819,
          -0.025147619402988871,
          0.28468287047291916,
          5.2196039869902293,
          16.292000476567241,
          5905.2204232091812,
          33538776394910669.0,
          1.2655121234846454,
          0.0044878975359557733,
          27.631021115927971
        });
    check(
        "digamma",
        GammaFunctions::digamma,
        new double[] {0.1, 1.5, 4.25, 12.5, 1000000.0, -0.25, -3.5},
        new double[] {
          -10.423754940411076,
          0.036489973978576521,
          1.3246832187604867,
          2.485195651274912,
          13.815510057964191,
          2.9141391202135278,
          1.3888709263595289
        });
    check(
        "trigamma",
        GammaFunctions::trigamma,
        new double[] {0.1, 1.5, 4.25, 12.5, 1000000.0, -0.25, -3.5},
        new double[] {
          101.43329915079275,
          0.93480220054467931,
          0.26512373409656212,
          0.08328522460157837,
          1.0000005000001667e-6,
          18.541879647671606,
          9.6208792980503482
        });
    check(
        "i0",
        BesselFunctions::i0,
        new double[] {0.0, 0.5, -3.0, 12.0, 24.5, 26.0, 300.0},
        new double[] {
          1.0,
          1.0634833707413235,
          4.8807925858650241,
          18948.925349296309,
          3538383451.2172415,
          15388976705.66081,
          4.4758473679350521e+128
        });
    check(
        "i1",
        BesselFunctions::i1,
        new double[] {0.5, -3.0, 12.0, 24.5, 26.0, 300.0},
        new double[] {
          0.25789430539089632,
          -3.9533702174026094,
          18141.348781638832,
          3465402511.4814852,
          15090072642.341644,
          4.4683813850369544e+128
        });
    check(
        "i0e",
        BesselFunctions::i0e,
        new double[] {0.5, -3.0, 26.0, 100000.0},
        new double[] {
          0.64503527044915007, 0.2430003541618254, 0.078623652040013735, 0.0012615678379767768
        });
    check(
        "i1e",
        BesselFunctions::i1e,
        new double[] {0.5, -3.0, 26.0, 100000.0},
        new double[] {
          0.1564208031848717, -0.19682671329730085, 0.077096524569666238, 0.0012615615301218171
        });
    check(
        "k0",
        BesselFunctions::k0,
        new double[] {1e-06, 0.5, 1.0, 5.0, 24.0, 26.0, 300.0},
        new double[] {
          13.931442073626419,
          0.92441907122766586,
          0.42102443824070833,
          0.0036910983340425943,
          9.6088187808331157e-12,
          1.2498773979850724e-12,
          3.7236948548891433e-132
        });
    check(
        "k1",
        BesselFunctions::k1,
        new double[] {1e-06, 0.5, 1.0, 5.0, 24.0, 26.0, 300.0},
        new double[] {
          999999.99999278432,
          1.6564411200033009,
          0.60190723019723457,
          0.0040446134454521642,
          9.8069989304411444e-12,
          1.2736907792389236e-12,
          3.7298958583323727e-132
        });
    check(
        "k0e",
        BesselFunctions::k0e,
        new double[] {0.5, 24.0, 1000000.0},
        new double[] {1.5241093857739095, 0.25452917420902206, 0.0012533139806513212});
    check(
        "k1e",
        BesselFunctions::k1e,
        new double[] {0.5, 24.0, 1000000.0},
        new double[] {2.7310097082117857, 0.25977879239569978, 0.0012533146073081549});
    check(
        "j0",
        BesselFunctions::j0,
        new double[] {0.25, -1.75, 2.25, 10.0, 24.5, 25.5, 1000.0},
        new double[] {
          0.9844359292958527,
          0.36903253018515076,
          0.082749851288734037,
          -0.24593576445134834,
          0.023697433734067902,
          0.14406215754684786,
          0.024786686152420175
        });
    check(
        "j1",
        BesselFunctions::j1,
        new double[] {0.25, -1.75, 2.25, 10.0, 24.5, 25.5, 1000.0},
        new double[] {
          0.12402597732272692,
          -0.5801561976389925,
          0.54837835664696016,
          0.043472746168861437,
          -0.15897841181932808,
          -0.062048536491484102,
          0.0047283119070895239
        });
    check(
        "y0",
        BesselFunctions::y0,
        new double[] {0.0001, 0.25, 1.75, 2.25, 10.0, 24.5, 25.5, 1000.0},
        new double[] {
          -5.937289069709337,
          -0.93157302493005869,
          0.46549262864690603,
          0.52006476245727827,
          0.055671167283599391,
          -0.15942871774975043,
          -0.064859765498783491,
          0.0047159179776228134
        });
    check(
        "y1",
        BesselFunctions::y1,
        new double[] {0.0001, 0.25, 1.75, 2.25, 10.0, 24.5, 25.5, 1000.0},
        new double[] {
          -6366.1980364557613,
          -2.7041052293152824,
          -0.25397298594624569,
          0.027192057738017138,
          0.24901542420695388,
          -0.026954655331885411,
          -0.1453610587230494,
          -0.024784331292351779
        });
    check(
        "sphericalJ0",
        BesselFunctions::sphericalJ0,
        new double[] {0.0, 1e-05, 0.25, -4.0, 50.0},
        new double[] {
          1.0,
          0.99999999998333333,
          0.98961583701809172,
          -0.18920062382698206,
          -0.0052474970740785757
        });
    check(
        "ai",
        AiryFunction::ai,
        new double[] {0.0, 1.0, 1.875, 2.25, 6.0, 20.0, -1.0, -5.0, -7.25, -8.0, -40.0},
        new double[] {
          0.35502805388781724,
          0.13529241631288142,
          0.04212963624499835,
          0.023654658557747446,
          9.9476943602528896e-6,
          1.6916728686705403e-27,
          0.53556088329235212,
          0.35076100902411432,
          0.32374057321118615,
          -0.052705050356386203,
          -0.04593392343795725
        });
    check(
        "erfinv",
        NormalQuantile::erfinv,
        new double[] {1e-09, 0.25, -0.9375, 0.998046875, -0.999999},
        new double[] {
          8.8622692545275807e-10,
          0.2253120550121781,
          -1.3171503349861307,
          2.1900999683537676,
          -3.4589107372754988
        });
    check(
        "ndtri",
        NormalQuantile::ndtri,
        new double[] {0.5, 0.75, 0.0625, 1e-09, 1e-40, 1e-300, 0.99},
        new double[] {
          0.0,
          0.67448975019608174,
          -1.5341205443525463,
          -5.9978070150076869,
          -13.310921371425171,
          -37.047096299361199,
          2.3263478740408408
        });
  }

  @Test
  void zeta() {
    near("zeta", GammaFunctions.zeta(2, 1), 1.6449340668482264);
    near("zeta", GammaFunctions.zeta(1.5, 0.25), 10.213055360466601);
    near("zeta", GammaFunctions.zeta(3.25, 40), 0.00011360285194115906);
    near("zeta", GammaFunctions.zeta(20, 0.5), 1048576.0003007397);
    near("zeta", GammaFunctions.zeta(3, -0.5), 0.41439832211716);
    near("polygamma", GammaFunctions.polygamma(2, 1), -2.4041138063191886);
    near("polygamma", GammaFunctions.polygamma(3, 1), 6.493939402266829);
    assertThat(GammaFunctions.zeta(1, 2)).isEqualTo(INFINITY);
    assertThat(GammaFunctions.zeta(0.5, 2)).isNaN();
    assertThat(GammaFunctions.zeta(2, -3)).isEqualTo(INFINITY);
    assertThat(GammaFunctions.zeta(2.5, -3.5)).isNaN();
    assertThat(GammaFunctions.zeta(2, Double.NaN)).isNaN();
  }

  @Test
  void incompleteGamma() {
    double[][] cases = {
      {0.5, 0.25, 0.52049987781304654, 0.47950012218695346},
      {0.001, 0.5, 0.99943993334352925, 0.00056006665647074989},
      {3, 1, 0.080301397071394196, 0.9196986029286058},
      {3, 12, 0.9994777419499671, 0.00052225805003289783},
      {60, 70, 0.89760285056951687, 0.10239714943048313},
      {1000, 990, 0.37952137853796394, 0.62047862146203606}
    };
    for (double[] c : cases) {
      near("below " + c[1] + " for " + c[0], IncompleteGamma.lower(c[0], c[1]), c[2]);
      near("above " + c[1] + " for " + c[0], IncompleteGamma.upper(c[0], c[1]), c[3]);
    }
    // For a huge a the normal distribution: one deviation below and above.
    double a = 1e12;
    assertThat(IncompleteGamma.lower(a, a - 1e6)).isCloseTo(0.15865525, within(1e-6));
    assertThat(IncompleteGamma.upper(a, a + 1e6)).isCloseTo(0.15865525, within(1e-6));
    double[][] edges = {
      {0, 1, 1},
      {0, 0, Double.NaN},
      {1, 0, 0},
      {-1, 1, Double.NaN},
      {1, -1, Double.NaN},
      {INFINITY, 1, 0},
      {INFINITY, INFINITY, Double.NaN},
      {1, INFINITY, 1}
    };
    for (double[] e : edges) {
      assertThat(IncompleteGamma.lower(e[0], e[1])).isEqualTo(Double.valueOf(e[2]));
      assertThat(IncompleteGamma.upper(e[0], e[1])).isEqualTo(Double.valueOf(1 - e[2]));
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void polesAndEnds() {
    assertThat(GammaFunctions.lgamma(0)).isEqualTo(INFINITY);
    assertThat(GammaFunctions.lgamma(-3)).isEqualTo(INFINITY);
    assertThat(GammaFunctions.lgamma(-INFINITY)).isEqualTo(INFINITY);
    assertThat(GammaFunctions.lgamma(1)).isZero();
    assertThat(GammaFunctions.lgamma(2)).isZero();
    assertThat(GammaFunctions.digamma(0.0)).isEqualTo(-INFINITY);
    assertThat(GammaFunctions.digamma(-0.0)).isEqualTo(INFINITY);
    assertThat(GammaFunctions.digamma(-2)).isNaN();
    assertThat(GammaFunctions.digamma(INFINITY)).isEqualTo(INFINITY);
    assertThat(GammaFunctions.trigamma(0)).isEqualTo(INFINITY);
    // PyTorch's sine of π is not quite 0.
    assertThat(GammaFunctions.trigammaOfFloat(-1)).isCloseTo(1.2914e15, within(1e12));
    assertThat(BesselFunctions.i0(INFINITY)).isNaN();
    assertThat(BesselFunctions.i0e(INFINITY)).isZero();
    assertThat(BesselFunctions.k0(0)).isEqualTo(INFINITY);
    assertThat(BesselFunctions.k1(-1)).isNaN();
    assertThat(BesselFunctions.y0(0)).isEqualTo(-INFINITY);
    assertThat(BesselFunctions.y1(-1)).isNaN();
    assertThat(BesselFunctions.sphericalJ0(-INFINITY)).isZero();
    assertThat(AiryFunction.ai(104)).isZero();
    assertThat(AiryFunction.ai(INFINITY)).isNaN();
    assertThat(NormalQuantile.erfinv(-1)).isEqualTo(-INFINITY);
    assertThat(NormalQuantile.erfinv(1.5)).isNaN();
    assertThat(NormalQuantile.ndtri(0)).isEqualTo(-INFINITY);
    assertThat(NormalQuantile.ndtri(1)).isEqualTo(INFINITY);
    assertThat(NormalQuantile.ndtri(-0.5)).isNaN();
    assertThat(NormalQuantile.ndtri(Double.NaN)).isNaN();
  }
}
