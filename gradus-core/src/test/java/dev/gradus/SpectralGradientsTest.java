package dev.gradus;

import static dev.gradus.LinalgGradientsTest.leaf;
import static dev.gradus.Seen.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Gradients of both orders and tangents of singular values, eigenvalues and what is made of them.
class SpectralGradientsTest {
  private static final GradCheckOptions OPTIONS =
      GradCheckOptions.DEFAULT.withCheckForwardAd(true).withTolerances(1e-5, 1e-4);

  private static void check(String what, TensorFunction f, Tensor... x) {
    assertThatCode(() -> GradCheck.gradcheck(f.several(), OPTIONS, x))
        .as(what)
        .doesNotThrowAnyException();
    assertThatCode(() -> GradCheck.gradgradcheck(f.several(), OPTIONS, x))
        .as(what + ", second order")
        .doesNotThrowAnyException();
  }

  private static Tensor hermitian(Tensor x) {
    return x.add(x.mH());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void singularValuesAndVectorsOfAllShapes(DType dtype) {
    long[][] shapes = {{3, 3}, {4, 2}, {2, 4}, {1, 1}, {2, 1, 2}, {0, 3}, {2, 0}};
    for (long[] sizes : shapes) {
      Tensor a = leaf(dtype, sizes);
      long k = Math.min(a.size(-1), a.size(-2));
      check("values", x -> Linalg.svdvals(x[0]), a);
      check("u", x -> Linalg.svd(x[0], false).u().abs(), a);
      check("vh", x -> Linalg.svd(x[0], false).vh().abs(), a);
      check("of square u", x -> Linalg.svd(x[0]).u().narrow(-1, 0, k).abs(), a);
      check("product", x -> product(Linalg.svd(x[0], false)), a);
      check("older", x -> x[0].svd().v().abs(), a);
    }
    check("by columns", x -> Linalg.svd(x[0].mT(), false).u().abs(), leaf(dtype, 2, 3));
  }

  private static Tensor product(SvdFactors f) {
    return f.u().matmul(f.vh()).add(f.u().mul(f.s().unsqueeze(-2)).matmul(f.vh()));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void eigenvaluesOfHermitianMatrices(DType dtype) {
    for (long[] sizes : new long[][] {{3, 3}, {1, 1}, {2, 2, 2}, {0, 0}, {0, 2, 2}}) {
      Tensor a = leaf(dtype, sizes);
      for (String triangle : new String[] {"L", "U"}) {
        check("values", x -> Linalg.eigvalsh(hermitian(x[0]), triangle), a);
        check("of both", x -> Linalg.eigh(hermitian(x[0]), triangle).eigenvalues(), a);
        check("vectors", x -> Linalg.eigh(hermitian(x[0]), triangle).eigenvectors().abs(), a);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void eigenvaluesOfAnyMatrices(DType dtype) {
    for (long[] sizes : new long[][] {{3, 3}, {4, 4}, {1, 1}, {2, 2, 2}, {0, 0}, {0, 2, 2}}) {
      Tensor a = leaf(dtype, sizes);
      check("values", x -> Linalg.eigvals(x[0]), a);
      check("of both", x -> Linalg.eig(x[0].mT()).eigenvalues(), a);
      check("vectors", x -> Linalg.eig(x[0]).eigenvectors().abs(), a);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void functionsOfMatrices(DType dtype) {
    for (long[] sizes : new long[][] {{3, 3}, {1, 1}, {2, 2, 2}, {0, 0}}) {
      Tensor a = leaf(dtype, sizes);
      check("exponential", x -> x[0].matrixExp(), a);
      check("exponential by columns", x -> x[0].mT().matrixExp(), a);
      check("root", x -> Linalg.matrixSqrth(positive(x[0])), a);
      check("unitary part", x -> Linalg.polar(x[0]).u(), a);
      check("positive part", x -> Linalg.polar(x[0]).h(), a);
      check("pseudo-inverse", x -> Linalg.pinv(x[0]), a);
      RankOptions hermitian = RankOptions.DEFAULT.withHermitian(true);
      check("of Hermitian", x -> Linalg.pinv(hermitian(x[0]), hermitian), a);
    }
    check("polar of tall", x -> Linalg.polar(x[0]).u(), leaf(dtype, 4, 2));
    check("polar of tall", x -> Linalg.polar(x[0]).h(), leaf(dtype, 4, 2));
    check("tall", x -> Linalg.pinv(x[0]), leaf(dtype, 4, 2));
    check("wide", x -> x[0].pinverse(), leaf(dtype, 2, 4));
    Tensor left = leaf(dtype, 3, 2);
    check("low rank", x -> Linalg.pinv(x[0].matmul(x[1].mT())), left, leaf(dtype, 4, 2));
  }

  private static Tensor positive(Tensor x) {
    return x.matmul(x.mH()).add(Gradus.eye(x.dtype(), x.size(-1)));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "COMPLEX128"})
  void normsAndConditionNumbers(DType dtype) {
    Tensor a = leaf(dtype, 3, 3);
    Tensor batch = leaf(dtype, 2, 3, 2);
    int[] dims = {2, 0};
    for (double order : new double[] {1, -1, 2, -2, Double.POSITIVE_INFINITY, -1.0 / 0}) {
      check("norm " + order, x -> Linalg.matrixNorm(x[0], order), a);
      check("dims " + order, x -> Linalg.matrixNorm(x[0], order, dims, true, null), batch);
      check("cond " + order, x -> Linalg.cond(x[0], order), a);
    }
    for (String order : new String[] {"fro", "nuc"}) {
      check("norm " + order, x -> x[0].norm(order), a);
      check("dims " + order, x -> Linalg.norm(x[0], order, dims, false, null), batch);
      check("cond " + order, x -> Linalg.cond(x[0], order), a);
    }
    check("of all", x -> Linalg.norm(x[0]), batch);
  }

  @Test
  void valuesAloneHaveTheGradientOfValuesWithVectors() {
    Tensor a = leaf(DType.FLOAT64, 3, 2);
    Tensor given = LinalgGradientsTest.random(DType.FLOAT64, 5, 2);
    Tensor alone = Gradus.grad(Linalg.svdvals(a).mul(given).sum(), a)[0];
    Tensor withVectors = Gradus.grad(Linalg.svd(a).s().mul(given).sum(), a)[0];
    Seen.assertSame(alone, withVectors);
  }

  @Test
  void tangentsOfValuesThatNeedNoGradient() {
    Tensor a = LinalgGradientsTest.random(DType.FLOAT64, 3, 3, 3);
    try (var level = Gradus.dualLevel()) {
      Tensor x = level.makeDual(a, Gradus.eye(DType.FLOAT64, 3));
      Tensor ones = Gradus.ones(DType.FLOAT64, 3);
      Tensor symmetric = x.add(x.mT());
      assertThat(tangent(level, Linalg.eigvals(x)).real().allclose(ones)).isTrue();
      assertThat(tangent(level, Linalg.eigvalsh(symmetric)).allclose(ones.mul(2.0))).isTrue();
      assertThat(tangent(level, Linalg.svdvals(x)).shape()).containsExactly(3);
    }
  }

  private static Tensor tangent(DualLevel level, Tensor y) {
    return Objects.requireNonNull(level.tangent(y));
  }

  @Test
  void lossesThatDependOnAPhaseAreRefused() {
    Tensor a = leaf(DType.COMPLEX128, 3, 3);
    assertRefused(
        GradusArgumentException.class,
        "svd_backward: The singular vectors in the complex case are specified up to multiplication by e^{i phi}. The specified loss function depends on this phase term, making it ill-defined.",
        () -> Linalg.svd(a).u().imag().sum().backward());
    assertRefused(
        GradusArgumentException.class,
        "linalg_eigh_backward: The eigenvectors in the complex case are specified up to multiplication by e^{i phi}. The specified loss function depends on this quantity, so it is ill-defined.",
        () -> Linalg.eigh(hermitian(a)).eigenvectors().imag().sum().backward());
    assertRefused(
        GradusArgumentException.class,
        "linalg_eig_backward: The eigenvectors in the complex case are specified up to multiplication by e^{i phi}. The specified loss function depends on this quantity, so it is ill-defined.",
        () -> Linalg.eig(a).eigenvectors().imag().sum().backward());
  }

  @Test
  void theRootHasAGradientWhereEigenvaluesAreEqual() {
    Tensor a = Gradus.eye(DType.FLOAT64, 3).mul(4.0).requiresGrad_();
    Linalg.matrixSqrth(a).sum().backward();
    Tensor quarter = Gradus.full(DType.FLOAT64, new long[] {3, 3}, 0.25);
    assertThat(Objects.requireNonNull(a.grad()).allclose(quarter)).isTrue();
  }
}
