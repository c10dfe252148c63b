package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

/// What layers with several inputs have in common.
final class Inputs {
  private Inputs() {}

  /// Refuses another number of inputs than there are names.
  static void require(Layer layer, Tensor[] x, String... names) {
    if (x.length < names.length) {
      StringBuilder missing = new StringBuilder();
      for (int i = x.length; i < names.length; i++) {
        boolean last = i == names.length - 1;
        String and = i == x.length ? "" : last ? " and " : ", ";
        missing.append(and).append('\'').append(names[i]).append('\'');
      }
      int count = names.length - x.length;
      throw new GradusArgumentException(
          "%s.forward() missing %d required positional argument%s: %s"
              .formatted(layer.name(), count, count == 1 ? "" : "s", missing));
    }
    if (x.length > names.length) {
      throw new GradusArgumentException(
          "%s.forward() takes %d positional arguments but %d were given\nIt takes %s."
              .formatted(
                  layer.name(), names.length + 1, x.length + 1, String.join(" and ", names)));
    }
  }
}
