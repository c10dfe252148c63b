package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.dtype.DType;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Few singular values and eigenvalues of larger matrices, against all of them.
class LowRankTest {
  private static Tensor random(DType dtype, long... sizes) {
    Generator generator = new Generator();
    generator.manualSeed(31);
    return Gradus.randn(generator, dtype, sizes);
  }

  // Singular values that fall by half from one to the next.
  private static Tensor falling(DType dtype, long rows, long columns) {
    Tensor u = Linalg.qr(random(dtype, rows, 12)).q();
    Tensor v = Linalg.qr(random(dtype, columns, 12).add(0.1)).q();
    Tensor s = Gradus.arange(12).to(dtype).neg().exp2();
    return u.mul(s).matmul(v.mT());
  }

  private static Tensor symmetric(DType dtype, long m) {
    Tensor a = random(dtype, m, m);
    return a.add(a.mT()).div(2);
  }

  private static void assertNear(Tensor got, Tensor want, double tolerance) {
    assertThat(got.shape()).isEqualTo(want.shape());
    assertThat(got.sub(want).abs().max().item()).isLessThanOrEqualTo(tolerance);
  }

  @ParameterizedTest
  @CsvSource({"30, 20", "20, 30", "25, 25"})
  void theGreatestSingularValues(long rows, long columns) {
    Gradus.manualSeed(1);
    Tensor a = falling(DType.FLOAT64, rows, columns);
    SvdTriple f = Gradus.svdLowrank(a, 5, 4, null);
    assertNear(f.s(), Linalg.svdvals(a).narrow(0, 0, 5), 1e-6);
    assertNear(f.u().mT().matmul(f.u()), Gradus.eye(DType.FLOAT64, 5), 1e-12);
    assertNear(f.v().mT().matmul(f.v()), Gradus.eye(DType.FLOAT64, 5), 1e-12);
    assertThat(f.u().shape()).containsExactly(rows, 5);
    assertThat(f.v().shape()).containsExactly(columns, 5);
    Tensor rest = a.sub(f.u().mul(f.s()).matmul(f.v().mT()));
    assertThat(Linalg.matrixNorm(rest, 2).item()).isBetween(0.031, 0.033);
  }

  @Test
  void whatIsSubtractedAndBatches() {
    Tensor a = falling(DType.FLOAT64, 20, 14);
    Tensor mean = a.mean(new int[] {0}, true);
    Gradus.manualSeed(2);
    SvdTriple one = Gradus.svdLowrank(a, 12, 2, mean);
    assertNear(one.s(), Linalg.svdvals(a.sub(mean)).narrow(0, 0, 12), 1e-10);
    Gradus.manualSeed(2);
    SvdTriple principal = Gradus.pcaLowrank(a, 12, true, 2);
    assertNear(principal.s(), one.s(), 1e-12);
    SvdTriple wide = Gradus.svdLowrank(a.mT().contiguous(), 12, 2, mean.mT());
    assertNear(wide.s(), one.s(), 1e-10);
    SvdTriple many = Gradus.pcaLowrank(Gradus.stack(java.util.List.of(a, a.mul(2)), 0));
    assertThat(many.u().shape()).containsExactly(2, 20, 6);
    assertThat(many.v().shape()).containsExactly(2, 14, 6);
    assertNear(many.s().select(0, 1), many.s().select(0, 0).mul(2), 1e-4);
    SvdTriple complex = Gradus.svdLowrank(a.to(DType.COMPLEX128), 12, 2, null);
    assertNear(complex.s(), Linalg.svdvals(a).narrow(0, 0, 12), 1e-10);
  }

  @Test
  void itsGradientIsThatOfTheSingularValues() {
    Tensor a = random(DType.FLOAT64, 8, 6).requiresGrad_();
    Gradus.manualSeed(3);
    Gradus.svdLowrank(a, 6, 2, null).s().sum().backward();
    Tensor got = Objects.requireNonNull(a.grad());
    a.setGrad(null);
    Linalg.svdvals(a).sum().backward();
    assertNear(got, Objects.requireNonNull(a.grad()), 1e-6);
  }

