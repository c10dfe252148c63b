package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Values, sizes, layouts and nodes of factorisations and solvers.
class LinalgResultsTest {
  private static Tensor random(DType dtype, long... sizes) {
    return LinalgGradientsTest.random(dtype, 11, sizes);
  }

  private static void close(Tensor x, Tensor wanted) {
    assertThat(x.shape()).isEqualTo(wanted.shape());
    double eps = Gradus.finfo(x.dtype()).eps();
    double off = x.sub(wanted).abs().max().item();
    assertThat(off).isLessThan(200 * eps * (1 + wanted.abs().max().item()));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
  void allDtypesAndLayoutsGiveTheSame(DType dtype) {
    Tensor a = random(dtype, 2, 4, 4);
    Tensor b = random(dtype, 4, 3);
    Tensor x = Linalg.solve(a, b);
    assertThat(x.dtype()).isEqualTo(dtype);
    close(a.matmul(x), b.expand(2, 4, 3));
    Tensor strided = a.mT().contiguous().mT();
    Tensor spread = Gradus.stack(List.of(a, a), -1).select(-1, 1);
    for (Tensor same : new Tensor[] {strided, spread}) {
      close(Linalg.solve(same, b), x);
      Seen.assertSame(Linalg.luFactor(same).lu(), Linalg.luFactor(a).lu());
      Seen.assertSame(Linalg.qr(same).r(), Linalg.qr(a).r());
    }
    close(Linalg.solve(a.mT(), b.mT(), false), Linalg.solve(a, b).mT());
    LuFactors parts = Linalg.lu(a);
    close(parts.p().matmul(parts.l()).matmul(parts.u()), a);
    QrFactors qr = Linalg.qr(a.narrow(-1, 0, 2), "complete");
    assertThat(qr.q().shape()).containsExactly(2, 4, 4);
    close(qr.q().matmul(qr.r()), a.narrow(-1, 0, 2));
    assertThat(Linalg.qr(a, "r").q().shape()).containsExactly(0);
  }

  @Test
  void aResultOfFloatsIsRoundedOnce() {
    Tensor a = random(DType.FLOAT32, 20, 20);
    Tensor exact = Linalg.inv(a.to(DType.FLOAT64)).to(DType.FLOAT32);
    Seen.assertSame(Linalg.inv(a), exact);
  }

  @Test
  void resultsLieByColumns() {
    Tensor a = random(DType.FLOAT64, 2, 3, 3);
    assertThat(Linalg.inv(a).stride()).containsExactly(9, 1, 3);
    assertThat(Linalg.solve(a, random(DType.FLOAT64, 3, 2)).stride()).containsExactly(6, 1, 3);
    assertThat(Linalg.solve(a, random(DType.FLOAT64, 2, 3)).stride()).containsExactly(1, 2);
    assertThat(Linalg.solve(a, random(DType.FLOAT64, 4, 3), false).stride())
        .containsExactly(12, 3, 1);
    assertThat(Linalg.qr(a.narrow(-1, 0, 2)).q().stride()).containsExactly(6, 1, 3);
    assertThat(Linalg.lu(a).l().stride()).containsExactly(9, 3, 1);
    assertThat(Linalg.luFactor(a).pivots().dtype()).isEqualTo(DType.INT32);
  }

  @Test
  void nodesHavePyTorchsNames() {
    Tensor a = random(DType.FLOAT64, 2, 2).requiresGrad_();
    assertThat(Seen.nodeName(Linalg.det(a))).isEqualTo("LinalgDetBackward0");
    assertThat(Seen.nodeName(Linalg.inv(a))).isEqualTo("LinalgInvExBackward0");
    assertThat(Seen.nodeName(Linalg.solve(a, a))).isEqualTo("LinalgSolveExBackward0");
    assertThat(Seen.nodeName(Linalg.luFactor(a).lu())).isEqualTo("LinalgLuFactorExBackward0");
    assertThat(Seen.nodeName(Linalg.lstsq(a, a).solution())).isEqualTo("LinalgLstsqBackward0");
    assertThat(Linalg.luFactor(a).pivots().requiresGrad()).isFalse();
    assertThat(Linalg.lu(a).p().requiresGrad()).isFalse();
  }

  @Test
  void tensorsThatAreMatricesOtherwise() {
    Tensor a = random(DType.FLOAT64, 2, 3, 6);
    Tensor b = random(DType.FLOAT64, 2, 3);
    Tensor x = Linalg.tensorsolve(a, b);
    close(a.reshape(6, 6).matmul(x), b.flatten());
    Tensor inverse = Linalg.tensorinv(a, 2);
    assertThat(inverse.shape()).containsExactly(6, 2, 3);
    close(inverse.reshape(6, 6).matmul(b.flatten()), x);
    Tensor moved = Linalg.tensorsolve(a.movedim(2, 0), b, 0);
    close(moved, x);
  }

  @Test
  void leastSquaresHaveTheSizesOfTheirDrivers() {
    Tensor a = random(DType.FLOAT32, 2, 5, 3);
    Tensor b = random(DType.FLOAT32, 2, 5, 2);
    LeastSquares fit = Linalg.lstsq(a, b, null, "gelsd");
    assertThat(fit.solution().shape()).containsExactly(2, 3, 2);
    assertThat(fit.solution().stride()).containsExactly(10, 1, 5);
    assertThat(fit.residuals().shape()).containsExactly(2, 2);
    Seen.assertEqual(fit.rank(), "[3, 3]");
    assertThat(fit.singularValues().shape()).containsExactly(2, 3);
    Tensor rest = b.sub(a.matmul(fit.solution()));
    close(fit.residuals(), rest.mul(rest).sum(-2));
    LeastSquares plain = Linalg.lstsq(a, b);
    close(plain.solution(), fit.solution());
    assertThat(plain.residuals().numel()).isZero();
    assertThat(plain.singularValues().numel()).isZero();
    assertThat(Linalg.lstsq(a, b, null, "gels").rank().shape()).containsExactly(0);
    Tensor deficient = Gradus.ones(DType.FLOAT64, 4, 2);
    Seen.assertEqual(Linalg.lstsq(deficient, deficient).rank(), "1");
    assertThat(Linalg.lstsq(deficient, deficient, null, "gelss").residuals().numel()).isZero();
  }
}
