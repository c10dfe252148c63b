package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import java.util.Map;
import java.util.Set;

/// What the gradient checks must know of single operations.
final class DerivativeTable {
  /// Operations that read one triangle of a matrix and take the other for its mirror image.
  private static final Set<String> SYMMETRIC =
      Set.of(
          "cholesky",
          "linalg.cholesky",
          "linalg.cholesky_ex",
          "linalg.eigh",
          "linalg.eigvalsh",
          "linalg.ldl_factor",
          "linalg.ldl_factor_ex",
          "linalg.matrix_sqrth");

  /// Operations that take a matrix for triangular.
  private static final Map<String, Integer> TRIANGULAR =
      Map.of("cholesky_inverse", 0, "cholesky_solve", 1);

  /// Operations whose vectors are unique but for a factor of length 1.
  private static final Set<String> UP_TO_PHASE =
      Set.of("linalg.svd", "svd", "linalg.eig", "linalg.eigh");

  /// Differentiable operations whose gradient is not the slope, with the reason.
  static final Map<String, String> NOT_THE_SLOPE =
      Map.ofEntries(
          Map.entry("as_strided_scatter", "PyTorch gives the input what arrives in the view"),
          Map.entry("float", "rounds to float32: the differences are of rounded numbers"),
          Map.entry("cfloat", "rounds to complex64: the differences are of rounded numbers"),
          Map.entry("half", "rounds to float16: the differences are of rounded numbers"),
          Map.entry("bfloat16", "rounds to bfloat16: the differences are of rounded numbers"),
          Map.entry("linalg.norm.subgradients_at_zero", "recorded at a kink alone"));

  /// Operations whose result depends on how the numbers lie in memory, by their nature.
  static final Set<String> ABOUT_LAYOUT =
      Set.of("as_strided", "as_strided_copy", "as_strided_scatter", "view", "view_as");

  private DerivativeTable() {}

  /// The input with the structure that the operation assumes.
  static Tensor prepared(String op, int input, boolean upper, Tensor x) {
    boolean square = x.dim() >= 2 && x.size(-1) == x.size(-2);
    if (square && SYMMETRIC.contains(op)) {
      return x.add(x.mH()).div(2);
    }
    Integer triangle = TRIANGULAR.get(op);
    if (square && triangle != null && triangle == input) {
      return upper ? x.triu() : x.tril();
    }
    return x;
  }

  /// What is unique of a result.
  static Tensor comparable(String op, Tensor y) {
    return UP_TO_PHASE.contains(op) ? y.abs() : y;
  }
}