  @Test
  void refusalsOfLowRank() {
    Tensor a = Gradus.ones(4, 3);
    assertThatThrownBy(() -> Gradus.pcaLowrank(a, 4, true, 2))
        .hasMessageStartingWith(
            "q(=4) must be non-negative integer and not greater than min(m, n)=3");
    assertThatThrownBy(() -> Gradus.pcaLowrank(a, 2, true, -1))
        .hasMessageStartingWith("niter(=-1) must be non-negative integer");
    assertThatThrownBy(() -> Gradus.svdLowrank(Gradus.ones(3)))
        .hasMessageContaining("matrices of floating or complex numbers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ortho", "basic"})
  void eigenpairsAtBothEnds(String method) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor a = symmetric(dtype, 40);
      double tolerance = dtype == DType.FLOAT32 ? 1e-3 : 1e-7;
      Tensor all = Linalg.eigvalsh(a);
      for (boolean largest : new boolean[] {true, false}) {
        Gradus.manualSeed(4);
        LobpcgOptions options =
            LobpcgOptions.DEFAULT.withK(3).withLargest(largest).withMethod(method);
        EigenPairs pairs = Gradus.lobpcg(a, options);
        Tensor wanted = largest ? all.flip(0).narrow(0, 0, 3) : all.narrow(0, 0, 3);
        assertNear(pairs.eigenvalues(), wanted, tolerance);
        Tensor x = pairs.eigenvectors();
        assertNear(a.matmul(x), x.mul(pairs.eigenvalues()), tolerance * 10);
        assertNear(x.mT().matmul(x), Gradus.eye(dtype, 3), 1e-4);
      }
    }
  }

  @Test
  void generalisedProblemsStartsAndPreconditioners() {
    Tensor a = symmetric(DType.FLOAT64, 30);
    Tensor c = random(DType.FLOAT64, 30, 30).mul(0.1);
    Tensor b = c.matmul(c.mT()).add(Gradus.eye(DType.FLOAT64, 30));
    Tensor start = random(DType.FLOAT64, 30, 2);
    LobpcgOptions options = LobpcgOptions.DEFAULT.withB(b).withX(start).withTol(1e-10);
    EigenPairs pairs = Gradus.lobpcg(a, options);
    Tensor x = pairs.eigenvectors();
    assertThat(x.shape()).containsExactly(30, 2);
    assertNear(a.matmul(x), b.matmul(x).mul(pairs.eigenvalues()), 1e-7);
    assertNear(x.mT().matmul(b).matmul(x), Gradus.eye(DType.FLOAT64, 2), 1e-9);
    Tensor spread = Gradus.arange(30).to(DType.FLOAT64).add(1).exp2().diag();
    LobpcgOptions least = LobpcgOptions.DEFAULT.withK(2).withX(start).withN(2).withLargest(false);
    EigenPairs few = Gradus.lobpcg(spread, least.withIK(Linalg.inv(spread)).withTol(1e-13));
    assertNear(few.eigenvalues(), Gradus.tensor(new double[] {2, 4}), 1e-2);
    EigenPairs batch =
        Gradus.lobpcg(
            Gradus.stack(java.util.List.of(a, a.neg()), 0), LobpcgOptions.DEFAULT.withK(2));
    assertThat(batch.eigenvalues().shape()).containsExactly(2, 2);
    assertThat(batch.eigenvectors().shape()).containsExactly(2, 30, 2);
  }

  @Test
  void gradientsOfBothOrders() {
    Tensor start = random(DType.FLOAT64, 6, 2);
    Tensor a = symmetric(DType.FLOAT64, 6).requiresGrad_();
    Tensor c = random(DType.FLOAT64, 6, 6).mul(0.2);
    Tensor b = c.matmul(c.mT()).add(Gradus.eye(DType.FLOAT64, 6)).requiresGrad_();
    LobpcgOptions options = LobpcgOptions.DEFAULT.withX(start).withTol(1e-11).withNiter(60);
    TensorsFunction generalised =
        x -> {
          Tensor left = x[0].add(x[0].mT()).div(2);
          Tensor right = x[1].add(x[1].mT()).div(2);
          EigenPairs pairs = Gradus.lobpcg(left, options.withB(right));
          // Squares, because the signs are those of the last step.
          return new Tensor[] {pairs.eigenvalues(), pairs.eigenvectors().square()};
        };
    GradCheck.gradcheck(generalised, GradCheckOptions.DEFAULT, a, b);
    TensorsFunction plain =
        x -> {
          EigenPairs pairs = Gradus.lobpcg(x[0].add(x[0].mT()).div(2), options);
          return new Tensor[] {pairs.eigenvalues(), pairs.eigenvectors().square()};
        };
    GradCheck.gradgradcheck(plain, GradCheckOptions.DEFAULT, a);
  }

  @Test
  void refusalsOfEigenpairs() {
    assertThatThrownBy(() -> Gradus.lobpcg(Gradus.eye(5), 2))
        .hasMessageStartingWith(
            "LPBPCG algorithm is not applicable when the number of A rows (=5) is smaller than 3 x"
                + " the number of requested eigenpairs (=2)");
    assertThatThrownBy(
            () -> Gradus.lobpcg(Gradus.eye(9), LobpcgOptions.DEFAULT.withMethod("other")))
        .hasMessageContaining("it must be ortho or basic");
    assertThatThrownBy(() -> Gradus.lobpcg(Gradus.ones(4, 5), 1)).hasMessageContaining("square");
  }
}
