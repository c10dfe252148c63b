package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.memory.Elements;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Gradients of both orders and tangents of factorisations and solvers.
class LinalgGradientsTest {
  /// A leaf of numbers that look random.
  static Tensor leaf(DType dtype, long... sizes) {
    return random(dtype, 1, sizes).requiresGrad_();
  }

  static Tensor random(DType dtype, int seed, long... sizes) {
    Tensor x = Tensor.empty(dtype, sizes);
    Random random = new Random(seed);
    long slots = (dtype.isComplex() ? 2 : 1) * x.numel();
    for (int i = 0; i < slots; i++) {
      Elements.setDouble(x.storage(), dtype, i, random.nextDouble(-1, 1));
    }
    return x;
  }

  /// Square matrices far from singular, as a leaf.
  static Tensor square(DType dtype, long... sizes) {
    Tensor x = random(dtype, 2, sizes);
    long n = sizes[sizes.length - 1];
    return x.add(Gradus.eye(n).to(dtype).mul(2.0)).contiguous().requiresGrad_();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void determinantsAndInverses(DType dtype) {
    for (long[] sizes : new long[][] {{3, 3}, {2, 2, 2}, {1, 1}}) {
      Tensor a = square(dtype, sizes);
      GradientCheck.check("det", x -> Linalg.det(x[0]), a);
      GradientCheck.check("det, by columns", x -> Linalg.det(x[0].mT()), a);
      GradientCheck.check("logabsdet", x -> Linalg.slogdet(x[0]).logabsdet(), a);
      GradientCheck.check("logdet", x -> x[0].matmul(x[0].mH()).logdet(), a);
      GradientCheck.check("inv", x -> Linalg.inv(x[0]), a);
    }
    if (dtype.isComplex()) {
      GradientCheck.check("sign", x -> Linalg.slogdet(x[0]).sign(), square(dtype, 3, 3));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void solutions(DType dtype) {
    Tensor a = square(dtype, 3, 3);
    Tensor batch = square(dtype, 2, 3, 3);
    GradientCheck.check("solve", x -> Linalg.solve(x[0], x[1]), a, leaf(dtype, 3, 2));
    GradientCheck.check("vector", x -> Linalg.solve(x[0], x[1]), a, leaf(dtype, 3));
    GradientCheck.check("vectors", x -> Linalg.solve(x[0], x[1]), batch, leaf(dtype, 2, 3));
    GradientCheck.check("right", x -> Linalg.solve(x[0], x[1], false), a, leaf(dtype, 2, 3));
    GradientCheck.check("broadcast", x -> Linalg.solve(x[0], x[1]), batch, leaf(dtype, 4, 1, 3, 1));
    GradientCheck.check(
        "matrix broadcast", x -> Linalg.solve(x[0].expand(2, 3, 3), x[1]), a, leaf(dtype, 2, 3, 1));
    GradientCheck.check(
        "by columns", x -> Linalg.solve(x[0].mT(), x[1].mT()), a, leaf(dtype, 2, 3));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void trianglesOfAllKinds(DType dtype) {
    Tensor a = square(dtype, 3, 3);
    for (int kind = 0; kind < 8; kind++) {
      boolean upper = (kind & 1) != 0;
      boolean left = (kind & 2) != 0;
      boolean unit = (kind & 4) != 0;
      Tensor b = left ? leaf(dtype, 2, 3, 2) : leaf(dtype, 2, 2, 3);
      GradientCheck.check(
          "kind " + kind, x -> Linalg.solveTriangular(x[0], x[1], upper, left, unit), a, b);
      GradientCheck.check(
          "older kind " + kind,
          x -> x[1].triangularSolve(x[0], upper, left, unit).solution(),
          a,
          leaf(dtype, 2, 3, 2));
    }
    GradientCheck.check(
        "copy", x -> x[1].triangularSolve(x[0]).clonedCoefficient(), a, leaf(dtype, 2, 3, 2));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void choleskyAndItsSolvers(DType dtype) {
    Tensor a = square(dtype, 3, 3);
    for (boolean upper : new boolean[] {true, false}) {
      GradientCheck.check(
          "cholesky", x -> Linalg.cholesky(x[0].matmul(x[0].mH()), upper), square(dtype, 2, 3, 3));
      GradientCheck.check(
          "inverse", x -> triangle(x[0], upper).choleskyInverse(upper), square(dtype, 2, 3, 3));
      GradientCheck.check(
          "solve", x -> x[1].choleskySolve(triangle(x[0], upper), upper), a, leaf(dtype, 2, 3, 2));
    }
  }

  private static Tensor triangle(Tensor x, boolean upper) {
    return upper ? x.triu() : x.tril();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void luOfAllShapes(DType dtype) {
    for (long[] sizes : new long[][] {{3, 3}, {2, 4}, {4, 2}, {2, 2, 3}, {2, 3, 2}}) {
      Tensor a = leaf(dtype, sizes);
      GradientCheck.check("lu: l", x -> Linalg.lu(x[0]).l(), a);
      GradientCheck.check("lu: u", x -> Linalg.lu(x[0]).u(), a);
      GradientCheck.check("lu factor", x -> Linalg.luFactor(x[0]).lu(), a);
      GradientCheck.check(
          "unpack", x -> Gradus.luUnpack(x[0], Linalg.luFactor(a.detach()).pivots()).l(), a);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void solutionsByFactors(DType dtype) {
    Tensor a = leaf(dtype, 3, 3);
    CompactLu factors = Linalg.luFactor(a.detach());
    Tensor lu = factors.lu().contiguous().requiresGrad_();
    for (int kind = 0; kind < 4; kind++) {
      boolean left = (kind & 1) != 0;
      boolean adjoint = (kind & 2) != 0;
      Tensor b = left ? leaf(dtype, 2, 3, 2) : leaf(dtype, 2, 2, 3);
      GradientCheck.check(
          "kind " + kind, x -> Linalg.luSolve(x[0], factors.pivots(), x[1], left, adjoint), lu, b);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void qrOfAllShapes(DType dtype) {
    for (long[] sizes : new long[][] {{3, 3}, {4, 2}, {2, 4}, {2, 3, 2}}) {
      Tensor a = leaf(dtype, sizes);
      GradientCheck.check("q", x -> Linalg.qr(x[0]).q(), a);
      GradientCheck.check("r", x -> Linalg.qr(x[0]).r(), a);
    }
    GradientCheck.check("complete", x -> Linalg.qr(x[0], "complete").q(), leaf(dtype, 2, 3));
  }

  @Test
  void qrHasNoGradientWithoutQOrWithMoreOfIt() {
    Tensor a = leaf(DType.FLOAT64, 3, 2);
    Seen.assertRefused(
        GradusUnsupportedException.class,
        "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use"
            + " linalg.qr(A, mode='reduced') if you are going to differentiate through linalg.qr.",
        () -> Linalg.qr(a, "r").r().sum().backward());
    Seen.assertRefused(
        GradusUnsupportedException.class,
        "The QR decomposition is not differentiable when mode='complete' and nrows > ncols.",
        () -> Linalg.qr(a, "complete").r().sum().backward());
    Seen.assertRefused(
        GradusUnsupportedException.class,
        "the derivative for 'geqrf' is not implemented.",
        () -> a.geqrf().a().sum().backward());
    Seen.assertRefused(
        GradusUnsupportedException.class,
        "derivative for aten::linalg_ldl_factor_ex is not implemented",
        () -> Linalg.ldlFactor(leaf(DType.FLOAT64, 2, 2)).ld().sum().backward());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void reflections(DType dtype) {
    Tensor v = leaf(dtype, 2, 4, 3);
    for (long k : new long[] {3, 2}) {
      Tensor tau = leaf(dtype, 2, k);
      GradientCheck.check("product", x -> Linalg.householderProduct(x[0], x[1]), v, tau);
      for (int kind = 0; kind < 4; kind++) {
        boolean left = (kind & 1) != 0;
        boolean transpose = (kind & 2) != 0;
        Tensor c = left ? leaf(dtype, 2, 4, 2) : leaf(dtype, 2, 2, 4);
        GradientCheck.check(
            "kind " + kind, x -> x[0].ormqr(x[1], x[2], left, transpose), v, tau, c);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gels", "gelsy", "gelsd"})
  void leastSquares(String driver) {
    for (DType dtype : new DType[] {DType.FLOAT64, DType.COMPLEX128}) {
      for (long[] sizes : new long[][] {{4, 2}, {2, 4}, {3, 3}}) {
        GradientCheck.check(
            "solution",
            x -> Linalg.lstsq(x[0], x[1], null, driver).solution(),
            leaf(dtype, sizes),
            random(dtype, 5, sizes[0], 2).requiresGrad_());
      }
      if (!driver.equals("gelsy")) {
        GradientCheck.check(
            "residuals",
            x -> Linalg.lstsq(x[0], x[1], null, driver).residuals(),
            leaf(dtype, 4, 2),
            random(dtype, 6, 4, 2).requiresGrad_());
      }
    }
    GradientCheck.check(
        "vectors",
        x -> Linalg.lstsq(x[0], x[1], null, driver).solution(),
        leaf(DType.FLOAT64, 2, 4, 2),
        random(DType.FLOAT64, 7, 2, 4).requiresGrad_());
  }

  @Test
  void aSingularMatrixHasTheGradientOfItsCofactors() {
    Tensor a = Seen.leaf64("[[1, 2, 3], [2, 4, 6], [1, 0, 1]]");
    Linalg.det(a).backward();
    double[] cofactors = {4, 4, -4, -2, -2, 2, 0, 0, 0};
    double[] found = Seen.values(Seen.grad(a));
    for (int i = 0; i < 9; i++) {
      assertThat(found[i]).isCloseTo(cofactors[i], within(1e-12));
    }
    Tensor zeros = Gradus.zeros(DType.FLOAT64, 2, 3, 3).requiresGrad_();
    Linalg.det(zeros).sum().backward();
    for (double g : Seen.values(Seen.grad(zeros))) {
      assertThat(g).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void matricesWithoutElementsHaveGradientsWithoutElements() {
    for (long[] sizes : new long[][] {{0, 0}, {2, 0, 0}, {0, 3, 3}}) {
      for (DType dtype : new DType[] {DType.FLOAT32, DType.COMPLEX64}) {
        Tensor a = leaf(dtype, sizes);
        Tensor sum =
            Linalg.inv(a)
                .sum()
                .add(Linalg.det(a).sum())
                .add(Linalg.slogdet(a).sign().sum())
                .add(Linalg.slogdet(a).logabsdet().sum())
                .add(Linalg.solve(a, a).sum())
                .add(Linalg.cholesky(a).sum())
                .add(Linalg.lu(a).l().sum())
                .add(Linalg.luFactor(a).lu().sum())
                .add(Linalg.qr(a).q().sum())
                .add(Linalg.solveTriangular(a, a, true).sum())
                .add(a.choleskyInverse().sum())
                .add(Linalg.lstsq(a, a).solution().sum());
        sum.real().backward();
        assertThat(Seen.grad(a).shape()).isEqualTo(sizes);
      }
    }
  }
}
