package dev.gradus.op.pointwise;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Tensor;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// How far the hyperbolic functions are from the truth, in units in the last place of float32. The
/// truth is a double: [StrictMath], or a formula of its functions that loses few of its digits.
class FunctionAccuracyTest {
  private static double worst(
      UnaryOperator<Tensor> f, DoubleUnaryOperator truth, double from, double to) {
    float[] x = new float[20_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (from * Math.pow(to / from, i / (double) x.length));
    }
    float[] y = f.apply(tensor(x)).toFloatArray();
    float[] mirrored = f.apply(tensor(x).neg()).toFloatArray();
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      worst = Math.max(worst, error(y[i], truth.applyAsDouble(x[i])));
      worst = Math.max(worst, error(mirrored[i], truth.applyAsDouble(-x[i])));
    }
    return worst;
  }

  private static double error(float y, double truth) {
    if (Double.isNaN(truth)) {
      return Float.isNaN(y) ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs(y - truth) / Math.ulp((float) truth);
  }

  private static double log1pAsinh(double x) {
    double a = Math.abs(x);
    return Math.copySign(Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a))), x);
  }

  @Test
  void fewUnitsInTheLastPlace() {
    assertThat(worst(Tensor::sinh, StrictMath::sinh, 1e-30, 89)).isLessThan(4);
    assertThat(worst(Tensor::cosh, StrictMath::cosh, 1e-30, 89)).isLessThan(4);
    assertThat(worst(Tensor::tan, StrictMath::tan, 1e-30, 100)).isLessThan(4);
    assertThat(worst(Tensor::asinh, FunctionAccuracyTest::log1pAsinh, 1e-30, 1e38)).isLessThan(3);
    assertThat(
            worst(
                Tensor::acosh,
                x -> x < 1 ? Double.NaN : Math.log(x + Math.sqrt((x - 1) * (x + 1))),
                1.1,
                1e38))
        .isLessThan(3);
    assertThat(worst(Tensor::atanh, x -> (Math.log1p(x) - Math.log1p(-x)) / 2, 1e-30, 0.999999))
        .isLessThan(4);
    assertThat(worst(Tensor::exp2, x -> StrictMath.pow(2, x), 1e-30, 120)).isLessThan(1.5);
    assertThat(worst(x -> x.abs().log2(), x -> Math.log(Math.abs(x)) / Math.log(2), 1e-37, 1e38))
        .isLessThan(3);
    assertThat(worst(x -> x.abs().log10(), x -> Math.log10(Math.abs(x)), 1e-37, 1e38))
        .isLessThan(3);
  }
}
