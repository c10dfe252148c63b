package dev.gradus;

import static dev.gradus.Seen.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// The sentences of factorisations and solvers, and what the functions that only report do instead.
class LinalgErrorsTest {
  private static final Tensor WIDE = Gradus.zeros(2, 3);
  private static final Tensor SQUARE = Gradus.eye(3);
  private static final Tensor VECTOR = Gradus.zeros(3);

  /// A batch whose second matrix has rank 1.
  private static final Tensor SINGULAR = Gradus.stack(List.of(Gradus.eye(2), Gradus.ones(2, 2)), 0);

  private static void refused(String sentence, ThrowingCallable call) {
    assertRefused(GradusArgumentException.class, sentence, call);
  }

  @Test
  void matricesMustBeSquare() {
    String end = " must be batches of square matrices, but they are 2 by 3 matrices";
    refused("linalg.det: A" + end, () -> WIDE.det());
    refused("linalg.slogdet: A" + end, () -> WIDE.logdet());
    refused("linalg.inv: A" + end, () -> WIDE.inverse());
    refused("linalg.cholesky: A" + end, () -> Linalg.cholesky(WIDE));
    refused("cholesky_inverse: A" + end, () -> WIDE.choleskyInverse());
    refused("linalg.solve: A" + end, () -> Linalg.solve(WIDE, WIDE));
    refused("torch.linalg.ldl_factor_ex: A" + end, () -> Linalg.ldlFactor(WIDE));
    refused("linalg.det: The input tensor A must have at least 2 dimensions.", () -> VECTOR.det());
    refused(
        "linalg.qr: The input tensor A must have at least 2 dimensions.", () -> Linalg.qr(VECTOR));
    refused("torch.geqrf: input must have at least 2 dimensions.", () -> VECTOR.geqrf());
    refused(
        "torch.lu_factor: Expected tensor with 2 or more dimensions. Got size: [3] instead",
        () -> Linalg.luFactor(VECTOR));
    refused(
        "linalg.lu: Expected tensor with 2 or more dimensions. Got size: [3] instead",
        () -> Linalg.lu(VECTOR));
  }

  @Test
  void dtypesMustHaveFractionsAndDigits() {
    Tensor whole = SQUARE.to(DType.INT64);
    Tensor half = SQUARE.to(DType.FLOAT16);
    refused(
        "linalg.det: Expected a floating point or complex tensor as input. Got Long",
        () -> whole.det());
    refused("linalg.inv: Low precision dtypes not supported. Got Half", () -> half.inverse());
    refused(
        "linalg.solve: Expected a floating point or complex tensor as input. Got Long",
        () -> Linalg.solve(whole, whole));
    refused(
        "linalg.solve: Expected A and B to have the same dtype, but found A of type Float and B of type Double instead",
        () -> Linalg.solve(SQUARE, SQUARE.to(DType.FLOAT64)));
    assertRefused(
        GradusUnsupportedException.class,
        "\"cholesky_cpu\" not implemented for 'Half'",
        () -> Linalg.cholesky(half));
    assertRefused(
        GradusUnsupportedException.class,
        "\"geqrf_cpu\" not implemented for 'Long'",
        () -> whole.geqrf());
  }

  @Test
  void sizesMustFit() {
    refused(
        "linalg.solve: Incompatible shapes of A and B for the equation AX = B (3x3 and 2x3)",
        () -> Linalg.solve(SQUARE, WIDE));
    refused(
        "linalg.solve: Incompatible shapes of A and B for the equation XA = B (3x3 and 3x2)",
        () -> Linalg.solve(SQUARE, WIDE.mT(), false));
    refused(
        "linalg.solve: Vector broadcasting of the left hand side is not supported for left=False. In this case linalg.solve is equivalent to B / A.squeeze(-1)",
        () -> Linalg.solve(Gradus.ones(1, 1), Gradus.ones(1), false));
    refused(
        "The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0",
        () -> Linalg.solve(SQUARE.expand(3, 3, 3), Gradus.zeros(2, 3, 1)));
    refused(
        "Incompatible matrix sizes for cholesky_solve: each A matrix is 3 by 3 but each b matrix is 2 by 3",
        () -> WIDE.choleskySolve(SQUARE));
    refused(
        "b should have at least 2 dimensions, but has 1 dimensions instead",
        () -> VECTOR.choleskySolve(SQUARE));
    refused(
        "torch.triangular_solve: Expected A to have at least 2 dimensions, but it has 1 dimensions instead",
        () -> SQUARE.triangularSolve(VECTOR));
    refused(
        "torch.linalg.lstsq: input.size(-2) should match other.size(-1)",
        () -> Linalg.lstsq(WIDE, VECTOR));
    refused(
        "Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got 3 != 2",
        () -> Linalg.tensorinv(WIDE, 1));
    refused(
        "Expected a strictly positive integer for 'ind', but got 0",
        () -> Linalg.tensorinv(SQUARE, 0));
  }

  @Test
  void pivotsMustBelongToTheFactors() {
    CompactLu lu = Linalg.luFactor(SQUARE);
    refused(
        "linalg.lu_solve: pivots should be a Tensor of scalar type torch.int32",
        () -> Linalg.luSolve(lu.lu(), lu.pivots().to(DType.INT64), SQUARE));
    refused(
        "linalg.lu_solve: Number of pivots per batch should be same as the dimension of the matrix",
        () -> Linalg.luSolve(lu.lu(), lu.pivots().narrow(0, 0, 2), SQUARE));
    refused(
        "linalg.lu_solve: Expected LU.shape[:-1] and pivots.shape to be the same, but got pivots with shape [1, 3] instead",
        () -> Linalg.luSolve(lu.lu(), lu.pivots().unsqueeze(0), SQUARE));
    refused(
        "torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of torch.int32 dtype.",
        () -> Gradus.luUnpack(lu.lu(), lu.pivots().to(DType.INT64)));
    assertRefused(
        GradusUnsupportedException.class,
        "linalg.lu_factor: LU without pivoting is not implemented on the CPU",
        () -> Linalg.lu(SQUARE, false));
  }

