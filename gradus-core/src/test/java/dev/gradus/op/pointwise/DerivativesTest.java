package dev.gradus.op.pointwise;

import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// First and second derivatives of the rows against central differences, in float64, away from
/// kinks.
class DerivativesTest {
  private static final double STEP = 1e-5;
  private static final double[] ANY = {-4.3, -2.2, -0.7, -0.3, 0.2, 0.9, 2.6, 5.1};
  private static final double[] POSITIVE = {0.1, 0.4, 0.9, 1.7, 6.2};
  private static final double[] UNIT = {0.1, 0.35, 0.6, 0.92};

  static Stream<Arguments> functions() {
    return Stream.of(
        of("frac", ANY, Tensor::frac),
        of("nan_to_num", ANY, x -> x.square().nanToNum()),
        of("deg2rad", ANY, x -> x.square().deg2rad()),
        of("rad2deg", ANY, x -> x.square().rad2deg()),
        of("exp2", ANY, Tensor::exp2),
        of("log2", POSITIVE, Tensor::log2),
        of("log10", POSITIVE, Tensor::log10),
        of("tan", UNIT, Tensor::tan),
        of("sinh", ANY, Tensor::sinh),
        of("cosh", ANY, Tensor::cosh),
        of("asinh", ANY, Tensor::asinh),
        of("acosh", POSITIVE, x -> x.add(1).acosh()),
        of("atanh", UNIT, Tensor::atanh),
        of("logit", UNIT, Tensor::logit),
        of("logit eps", UNIT, x -> x.logit(0.2)),
        of("sinc", ANY, Tensor::sinc),
        of("entr", POSITIVE, Tensor::entr),
        of("leaky_relu", ANY, x -> x.square().sub(1).leakyRelu(0.3)),
        of("elu", ANY, x -> x.elu(1.7)),
        of("celu", ANY, x -> x.celu(1.7)),
        of("selu", ANY, Tensor::selu),
        of("silu", ANY, Tensor::silu),
        of("mish", ANY, Tensor::mish),
        of("gelu tanh", ANY, Tensor::geluTanh),
        of("softplus", ANY, x -> x.softplus(1.3, 2)),
        of("logsigmoid", ANY, Tensor::logsigmoid),
        of("hardsigmoid", ANY, x -> x.mul(x.hardsigmoid())),
        of("hardswish", ANY, Tensor::hardswish),
        of("hardtanh", ANY, x -> x.mul(x.hardtanh())),
        of("hardshrink", ANY, x -> x.mul(x.hardshrink(0.5))),
        of("softshrink", ANY, x -> x.mul(x.softshrink(0.5))),
        of("threshold", ANY, x -> x.mul(x.threshold(0.5, 7))),
        of("softsign", ANY, Tensor::softsign),
        of("tanhshrink", ANY, Tensor::tanhshrink),
        of("glu", ANY, x -> Gradus.cat(List.of(x, x.mul(0.5)), 0).glu(0)),
        both("fmod", (x, y) -> x.mul(10).fmod(y).mul(x)),
        both("remainder", (x, y) -> x.mul(10).remainder(y).mul(x)),
        both("addcmul", (x, y) -> x.addcmul(x, y, 0.7)),
        both("addcdiv", (x, y) -> x.addcdiv(x, y, 0.7)),
        both("lerp", (x, y) -> x.lerp(y, x.mul(y))),
        both("hypot", Tensor::hypot),
        both("logaddexp", Tensor::logaddexp),
        both("logaddexp2", Tensor::logaddexp2),
        both("copysign", (x, y) -> x.mul(x).copysign(y)),
        both("xlogy", Tensor::xlogy),
        both("xlog1py", Tensor::xlog1py),
        both("fmax", (x, y) -> x.fmax(y).square()),
        both("fmin", (x, y) -> x.fmin(y).square()),
        both("prelu", (x, y) -> x.neg().prelu(y.select(0, 0)).mul(x)));
  }

  private static Arguments of(String name, double[] points, UnaryOperator<Tensor> f) {
    return Arguments.of(name, points, f);
  }

  // The second operand is another function of the first, so one derivative sees both.
  private static Arguments both(String name, BinaryOperator<Tensor> f) {
    return of(name, POSITIVE, x -> f.apply(x, x.mul(x).mul(0.7).add(0.31)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void agreeWithDifferences(String name, double[] points, UnaryOperator<Tensor> f) {
    compare(name, points, f);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void ofSecondOrderAgreeToo(String name, double[] points, UnaryOperator<Tensor> f) {
    compare(name, points, x -> slope(f, x));
  }

  private static Tensor slope(UnaryOperator<Tensor> f, Tensor x) {
    Tensor inner = x.mul(1); // so that a constant slope still hangs on x
    Tensor g =
        grad(
            List.of(f.apply(inner).sum()),
            List.of(inner),
            null,
            GradOptions.DEFAULT.withCreateGraph(true))[0];
    return Objects.requireNonNull(g).add(inner.mul(0));
  }

  private static void compare(String name, double[] points, UnaryOperator<Tensor> f) {
    Tensor x = tensor(points).requiresGrad_();
    f.apply(x).sum().backward();
    double[] analytical = Objects.requireNonNull(x.grad()).toDoubleArray();
    for (int i = 0; i < points.length; i++) {
      double numerical = (at(f, points, i, STEP) - at(f, points, i, -STEP)) / (2 * STEP);
      assertThat(analytical[i])
          .as("%s at %s", name, points[i])
          .isCloseTo(numerical, within(1e-6 + 1e-6 * Math.abs(numerical)));
    }
  }

  private static double at(UnaryOperator<Tensor> f, double[] points, int i, double off) {
    double[] moved = Arrays.copyOf(points, points.length);
    moved[i] += off;
    return f.apply(tensor(moved).requiresGrad_()).sum().item();
  }
}
