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
          Map.entry("bfloat16", "rounds to bfloat16: the differences are of rounded numbers"));

  /// Variants of calls that were recorded at a kink alone.
  static final Set<String> KINKS = Set.of("subgradients_at_zero");

  /// Operations that are differentiable once.
  static final Set<String> ONCE = Set.of("nn.functional.ctc_loss");

  /// Operations that round, so that the modes differ by more than float64 does.
  static final Set<String> ROUNDING = Set.of("float", "cfloat", "half", "bfloat16");

  /// Operations that raise the length of nothing to a negative power.
  static final Set<String> OF_NOTHING = Set.of("nn.functional.pairwise_distance");

  /// Operations whose result depends on how the numbers lie in memory: they read the memory itself,
  /// want a view without a copy, or draw numbers in the order of memory.
  static final Set<String> ABOUT_LAYOUT =
      Set.of(
          "as_strided",
          "as_strided_copy",
          "as_strided_scatter",
          "view",
          "view_as_complex",
          "cauchy",
          "exponential",
          "geometric",
          "log_normal",
          "dropout",
          "native_dropout",
          "nn.functional.alpha_dropout");

  /// Operations of which PyTorch has no derivative by their first input, and says so.
  static final Set<String> NOT_IMPLEMENTED =
      Set.of(
          "floor_divide",
          "heaviside",
          "geqrf",
          "histc",
          "histogram",
          "histogramdd",
          "igamma",
          "igammac",
          "linalg.ldl_factor",
          "linalg.ldl_factor_ex",
          "linalg.ldl_solve",
          "unique",
          "unique_consecutive");

  /// Bound names without a gradient.
  static final Set<String> WITHOUT_GRADIENT = WithoutGradient.NAMES;

  private DerivativeTable() {}

  /// The input with the structure that the operation assumes.
  static Tensor prepared(String op, int input, boolean upper, Tensor x) {
    boolean square = x.dim() >= 2 && x.size(-1) == x.size(-2);
    if (square && SYMMETRIC.contains(op)) {
      return x.add(x.mH()).div(2);
    }
    if (op.equals("nn.functional.ctc_loss")) {
      // Its gradient is that of normalised log-probabilities.
      return x.logSoftmax(-1);
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
