package dev.gradus;

import static dev.gradus.Gradus.tensor;

import dev.gradus.dtype.DType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Gradients of the special functions that are no rows, in all layouts.
class SpecialGradientsTest {
  private static final double[] POSITIVE = {0.4, 0.75, 1.3, 2.6, 3.1, 5.2};
  private static final double[] SIGNED = {-2.4, -0.75, 0.3, 1.6, -1.1, 3.2};
  private static final double[] SHARES = {0.1, 0.25, 0.45, 0.6, 0.82, 0.93};

  private record Case(UnaryOperator<Tensor> f, double[] at) {}

  private static Map<String, Case> cases() {
    Map<String, Case> all = new LinkedHashMap<>();
    all.put("lgamma", new Case(Tensor::lgamma, SIGNED));
    all.put("digamma", new Case(Tensor::digamma, SIGNED));
    all.put("polygamma 1", new Case(x -> x.polygamma(1), POSITIVE));
    all.put("polygamma 3", new Case(x -> x.polygamma(3).mul(0.1), POSITIVE));
    all.put("mvlgamma", new Case(x -> x.add(1.2).mvlgamma(3), POSITIVE));
    all.put("i0", new Case(Tensor::i0, SIGNED));
    all.put("i0e", new Case(Special::i0e, SIGNED));
    all.put("i1", new Case(Special::i1, SIGNED));
    all.put("i1e", new Case(Special::i1e, SIGNED));
    all.put("erfinv", new Case(Tensor::erfinv, SHARES));
    all.put("ndtri", new Case(x -> Special.ndtri(x).mul(0.1), SHARES));
    all.put("igamma", new Case(x -> tensor(1.7, DType.FLOAT64).igamma(x), POSITIVE));
    all.put("igammac", new Case(x -> tensor(1.7, DType.FLOAT64).igammac(x), POSITIVE));
    all.put("zeta", new Case(x -> Special.zeta(2.5, x), POSITIVE));
    all.put("frexp", new Case(x -> x.frexp().mantissa(), POSITIVE));
    return all;
  }

  private static Tensor leaf(double[] values, long... sizes) {
    return tensor(values).reshape(sizes).clone().requiresGrad_();
  }

  @TestFactory
  Stream<DynamicTest> inAllLayouts() {
    return cases().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getKey(), e.getValue())));
  }

  private static void check(String name, Case one) {
    UnaryOperator<Tensor> f = one.f;
    GradientCheck.check(name, x -> f.apply(x[0]), leaf(one.at, 2, 3));
    GradientCheck.check(name + " transposed", x -> f.apply(x[0].t()), leaf(one.at, 2, 3));
    GradientCheck.check(
        name + " strided",
        x -> f.apply(Gradus.stack(List.of(x[0], x[0]), 1).select(1, 1)),
        leaf(one.at, 6));
    GradientCheck.check(name + " expanded", x -> f.apply(x[0].expand(2, 6)), leaf(one.at, 1, 6));
    GradientCheck.check(name + " single", x -> f.apply(x[0]), leaf(new double[] {one.at[3]}));
    GradientCheck.check(name + " empty", x -> f.apply(x[0]), leaf(new double[0], 0, 3));
  }

  @Test
  void broadcastOperands() {
    Tensor a = tensor(new double[] {1.5, 2.5}).reshape(2, 1);
    GradientCheck.check("igamma", x -> a.igamma(x[0]), leaf(POSITIVE, 6));
    GradientCheck.check("zeta", x -> Special.zeta(a, x[0]), leaf(POSITIVE, 6));
    GradientCheck.check(
        "nextafter", x -> x[0].nextafter(x[1]), leaf(SIGNED, 2, 3), leaf(new double[] {0.35}, 1));
  }
}
