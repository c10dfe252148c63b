package dev.gradus;

import dev.gradus.error.GradusArgumentException;

/// How `cdist` computes Euclidean distances.
public enum CdistMode {
  /// By a matrix product where a side has more than 25 rows.
  IF_NECESSARY,
  /// By a matrix product: faster, but few digits are left of the distances of near points.
  USE_MM,
  /// From the differences.
  DONOT_USE_MM;

  /// The mode of that name in PyTorch, such as `use_mm_for_euclid_dist`.
  public static CdistMode of(String name) {
    return switch (name) {
      case "use_mm_for_euclid_dist_if_necessary" -> IF_NECESSARY;
      case "use_mm_for_euclid_dist" -> USE_MM;
      case "donot_use_mm_for_euclid_dist" -> DONOT_USE_MM;
      default -> throw new GradusArgumentException(name + " is not a valid value for compute_mode");
    };
  }
}
