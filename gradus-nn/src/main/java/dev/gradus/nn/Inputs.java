package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

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

  /// Both results of a selection, for hooks.
  static Tensor[] array(ValuesAndIndices found) {
    return new Tensor[] {found.values(), found.indices()};
  }

  /// A size for each of so many dimensions. **Errors**: neither one nor so many are given.
  static long[] expand(long[] given, int dims) {
    if (given.length == dims) {
      return given.clone();
    }
    if (given.length != 1) {
      throw new GradusArgumentException(
          "a layer of %d dimensions takes one number or %d, got %d"
              .formatted(dims, dims, given.length));
    }
    long[] all = new long[dims];
    Arrays.fill(all, given[0]);
    return all;
  }

  /// A probability of leaving out. **Errors**: it is none.
  static double probability(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new GradusArgumentException(
          "dropout probability has to be between 0 and 1, but got " + LayerText.of(p));
    }
    return p;
  }
}