  @Test
  void pivotsMustLieWithinTheMatrix() {
    Tensor far = Gradus.full(DType.INT32, new long[] {3}, 4L);
    Tensor zero = Gradus.zeros(DType.INT32, 3);
    refused(
        "Pivots given to lu_solve must all be smaller or equal to LU.size(-2). Did you properly pass the result of lu_factor?",
        () -> Linalg.luSolve(SQUARE, far, SQUARE));
    refused(
        "Pivots given to lu_solve must all be greater or equal to 1. Did you properly pass the result of lu_factor?",
        () -> Linalg.luSolve(SQUARE, zero, SQUARE));
    refused(
        "pivots passed to lu_unpack must be between 1 and LU.size(-2) inclusive.Did you properly pass the result of lu_factor?",
        () -> Gradus.luUnpack(SQUARE, far));
    refused(
        "ldl_solve: pivot -1 at place 2 is none of a matrix of 3 rows. Pass the pivots as ldlFactor gave them.",
        () -> Linalg.ldlSolve(SQUARE, Gradus.full(DType.INT32, new long[] {3}, -1L), SQUARE));
  }

  @Test
  void reflectionsMustBelongToTheirFactors() {
    Tensor tau = Gradus.zeros(3);
    refused(
        "torch.linalg.householder_product: input.shape[-2] must be greater than or equal to input.shape[-1]",
        () -> Linalg.householderProduct(WIDE, tau));
    refused(
        "torch.linalg.householder_product: input.shape[-1] must be greater than or equal to tau.shape[-1]",
        () -> Linalg.householderProduct(WIDE.mT(), tau));
    refused(
        "torch.ormqr: other.shape[-2] must be equal to input.shape[-2]",
        () -> SQUARE.ormqr(tau, Gradus.zeros(4, 3)));
    refused(
        "torch.ormqr: other.shape[-1] must be greater than or equal to tau.shape[-1]",
        () -> SQUARE.ormqr(tau, Gradus.zeros(3, 2), false, false));
    refused(
        "qr received unrecognized mode 'full' but expected one of 'reduced' (default), 'r', or 'complete'",
        () -> Linalg.qr(SQUARE, "full"));
  }

  @Test
  void whatFailsIsNamedWithItsPlaceInTheBatch() {
    refused(
        "linalg.inv: (Batch element 1): The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.",
        () -> Linalg.inv(SINGULAR));
    refused(
        "linalg.inv: The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.",
        () -> Linalg.inv(Gradus.ones(2, 2)));
    refused(
        "linalg.inv_ex: (Batch element 1): The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.",
        () -> Linalg.invEx(SINGULAR, true));
    refused(
        "torch.linalg.solve: (Batch element 1): The solver failed because the input matrix is singular.",
        () -> Linalg.solve(SINGULAR, SINGULAR));
    refused(
        "linalg.cholesky: (Batch element 1): The factorization could not be completed because the input is not positive-definite (the leading minor of order 2 is not positive-definite).",
        () -> Linalg.cholesky(SINGULAR));
    refused(
        "torch.linalg.lu_factor: (Batch element 1): U[2,2] is zero and using it on lu_solve would result in a division by zero. If you still want to perform the factorization, consider calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)",
        () -> Linalg.luFactor(SINGULAR));
    refused(
        "Failed to invert the input tensor, because it is singular.",
        () -> Linalg.tensorinv(Gradus.ones(2, 2), 1));
    refused(
        "torch.linalg.lstsq: The least squares solution could not be computed because the input matrix does not have full rank (error code: 2).",
        () ->
            Linalg.lstsq(
                Gradus.eye(2).mul(Gradus.tensor("[1., 0]")), SQUARE.narrow(0, 0, 2), null, "gels"));
    refused(
        "cholesky_inverse: The diagonal element 1 is zero, the inversion could not be completed because the input matrix is singular.",
        () -> Gradus.zeros(2, 2).choleskyInverse());
  }

  @Test
  void whatOnlyReportsTellsInNumbers() {
    Seen.assertEqual(Linalg.invEx(SINGULAR).info(), "[0, 2]");
    Seen.assertEqual(Linalg.solveEx(SINGULAR, SINGULAR).info(), "[0, 2]");
    Seen.assertEqual(Linalg.choleskyEx(SINGULAR).info(), "[0, 2]");
    Seen.assertEqual(SINGULAR.lu().info(), "[0, 2]");
    Seen.assertEqual(Linalg.ldlFactorEx(Gradus.zeros(2, 2)).info(), "1");
    assertThat(SINGULAR.lu().info().dtype()).isEqualTo(DType.INT32);
    assertThat(Linalg.lu(SINGULAR).u().shape()).containsExactly(2, 2, 2);
    SignAndLogDet both = SINGULAR.slogdet();
    Seen.assertEqual(both.sign(), "[1, 0]");
    Seen.assertEqual(both.logabsdet(), "[0, -inf]");
    Seen.assertEqual(Gradus.tensor("[[-1., 0], [0, 1]]").logdet(), "nan");
  }
}
