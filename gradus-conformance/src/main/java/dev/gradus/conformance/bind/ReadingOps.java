package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;
import java.util.List;

/// Values out of tensors.
final class ReadingOps {
  private ReadingOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op("item", "input: tensor", a -> item(a.tensor("input")));
  }

  /// Python's type follows the dtype; Java has a method for each.
  private static Object item(Tensor x) {
    return switch (x.dtype().kind()) {
      case BOOL -> x.itemBoolean();
      case INTEGER -> x.itemLong();
      case FLOATING -> x.item();
      case COMPLEX -> {
        x.itemComplex();
        // The recorder left complex numbers out, so there is nothing to compare.
        yield List.of();
      }
    };
  }
}
