package dev.gradus.op.linalg;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.SingularValues;

/// What a factorisation reports of each matrix: 0, or a number that says where it failed.
public final class Infos {
  private Infos() {}

  /// Throws PyTorch's sentence for the first matrix that failed.
  ///
  /// @param op the name that the sentence begins with
  /// @param info int32, one number a matrix
  /// @param single whether there is one matrix and no batch
  public static void check(String op, Tensor info, boolean single) {
    int[] infos = Matrices.ints(Call.allExamples(info));
    for (int t = 0; t < infos.length; t++) {
      if (infos[t] != 0) {
        String place = single ? "" : ": (Batch element " + t + ")";
        throw new GradusArgumentException(op + place + ": " + sentence(op, infos[t]));
      }
    }
  }

  private static String sentence(String op, int info) {
    if (op.contains("inv")) {
      return "The diagonal element "
          + info
          + " is zero, the inversion could not be completed because the input matrix is singular.";
    }
    if (op.contains("solve")) {
      return "The solver failed because the input matrix is singular.";
    }
    if (op.contains("cholesky")) {
      return "The factorization could not be completed because the input is not positive-definite (the leading minor of order "
          + info
          + " is not positive-definite).";
    }
    if (info == SingularValues.NOT_FINITE) {
      return "The algorithm failed to converge because the input matrix contained non-finite values.";
    }
    if (op.contains("svd")) {
      return "The algorithm failed to converge because the input matrix is ill-conditioned or has too many repeated singular values (error code: "
          + info
          + ").";
    }
    if (op.contains("eig")) {
      return "The algorithm failed to converge because the input matrix is ill-conditioned or has too many repeated eigenvalues (error code: "
          + info
          + ").";
    }
    if (op.contains("lstsq")) {
      return "The least squares solution could not be computed because the input matrix does not have full rank (error code: "
          + info
          + ").";
    }
    if (op.contains("lu_factor")) {
      return "U["
          + info
          + ","
          + info
          + "] is zero and using it on lu_solve would result in a division by zero. If you still want to perform the factorization, consider calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)";
    }
    return "Unknown error code: " + info + ".";
  }
}
