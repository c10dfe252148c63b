package dev.gradus.op.linalg;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Checks that pivots lie within their matrices: they come from the caller.
final class Pivots {
  private static final String REMEDY = "Did you properly pass the result of lu_factor?";

  private Pivots() {}

  /// The pivots of a solution by LU factors.
  static int[] forSolve(Tensor pivots, int n) {
    int[] values = Matrices.ints(pivots);
    for (int p : values) {
      if (p < 1) {
        throw new GradusArgumentException(
            "Pivots given to lu_solve must all be greater or equal to 1. " + REMEDY);
      }
      if (p > n) {
        throw new GradusArgumentException(
            "Pivots given to lu_solve must all be smaller or equal to LU.size(-2). " + REMEDY);
      }
    }
    return values;
  }

  /// The pivots of factors that are taken apart.
  static int[] forUnpack(Tensor lu, Tensor pivots) {
    long m = lu.size(-2);
    long[] wanted = Matrices.with(Matrices.batch(lu), Math.min(m, lu.size(-1)));
    if (!Arrays.equals(pivots.layout().sizes(), wanted)) {
      throw new GradusArgumentException(
          "lu_unpack: the pivots have shape "
              + Sizes.text(pivots.layout().sizes())
              + "; factors of shape "
              + Sizes.text(lu.layout().sizes())
              + " have pivots of shape "
              + Sizes.text(wanted)
              + ". Pass both as luFactor gave them.");
    }
    int[] values = Matrices.ints(pivots);
    for (int p : values) {
      if (p < 1 || p > m) {
        throw new GradusArgumentException(
            "pivots passed to lu_unpack must be between 1 and LU.size(-2) inclusive." + REMEDY);
      }
    }
    return values;
  }

  /// The pivots of a solution by LDL factors: where a block of two begins there must be room for
  /// it.
  static int[] forLdl(Tensor pivots, int n) {
    int[] values = Matrices.ints(pivots);
    for (int at = 0; at < values.length; at += n) {
      for (int k = 0; k < n; ) {
        int p = values[at + k];
        boolean two = p < 0;
        boolean fits = two ? k + 1 < n && values[at + k + 1] == p : p > 0;
        if (!fits || Math.abs(p) > n) {
          throw new GradusArgumentException(
              "ldl_solve: pivot "
                  + p
                  + " at place "
                  + k
                  + " is none of a matrix of "
                  + n
                  + " rows. Pass the pivots as ldlFactor gave them.");
        }
        k += two ? 2 : 1;
      }
    }
    return values;
  }
}
