package dev.gradus;

import static dev.gradus.Seen.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Values, sizes, layouts, nodes and sentences of singular values, eigenvalues, norms and ranks.
class SpectralResultsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Tensor WIDE = Gradus.zeros(2, 3);
  private static final Tensor VECTOR = Gradus.ones(3);

  private static Tensor random(DType dtype, long... sizes) {
    return LinalgGradientsTest.random(dtype, 23, sizes);
  }

  private static void close(Tensor x, Tensor wanted) {
    assertThat(x.dtype()).isEqualTo(wanted.dtype());
    assertThat(x.shape()).isEqualTo(wanted.shape());
    double eps = Gradus.finfo(x.dtype()).eps();
    double off = x.sub(wanted).abs().max().item();
    assertThat(off).isLessThan(100 * eps * (1 + wanted.abs().max().item()));
  }

  private static void refused(String sentence, ThrowingCallable call) {
    assertRefused(GradusArgumentException.class, sentence, call);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
  void theFactorsMakeUpTheMatrix(DType dtype) {
    Tensor a = random(dtype, 2, 5, 3);
    for (Tensor x : new Tensor[] {a, a.mT(), a.mT().contiguous().mT(), a.expand(3, 2, 5, 3)}) {
      SvdFactors f = Linalg.svd(x, false);
      close(f.u().mul(f.s().unsqueeze(-2)).matmul(f.vh()), x);
      close(Linalg.svdvals(x), f.s());
      close(Linalg.pinv(x).matmul(x).matmul(Linalg.pinv(x)), Linalg.pinv(x));
    }
    Tensor square = random(dtype, 2, 4, 4);
    Tensor hermitian = square.matmul(square.mH());
    EigenPairs e = Linalg.eigh(hermitian);
    assertThat(e.eigenvalues().dtype()).isEqualTo(dtype.toReal());
    close(
        e.eigenvectors().mul(e.eigenvalues().unsqueeze(-2)).matmul(e.eigenvectors().mH()),
        hermitian);
    close(Linalg.eigvalsh(hermitian.triu(), "U"), Linalg.eigvalsh(hermitian.tril(), "L"));
    EigenPairs any = Linalg.eig(square);
    assertThat(any.eigenvalues().dtype()).isEqualTo(dtype.toComplex());
    close(
        square.to(dtype.toComplex()).matmul(any.eigenvectors()),
        any.eigenvectors().mul(any.eigenvalues().unsqueeze(-2)));
    close(Linalg.eigvals(square), any.eigenvalues());
    Tensor root = Linalg.matrixSqrth(hermitian);
    close(root.matmul(root), hermitian);
    PolarFactors polar = Linalg.polar(a);
    close(polar.u().matmul(polar.h()), a);
    close(polar.h(), Linalg.matrixSqrth(a.mH().matmul(a)));
    close(square.matrixExp().matmul(square.neg().matrixExp()), eye(dtype));
  }

  private static Tensor eye(DType dtype) {
    return Gradus.eye(dtype, 4).expand(2, 4, 4);
  }

  @Test
  void resultsOfFloatsAreRoundedOnce() {
    Tensor a = random(DType.FLOAT32, 20, 20);
    Tensor wide = a.to(DType.FLOAT64);
    Seen.assertSame(Linalg.svdvals(a), Linalg.svdvals(wide).to(DType.FLOAT32));
    Seen.assertSame(Linalg.matrixExp(a), Linalg.matrixExp(wide).to(DType.FLOAT32));
    Tensor half = a.to(DType.BFLOAT16);
    Seen.assertSame(half.matrixExp(), half.to(DType.FLOAT32).matrixExp().to(DType.BFLOAT16));
  }

  @Test
  void vectorsLieByColumnsAndMatricesWithoutElementsHaveSquareOnes() {
    Tensor a = random(DType.FLOAT64, 2, 3, 4);
    assertThat(Linalg.svd(a).u().stride()).containsExactly(9, 1, 3);
    assertThat(Linalg.svd(a).vh().stride()).containsExactly(16, 1, 4);
    assertThat(Linalg.svd(a).s().stride()).containsExactly(3, 1);
    Tensor square = random(DType.FLOAT64, 2, 3, 3);
    assertThat(Linalg.eigh(square).eigenvectors().stride()).containsExactly(9, 1, 3);
    assertThat(Linalg.eig(square).eigenvectors().stride()).containsExactly(9, 1, 3);
    SvdFactors none = Linalg.svd(Gradus.zeros(3, 0));
    Seen.assertSame(none.u(), Gradus.eye(3));
    assertThat(none.vh().shape()).containsExactly(0, 0);
    Seen.assertSame(Linalg.svd(Gradus.zeros(0, 2)).vh(), Gradus.eye(2));
    assertThat(Linalg.pinv(Gradus.zeros(2, 0)).shape()).containsExactly(0, 2);
    Seen.assertSame(Linalg.pinv(WIDE), Gradus.zeros(3, 2));
  }

  @Test
  void eigenvectorsAreAsLongAsOneAndTheirLargestElementIsReal() {
    Tensor a = Gradus.tensor("[[0., 1., 0.], [0., 0., 1.], [1., 0., 0.]]").to(DType.FLOAT64);
    EigenPairs e = Linalg.eig(a);
    Tensor third = Gradus.full(DType.FLOAT64, new long[] {3, 3}, 1 / Math.sqrt(3));
    close(e.eigenvectors().abs(), third);
    close(e.eigenvalues().pow(3.0), Gradus.ones(DType.COMPLEX128, 3));
    assertThat(e.eigenvectors().imag().eq(0).sum().itemLong()).isGreaterThanOrEqualTo(5);
    double[] imaginary = {
      e.eigenvalues().imag().select(0, 0).item(), e.eigenvalues().imag().select(0, 1).item()
    };
    assertThat(imaginary[0]).isPositive();
    assertThat(imaginary[1]).isEqualTo(-imaginary[0]);
  }

  @Test
  void theOlderFormsAgree() {
    Tensor a = random(DType.COMPLEX128, 3, 2);
    SvdTriple some = a.svd();
    close(some.u().mul(some.s()).matmul(some.v().mH()), a);
    assertThat(a.svd(false, true).u().shape()).containsExactly(3, 3);
    SvdTriple values = a.svd(true, false);
    close(values.s(), some.s());
    Seen.assertSame(values.u(), Gradus.zeros(DType.COMPLEX128, 3, 3));
    Seen.assertSame(values.v(), Gradus.zeros(DType.COMPLEX128, 2, 2));
    close(a.pinverse(), Linalg.pinv(a));
  }

  @Test
  void normsOfMatricesAndVectors() {
    Tensor a = Gradus.tensor("[[1., -2.], [-3., 4.], [0., 1.]]");
    assertThat(Linalg.matrixNorm(a, 1).item()).isEqualTo(7);
    assertThat(Linalg.matrixNorm(a, -1).item()).isEqualTo(4);
    assertThat(Linalg.matrixNorm(a, INF).item()).isEqualTo(7);
    assertThat(Linalg.matrixNorm(a, -INF).item()).isEqualTo(1);
    close(Linalg.matrixNorm(a, 2), Linalg.svdvals(a).amax(new int[] {0}, false));
    close(Linalg.matrixNorm(a, -2), Linalg.svdvals(a).amin(new int[] {0}, false));
    close(Linalg.matrixNorm(a, "nuc"), Linalg.svdvals(a).sum());
    close(Linalg.matrixNorm(a), a.norm());
    close(a.norm("fro"), a.norm());
    close(Linalg.norm(a, 1), Linalg.matrixNorm(a, 1));
    assertThat(Linalg.norm(VECTOR, 1).item()).isEqualTo(3);
    Tensor batch = random(DType.FLOAT64, 2, 3, 4);
    Tensor kept = Linalg.matrixNorm(batch, "nuc", new int[] {-1, 0}, true, null);
    assertThat(kept.shape()).containsExactly(1, 3, 1);
    close(kept.flatten(), Linalg.matrixNorm(batch.permute(1, 2, 0), "nuc"));
    Tensor half = a.to(DType.FLOAT16);
    assertThat(Linalg.matrixNorm(half, 1).dtype()).isEqualTo(DType.FLOAT16);
    assertThat(Linalg.norm(half, null, false, DType.FLOAT64).dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void extremesOfNoElementsAreRefused() {
    Tensor none = Gradus.zeros(2, 0);
    refused(
        "linalg.vector_norm cannot compute the inf norm on an empty tensor because the operation does not have an identity",
        () -> none.norm(INF));
    refused(
        "linalg.vector_norm cannot compute the -1 norm on the dimension 1because this dimension is empty and the operation does not have an identity",
        () -> none.norm(-1, new int[] {1}, false));
    assertThat(none.norm(INF, new int[] {0}, false).shape()).containsExactly(0);
    assertThat(none.norm().item()).isZero();
  }

  @Test
  void conditionNumbers() {
    Tensor a = Gradus.tensor("[[4., 0.], [0., 0.5]]");
    for (double order : new double[] {1, 2, INF}) {
      assertThat(Linalg.cond(a, order).item()).isEqualTo(8);
      assertThat(Linalg.cond(a, -order).item()).isEqualTo(0.125);
    }
    close(Linalg.cond(a, "fro"), a.norm().mul(a.inverse().norm()));
    close(Linalg.cond(a, "nuc"), Gradus.tensor(4.5 * 2.25));
    Tensor singular = Gradus.stack(List.of(Gradus.ones(2, 2), a), 0);
    assertThat(Linalg.cond(singular, 1).select(0, 0).item()).isEqualTo(INF);
    assertThat(Linalg.cond(singular, 1).select(0, 1).item()).isEqualTo(8);
    Seen.assertSame(Linalg.cond(Gradus.zeros(2, 0, 0)), Gradus.zeros(2));
    assertThat(Linalg.cond(Gradus.ones(3, 2)).shape()).isEmpty();
  }

  @Test
  void ranksAndWhatCounts() {
    Tensor a = Gradus.tensor(new double[] {1, 1e-3, 1e-9}).diag();
    RankOptions usual = RankOptions.DEFAULT;
    assertThat(Linalg.matrixRank(a).itemLong()).isEqualTo(3);
    assertThat(Linalg.matrixRank(a.to(DType.FLOAT32)).itemLong()).isEqualTo(2);
    assertThat(Linalg.matrixRank(a, usual.withRtol(0.1)).itemLong()).isEqualTo(1);
    assertThat(Linalg.matrixRank(a, usual.withAtol(1e-6)).itemLong()).isEqualTo(2);
    assertThat(Linalg.matrixRank(a.neg(), usual.withHermitian(true)).itemLong()).isEqualTo(3);
    Tensor each = Gradus.tensor(new double[] {0.1, 1e-6});
    Tensor ranks = Linalg.matrixRank(a.expand(2, 3, 3), usual.withRtol(each));
    assertThat(ranks.select(0, 0).itemLong()).isEqualTo(1);
    assertThat(ranks.select(0, 1).itemLong()).isEqualTo(2);
    assertThat(ranks.requiresGrad()).isFalse();
    Seen.assertSame(Linalg.matrixRank(Gradus.zeros(2, 0, 3)), Gradus.zeros(DType.INT64, 2));
    Tensor inverse = Linalg.pinv(a, usual.withAtol(1e-6));
    close(inverse.diagonal(), Gradus.tensor("[1., 1000., 0.]").to(DType.FLOAT64));
  }

  @Test
  void exponentialsOfSmallLargeAndNilpotentMatrices() {
    Tensor shift = Gradus.tensor("[[0., 1.], [0., 0.]]").to(DType.FLOAT64);
    close(shift.matrixExp(), Gradus.tensor("[[1., 1.], [0., 1.]]").to(DType.FLOAT64));
    for (double scale : new double[] {1e-9, 0.1, 1, 2, 30, 300}) {
      Tensor turn = Gradus.tensor("[[0., 1.], [-1., 0.]]").to(DType.FLOAT64).mul(scale);
      double c = Math.cos(scale);
      double s = Math.sin(scale);
      Tensor wanted = Gradus.tensor(new double[][] {{c, s}, {-s, c}});
      assertThat(turn.matrixExp().allclose(wanted, 1e-12 * Math.max(1, scale), 1e-13, false))
          .isTrue();
    }
    assertThat(Gradus.full(new long[] {2, 2}, INF).matrixExp().isnan().all().itemBoolean())
        .isTrue();
    assertThat(Gradus.zeros(2, 0, 0).matrixExp().shape()).containsExactly(2, 0, 0);
  }

  @Test
  void rootsOfNegativeMatricesAreNotNumbers() {
    assertThat(Linalg.matrixSqrth(Gradus.eye(2).neg()).isnan().any().itemBoolean()).isTrue();
    Seen.assertSame(Linalg.matrixSqrth(Gradus.zeros(2, 2)), Gradus.zeros(2, 2));
  }

  @Test
  void nodesAndSentencesOfShapes() {
    Tensor a = random(DType.FLOAT64, 3, 3).requiresGrad_();
    assertThat(Seen.nodeName(Linalg.svdvals(a))).isEqualTo("LinalgSvdBackward0");
    assertThat(Seen.nodeName(Linalg.eigvalsh(a))).isEqualTo("LinalgEighBackward0");
    assertThat(Seen.nodeName(Linalg.eigvals(a))).isEqualTo("LinalgEigBackward0");
    assertThat(Seen.nodeName(Linalg.pinv(a))).isEqualTo("LinalgPinvBackward0");
    assertThat(Seen.nodeName(Linalg.matrixNorm(a, "nuc"))).isEqualTo("SumBackward1");
    String square = " must be batches of square matrices, but they are 2 by 3 matrices";
    refused("linalg.eigh: A" + square, () -> Linalg.eigvalsh(WIDE));
    refused("linalg.eig: A" + square, () -> Linalg.eig(WIDE));
    refused("linalg.eigvals: A" + square, () -> Linalg.eigvals(WIDE));
    refused("linalg.matrix_exp: A" + square, () -> WIDE.matrixExp());
    refused("linalg.cond(ord=1): A" + square, () -> Linalg.cond(WIDE, 1));
    refused("linalg.cond(ord=nuc): A" + square, () -> Linalg.cond(WIDE, "nuc"));
    String rank = ": The input tensor A must have at least 2 dimensions.";
    refused("linalg.svd" + rank, () -> Linalg.svdvals(VECTOR));
    refused("linalg.eig" + rank, () -> Linalg.eig(VECTOR));
    refused("linalg.matrix_norm" + rank, () -> Linalg.matrixNorm(VECTOR));
    refused(
        "torch.linalg.matrix_rank: The input tensor input must have at least 2 dimensions.",
        () -> Linalg.matrixRank(VECTOR));
    refused(
        "linalg.cond: The input tensor must have at least 2 dimensions.",
        () -> Linalg.cond(VECTOR));
    refused(
        "linalg.polar: input must have at least as many rows as columns, but got 2 by 3 matrices",
        () -> Linalg.polar(WIDE));
  }

  @Test
  void sentencesOfOrdersAndDimensions() {
    refused("linalg.matrix_norm: Order 3 not supported.", () -> Linalg.matrixNorm(WIDE, 3));
    refused("linalg.matrix_norm: Order max not supported.", () -> Linalg.matrixNorm(WIDE, "max"));
    refused("linalg.cond got an invalid norm type: 3", () -> Linalg.cond(WIDE, 3));
    refused(
        "linalg.matrix_norm: dim must be a 2-tuple. Got [0]",
        () -> Linalg.matrixNorm(WIDE, 1, new int[] {0}, false, null));
    refused(
        "linalg.matrix_norm: dims must be different. Got (1, 1)",
        () -> Linalg.matrixNorm(WIDE, 1, new int[] {1, -1}, false, null));
    refused(
        "linalg.norm: If dim is specified, it must be of length 1 or 2. Got [0, 1, 2]",
        () -> Linalg.norm(Gradus.zeros(1, 1, 1), 1.0, new int[] {0, 1, 2}, false, null));
    refused(
        "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got 3D.",
        () -> Linalg.norm(Gradus.zeros(1, 1, 1), "nuc"));
    refused(
        "linalg.matrix_norm: dtype should be complex for complex inputs, but got Float",
        () ->
            Linalg.matrixNorm(WIDE.to(DType.COMPLEX64), 1, new int[] {0, 1}, false, DType.FLOAT32));
    refused(
        "Expected UPLO argument to be 'L' or 'U', but got X",
        () -> Linalg.eigh(Gradus.eye(2), "X"));
    refused(
        "torch.linalg.pinv: rtol tensor of complex type is not supported. Got ComplexDouble",
        () -> Linalg.pinv(WIDE, RankOptions.DEFAULT.withRtol(Gradus.ones(DType.COMPLEX128))));
  }

  @Test
  void sentencesOfDtypesAndOfWhatIsNotFinite() {
    Tensor half = Gradus.eye(2).to(DType.FLOAT16);
    Tensor whole = Gradus.eye(2).to(DType.INT64);
    assertRefused(
        GradusUnsupportedException.class,
        "\"linalg_svd_cpu\" not implemented for 'Half'",
        () -> Linalg.svd(half));
    assertRefused(
        GradusUnsupportedException.class,
        "\"linalg_eigh_cpu\" not implemented for 'Half'",
        () -> Linalg.eigh(half));
    assertRefused(
        GradusUnsupportedException.class,
        "linalg.pinv(Long{[2, 2]}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types",
        () -> Linalg.pinv(whole));
    refused(
        "linalg.svd: Expected a floating point or complex tensor as input. Got Long",
        () -> Linalg.svd(whole));
    Tensor nan = Gradus.full(new long[] {3, 3}, Double.NaN);
    Tensor batch = Gradus.stack(List.of(Gradus.eye(3), nan), 0);
    refused(
        "linalg.svd: The algorithm failed to converge because the input matrix contained non-finite values.",
        () -> Linalg.svd(nan));
    refused(
        "linalg.svd: (Batch element 1): The algorithm failed to converge because the input matrix contained non-finite values.",
        () -> Linalg.svdvals(batch));
    refused(
        "linalg.eigh: (Batch element 1): The algorithm failed to converge because the input matrix is ill-conditioned or has too many repeated eigenvalues (error code: 2).",
        () -> Linalg.eigh(batch));
    refused(
        "torch.linalg.eig: input tensor should not contain infs or NaNs.", () -> Linalg.eig(nan));
  }
}
