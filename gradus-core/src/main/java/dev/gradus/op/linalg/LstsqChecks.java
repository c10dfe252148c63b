package dev.gradus.op.linalg;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.List;
import java.util.Locale;

/// What the least squares solution requires, with PyTorch's sentences.
final class LstsqChecks {
  private static final String NAME = "torch.linalg.lstsq";
  private static final List<String> DRIVERS = List.of("gels", "gelsy", "gelsd", "gelss");

  private LstsqChecks() {}

  static void operands(Tensor a, Tensor b) {
    require(a.dim() >= 2, "input must have at least 2 dimensions.");
    require(b.dim() >= 1, "other must have at least 1 dimension.");
    require(
        a.dtype() == b.dtype(),
        "Expected input and other to have the same dtype, but got input's dtype "
            + a.dtype().scalarName()
            + " and other's dtype "
            + b.dtype().scalarName());
    int difference = a.dim() - b.dim();
    require(
        difference == 0 || difference == 1,
        "input.dim() must be greater or equal to other.dim() and (input.dim() - other.dim()) <= 1");
    require(
        a.size(-2) == b.size(difference == 1 ? -1 : -2),
        "input.size(-2) should match other.size(" + (difference == 1 ? -1 : -2) + ")");
    LinalgChecks.computable("linalg_lstsq_cpu", a);
  }

  static String driver(String driver) {
    String lower = driver.toLowerCase(Locale.ROOT);
    require(
        DRIVERS.contains(lower), "parameter `driver` should be one of (gels, gelsy, gelsd, gelss)");
    return lower;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(NAME + ": " + sentence);
    }
  }
}
