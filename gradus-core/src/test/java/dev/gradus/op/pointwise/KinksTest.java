package dev.gradus.op.pointwise;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Tensor;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Values and gradients at kinks, zeros, infinities and nan, as PyTorch has them.
class KinksTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static double[] slopes(UnaryOperator<Tensor> f, double... at) {
    Tensor x = tensor(at).requiresGrad_();
    f.apply(x).sum().backward();
    return Objects.requireNonNull(x.grad()).toDoubleArray();
  }

  private static double[] pair(BinaryOperator<Tensor> f, double a, double b) {
    Tensor x = tensor(new double[] {a}).requiresGrad_();
    Tensor y = tensor(new double[] {b}).requiresGrad_();
    f.apply(x, y).sum().backward();
    return new double[] {
      Objects.requireNonNull(x.grad()).item(), Objects.requireNonNull(y.grad()).item()
    };
  }

  private static double[] values(UnaryOperator<Tensor> f, double... at) {
    return f.apply(tensor(at)).toDoubleArray();
  }

  @Test
  void slopesOfActivationsAtTheirKinks() {
    assertThat(slopes(Tensor::leakyRelu, 0)).containsExactly(0.01);
    assertThat(slopes(x -> x.elu(2), 0)).containsExactly(2);
    assertThat(slopes(Tensor::hardtanh, -1, 1)).containsExactly(0, 0);
    assertThat(slopes(Tensor::relu6, 0, 6)).containsExactly(0, 0);
    assertThat(slopes(Tensor::hardsigmoid, -3, 3)).containsExactly(0, 0);
    assertThat(slopes(Tensor::hardswish, -3, 3)).containsExactly(0, 1);
    assertThat(slopes(Tensor::hardshrink, -0.5, 0.5)).containsExactly(0, 0);
    assertThat(slopes(Tensor::softshrink, -0.5, 0.5)).containsExactly(0, 0);
    assertThat(slopes(x -> x.threshold(1, 5), 1, 1.5)).containsExactly(0, 1);
  }

  @Test
  void slopesOfRoundingAreZeroAndRecorded() {
    assertThat(slopes(Tensor::floor, 0.5, 1)).containsExactly(0, 0);
    assertThat(slopes(x -> x.round(1), 0.25)).containsExactly(0);
    assertThat(pair((x, y) -> x.div(y, "floor"), 5.5, 2)).containsExactly(0, 0);
    assertThat(slopes(Tensor::nanToNum, NAN, INF, -INF, 1)).containsExactly(0, 0, 0, 1);
  }

  @Test
  void slopesOfPairs() {
    assertThat(pair(Tensor::remainder, 5.5, 2)).containsExactly(1, -2);
    assertThat(pair(Tensor::remainder, -5.5, 2)).containsExactly(1, 3);
    assertThat(pair(Tensor::fmod, -5.5, 2)).containsExactly(1, 2);
    assertThat(pair(Tensor::fmax, 1, 1)).containsExactly(0.5, 0.5);
    assertThat(pair(Tensor::fmin, 1, NAN)).containsExactly(1, 0);
    assertThat(pair(Tensor::xlogy, 0, 0)).containsExactly(0, NAN);
    assertThat(pair(Tensor::hypot, 0, 0)).containsExactly(NAN, NAN);
    assertThat(pair(Tensor::logaddexp, INF, INF)).containsExactly(NAN, NAN);
    assertThat(pair(Tensor::copysign, 0, -1)).containsExactly(0, 0);
  }

  @Test
  void slopesOfOddFunctionsAtZero() {
    assertThat(slopes(Tensor::sinh, 0)).containsExactly(1);
    assertThat(slopes(Tensor::asinh, 0)).containsExactly(1);
    assertThat(slopes(Tensor::atanh, 0, 1)).containsExactly(1, INF);
    assertThat(slopes(Tensor::acosh, 1)).containsExactly(INF);
    assertThat(slopes(Tensor::sinc, 0)).containsExactly(0);
  }

  @Test
  void valuesAtTheEnds() {
    assertThat(values(Tensor::sinh, -INF, -0.0, NAN)).containsExactly(-INF, -0.0, NAN);
    assertThat(values(Tensor::sinh, 710)[0] / Math.sinh(710)).isCloseTo(1, within(1e-15));
    assertThat(values(Tensor::cosh, -INF, 0)).containsExactly(INF, 1);
    assertThat(values(Tensor::asinh, -INF, -0.0)).containsExactly(-INF, -0.0);
    assertThat(values(Tensor::acosh, 1, INF, 0.5, -1e10)).containsExactly(0, INF, NAN, NAN);
    assertThat(values(Tensor::atanh, -1, 1, 2, -0.0)).containsExactly(-INF, INF, NAN, -0.0);
    assertThat(values(Tensor::log2, 0, INF, -1)).containsExactly(-INF, INF, NAN);
    assertThat(values(Tensor::exp2, -INF, INF, 10, -1074)).containsExactly(0, INF, 1024, 0x1p-1074);
  }

  @Test
  void activationsKeepTheirDigitsAtLargeMagnitudes() {
    assertThat(values(x -> x.softplus(1, 1e9), -1e4, 1e4)).containsExactly(0, 1e4);
    assertThat(values(Tensor::logsigmoid, -1e4, 1e4, -INF)).containsExactly(-1e4, 0, -INF);
    assertThat(values(Tensor::mish, -1e4, 1e4)).containsExactly(-0.0, 1e4);
    assertThat(values(Tensor::silu, 1e4)).containsExactly(1e4);
    assertThat(slopes(Tensor::mish, -1e4, 1e4)).containsExactly(0, 1);
    assertThat(slopes(Tensor::logsigmoid, -1e4, 1e4)).containsExactly(1, 0);
  }

  @Test
  void hypotNeitherOverflowsNorVanishes() {
    Tensor big = tensor(new double[] {3e300, 3e-320, 0, -INF, 3});
    Tensor other = tensor(new double[] {4e300, 4e-320, 0, NAN, 4});
    assertThat(big.hypot(other).toDoubleArray()).containsExactly(5e300, 5e-320, 0, INF, 5);
  }

  @Test
  void aFloorDivideHasNoGradient() {
    Tensor x = tensor(new double[] {5}).requiresGrad_();
    Tensor y = x.floorDivide(2);
    assertThatThrownBy(() -> y.sum().backward())
        .hasMessageStartingWith("derivative for aten::floor_divide is not implemented");
  }
}
