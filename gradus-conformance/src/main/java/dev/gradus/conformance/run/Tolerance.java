package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.TensorData;
import java.util.Set;

/// How far a value may lie from the recorded one: `atol + rtol * |expected|`, or the larger of both
/// parts.
///
/// @param larger whether the larger part counts instead of the sum
public record Tolerance(double rtol, double atol, boolean larger) {
  /// Nothing but the recorded value.
  public static final Tolerance EXACT = new Tolerance(0, 0);

  /// `atol + rtol * |expected|`.
  public Tolerance(double rtol, double atol) {
    this(rtol, atol, false);
  }

  /// Relatively or absolutely near enough: the larger of `atol` and `rtol * |expected|`.
  public static Tolerance either(double rtol, double atol) {
    return new Tolerance(rtol, atol, true);
  }

  /// Operations below `linalg` that only add and multiply.
  private static final Set<String> ELEMENTARY =
      Set.of(
          "linalg.cross",
          "linalg.diagonal",
          "linalg.multi_dot",
          "linalg.vander",
          "linalg.vecdot",
          "linalg.vector_norm");

  /// Decompositions, iterative and special functions outside `linalg` and `special`.
  private static final Set<String> ITERATIVE =
      Set.of(
          "cholesky",
          "cholesky_inverse",
          "cholesky_solve",
          "digamma",
          "erf",
          "erfc",
          "erfinv",
          "geqrf",
          "i0",
          "igamma",
          "igammac",
          "lgamma",
          "logdet",
          "lu",
          "lu_solve",
          "lu_unpack",
          "matrix_exp",
          "mvlgamma",
          "ormqr",
          "pca_lowrank",
          "pinverse",
          "polygamma",
          "qr",
          "slogdet",
          "svd",
          "svd_lowrank",
          "triangular_solve");

  /// The tolerance for a recorded output or gradient.
  ///
  /// @param op PyTorch's name of the operation
  /// @param expected what was recorded
  /// @param gradient whether it is a gradient
  public static Tolerance of(String op, TensorData expected, boolean gradient) {
    boolean loose = isIterative(op);
    return switch (expected.dtype()) {
      case FLOAT64, COMPLEX128 -> loose ? new Tolerance(1e-5, 1e-5) : new Tolerance(1e-7, 1e-9);
      case FLOAT32, COMPLEX64 -> {
        if (gradient && op.equals("logcumsumexp")) {
          yield new Tolerance(1e-2, 1e-2);
        }
        yield loose
            ? new Tolerance(1e-4, 1e-5 + 1e-6 * expected.maxAbs())
            : new Tolerance(1.3e-5, 1e-5);
      }
      case FLOAT16 -> new Tolerance(1e-3, 1e-5);
      case BFLOAT16 -> new Tolerance(1.6e-2, 1e-5);
      case BOOL, UINT8, INT8, INT16, INT32, INT64 -> EXACT;
    };
  }

  private static boolean isIterative(String op) {
    if (op.startsWith("linalg.")) {
      return !ELEMENTARY.contains(op);
    }
    return op.startsWith("special.") || ITERATIVE.contains(op);
  }

  /// The largest allowed difference from an expected value of that size.
  public double allowed(double expectedAbs) {
    double relative = rtol * expectedAbs;
    return larger ? Math.max(atol, relative) : atol + relative;
  }
}
